import { formatHex } from '../../machine/units/address.ts';
import { counted, formatCount, formatPower } from '../../machine/units/bytes.ts';
import { sectionStart } from '../../machine/units/section.ts';
import type { RacedLayout } from '../../race/result.ts';

/** What of a layout one is told: of its online sections in three numbers, and how many are offline beside them. */
export interface Shape extends Pick<RacedLayout, 'sections' | 'islands' | 'highest'> {
  readonly offline: number;
}

/** Of the memory of a scene: [first section, sections, state] per run, ascending; online is 0, and what touches is one island. */
export function shapeOf(memory: Float64Array): Shape {
  let sections = 0;
  let islands = 0;
  let offline = 0;
  let end = -1;
  for (let i = 0; i < memory.length; i += 3) {
    const first = memory[i] ?? 0;
    const count = memory[i + 1] ?? 0;
    if (memory[i + 2] !== 0) {
      offline += count;
      continue;
    }
    if (first !== end) islands += 1;
    sections += count;
    end = first + count;
  }
  return { sections, islands, highest: sections === 0 ? -1 : end - 1, offline };
}

/** `17 sections in 2 islands, highest at 2⁶⁰; 1 offline, which the flat array alone counts` */
export function shapeWords({ sections, islands, highest, offline }: Shape): string {
  const beside =
    offline === 0 ? '' : `; ${formatCount(offline)} offline, which the flat array alone counts`;
  if (sections === 0) return `no memory${offline === 0 ? '' : ' online'}${beside}`;
  const address = sectionStart(highest);
  return `${counted(sections, 'section')} in ${counted(islands, 'island')}, highest at ${formatPower(address) ?? formatHex(address)}${beside}`;
}
