import { optionsOf } from '../machine/kernel/options.ts';
import { sectionSize } from '../machine/kernel/shipped.ts';
import { sourcesOf } from '../machine/kernel/sources.ts';
import type { Machine } from '../machine/machine.ts';
import { formatSize } from '../machine/units/bytes.ts';
import { SECTION_SIZE } from '../machine/units/section.ts';
import type { Figure } from './figure.ts';
import { derived, read } from './make-figure.ts';

/** Sources of what this page takes from ppc64, on machines that may be something else. */

/** Why a section has 16 MiB: the kernel's own on ppc64, and the driver's everywhere. */
export function sectionSource(machine: Machine): Figure['source'] {
  const own = sectionSize(machine);
  return own === BigInt(SECTION_SIZE)
    ? read(`${sourcesOf(machine.edition).limit.file}: SECTION_SIZE_BITS 24`)
    : derived(
        'drivers/net/ehea/ehea.h, EHEA_SECTSIZE, Linux 2.6.24 to 7.1.5',
        `Counted as the driver does; this kernel’s own section has ${formatSize(own)}.`,
      );
}

/** Where kernel virtual addresses lie; of other architectures that was not read. */
export function virtualSource(machine: Machine): Figure['source'] {
  const file = 'include/asm-powerpc/page.h, __va and PAGE_OFFSET, Linux 2.6.25';
  const { architecture } = optionsOf(machine);
  return architecture === 'ppc64'
    ? read(file)
    : derived(file, `Not read of ${architecture}: taken as on ppc64.`);
}
