/**
 * 16 GiB pages, which a partition of pSeries can be given at boot. eHEA skips them while it loads, because the firmware
 * does not allow them in a memory region (EHEA_HUGEPAGE_SIZE, commit 3fd09c45bfb, Linux 2.6.28).
 */
export const HUGE_PAGE_SHIFT = 34;

/** Bytes of one. */
export const HUGE_PAGE_SIZE = 1n << BigInt(HUGE_PAGE_SHIFT);
