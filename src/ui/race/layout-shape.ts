import { formatHex } from '../../machine/units/address.ts';
import { counted, formatPower } from '../../machine/units/bytes.ts';
import { sectionStart } from '../../machine/units/section.ts';
import type { RacedLayout } from '../../race/result.ts';

/** What of a layout one is told, in three numbers. */
export type Shape = Pick<RacedLayout, 'sections' | 'islands' | 'highest'>;

/** Of the memory of a scene: [first section, sections, state] per run, ascending; what touches is one island. */
export function shapeOf(memory: Float64Array): Shape {
  let sections = 0;
  let islands = 0;
  let end = -1;
  for (let i = 0; i < memory.length; i += 3) {
    const first = memory[i] ?? 0;
    const count = memory[i + 1] ?? 0;
    if (first !== end) islands += 1;
    sections += count;
    end = first + count;
  }
  return { sections, islands, highest: sections === 0 ? -1 : end - 1 };
}

/** `17 sections in 2 islands, highest at 2⁶⁰` */
export function shapeWords({ sections, islands, highest }: Shape): string {
  if (sections === 0) return 'no memory';
  const address = sectionStart(highest);
  return `${counted(sections, 'section')} in ${counted(islands, 'island')}, highest at ${formatPower(address) ?? formatHex(address)}`;
}
