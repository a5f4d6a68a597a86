import type { MachineConfig } from '../machine/event.ts';
import { HUGE_PAGE_SIZE } from '../machine/memory/huge-page.ts';
import { type Checked, fits, refuse } from './problem.ts';
import { type BootRange, endOf } from './scenario.ts';

/**
 * Pages of 16 GiB against the memory that is there at boot: each lies in one range of it, or clear of all, and then
 * its memory may come later. Both lists ascend. Code: `bad-scenario`.
 */
export function checkHugePages(
  { hugePages = [] }: Pick<MachineConfig, 'hugePages'>,
  boot: readonly BootRange[],
): Checked<null> {
  let at = 0;
  for (const text of hugePages) {
    const start = BigInt(text);
    const end = start + HUGE_PAGE_SIZE;
    while (boot[at] && endOf(boot[at] as BootRange) <= start) at += 1;
    const range = boot[at];
    if (!range || end <= range.start || (range.start <= start && end <= endOf(range))) continue;
    return refuse(
      'bad-scenario',
      ['machine', 'hugePages'],
      `expected pages that lie in one range of boot, or clear of all: of the 16 GiB at ${text} only a part is there`,
    );
  }
  return fits(null);
}
