/** Answers of hypervisor calls (include/asm-powerpc/hvcall.h, Linux 2.6.25). */
export const H_SUCCESS = 0;
export const H_BUSY = 1;
export const H_PAGE_REGISTERED = 15;
export const H_HARDWARE = -1;
export const H_PARAMETER = -4;
export const H_RESOURCE = -16;
export const H_NOT_ENOUGH_RESOURCES = -44;
export const H_R_STATE = -45;
export const H_LONG_BUSY_START = 9900;
export const H_LONG_BUSY_END = 9905;

/** Attempts of the driver's wrapper while the answer is a long-busy; then H_BUSY (ehea_phyp.c, Linux 2.6.32). */
export const HCALL_ATTEMPTS = 5;

export const isLongBusy = (code: number): boolean =>
  code >= H_LONG_BUSY_START && code <= H_LONG_BUSY_END;

const NAMES: Readonly<Record<number, string>> = {
  0: 'H_SUCCESS',
  1: 'H_BUSY',
  15: 'H_PAGE_REGISTERED',
  [-1]: 'H_HARDWARE',
  [-4]: 'H_PARAMETER',
  [-16]: 'H_RESOURCE',
  [-44]: 'H_NOT_ENOUGH_RESOURCES',
  [-45]: 'H_R_STATE',
  9900: 'H_LONG_BUSY_ORDER_1_MSEC',
  9901: 'H_LONG_BUSY_ORDER_10_MSEC',
  9902: 'H_LONG_BUSY_ORDER_100_MSEC',
  9903: 'H_LONG_BUSY_ORDER_1_SEC',
  9904: 'H_LONG_BUSY_ORDER_10_SEC',
  9905: 'H_LONG_BUSY_ORDER_100_SEC',
};

/** `H_PARAMETER`; undefined for a code without a name. */
export const hcallName = (code: number): string | undefined => NAMES[code];

/** -4 for `H_PARAMETER`; undefined for a name that no answer has. */
export function hcallCode(name: string): number | undefined {
  const found = Object.entries(NAMES).find(([, known]) => known === name);
  return found && Number(found[0]);
}

/** `H_PARAMETER (−4)`, in prose. */
export const nameHcall = (code: number): string =>
  NAMES[code] ? `${NAMES[code]} (${number(code)})` : number(code);

const number = (code: number): string => code.toString().replace('-', '−');
