import type { Verdict } from '../../machine/device/dma.ts';
import type { Translation } from '../../machine/translation.ts';
import { BUSMAP_START } from '../../machine/units/bus-space.ts';
import { formatCount } from '../../machine/units/bytes.ts';
import type { Scene } from '../../worker/protocol.ts';
import { shortNumber } from '../section-map/words.ts';

/** A verdict with the sign that carries it without colour. */
export const VERDICTS: Readonly<
  Record<Verdict, { readonly sign: string; readonly tone: 'map' | 'wrong' | 'stale' | 'neutral' }>
> = {
  ok: { sign: '=', tone: 'map' },
  miss: { sign: '∅', tone: 'wrong' },
  'no region': { sign: '∅', tone: 'wrong' },
  stale: { sign: '×', tone: 'stale' },
  'wrong page': { sign: '≠', tone: 'wrong' },
};

/** `≠ wrong page, section 0` */
export function verdictWords(answer: Translation): string {
  const { sign } = VERDICTS[answer.verdict];
  const reads = answer.registered;
  const where =
    answer.verdict === 'wrong page' && reads !== null
      ? `, section ${shortNumber(Number(BigInt(reads) >> 24n))}`
      : '';
  return `${sign} ${answer.verdict}${where}`;
}

/** Why the answer is what it is, in a sentence or two; empty where all is well. */
export function whyWords(
  answer: Translation,
  scene: Pick<Scene, 'map' | 'region' | 'driverLoaded' | 'standing'>,
  brief = false,
): string {
  switch (answer.verdict) {
    case 'ok':
      return 'The device reads what the map means.';
    case 'miss':
      return `${missWords(answer, scene)}${missEffect(answer, scene)}`;
    case 'no region':
      return noRegionWords(answer, scene);
    case 'stale':
      return 'The map still answers for memory that is not online: the device reads what is there now.';
    case 'wrong page':
      return wrongWords(answer, brief);
  }
}

function missWords(answer: Translation, scene: Pick<Scene, 'map' | 'driverLoaded'>): string {
  const { map } = scene;
  const section = answer.section === null ? '' : formatCount(answer.section);
  switch (answer.missAt) {
    case 'root':
      return map.kind === 'flat'
        ? scene.driverLoaded
          ? 'There is no array.'
          : 'The driver did not load: there is no array.'
        : 'There is no root table: nothing is mapped.';
    case 'top':
      return `root[${answer.top}] is null: no section of this PiB is mapped.`;
    case 'dir':
      return `top ${answer.top}[${answer.dir}] is null: no section of these 128 GiB is mapped.`;
    case 'entry':
      return NO_ENTRY[map.kind]?.(section) ?? `Its entry is 0: section ${section} is not mapped.`;
    case 'budget':
      return 'No memory region is left in the budget.';
    case 'beyond-entries':
      return `Section ${section} lies beyond the ${formatCount(map.entries)} entries of the array.`;
    case null:
      return map.kind === 'none' ? 'No driver, no map.' : 'No section has this bus address.';
  }
}

/** Where it is not an entry of the driver's own table that is 0. */
const NO_ENTRY: Readonly<Partial<Record<Scene['map']['kind'], (section: string) => string>>> = {
  service: (section) => `The core has no slot for section ${section}: it is not there.`,
  window: (section) => `The window has no entry for section ${section}.`,
  tce: () => 'No buffer in this page is posted: it is mapped when one is.',
  packets: () => 'No packet in this page is on its way: a region is made when one is.',
};

/** What a miss would cost if a buffer lay there. */
function missEffect(
  answer: Translation,
  { map, driverLoaded }: Pick<Scene, 'map' | 'driverLoaded'>,
): string {
  if (answer.space === 'bus' || map.kind === 'none') return '';
  if (map.kind === 'tce' || map.kind === 'packets') return '';
  if (!driverLoaded) return ' Sent, it would answer −1; nobody is there to queue a rebuild.';
  return map.kind === 'flat'
    ? ' Sent, it would answer −1, stop transfers and queue a rebuild.'
    : ' Sent, it would answer −1 and change nothing.';
}

function noRegionWords(
  answer: Translation,
  { region, map, standing }: Pick<Scene, 'region' | 'map' | 'standing'>,
): string {
  if (standing) return 'Nothing that the device was told of stands behind this bus address.';
  if (region && map.kind === 'service')
    return 'The region holds the spare page there: the section is on its way in or out.';
  if (region === null)
    return 'The map still answers. No region stands behind the answer: every DMA fails.';
  return answer.bus !== null && BigInt(answer.bus) < BUSMAP_START
    ? 'The entry is the flag value 1: it looks valid and is no bus address.'
    : 'The bus address lies outside the region as it was registered.';
}

const EXACT_TOPS = 32;

/** The section’s base does not fit the int that the driver computes it in. */
export const overflows = ({ top }: Pick<Translation, 'top'>): boolean =>
  top !== null && top >= EXACT_TOPS;

function wrongWords({ top, section }: Translation, brief: boolean): string {
  if (section !== null && section >= 2 ** 39)
    return 'The index has no room for bit 63: this section shares its entry with one 2⁶³ below.';
  if (top !== null && overflows({ top }))
    return `${top} << 26 on an int wraps around to ${wrapped(top)}, formally undefined in C.${brief ? '' : ' Every hcall succeeded.'}`;
  return 'The region still holds the pages of an earlier map.';
}

/** `top << 26` as 32-bit wrap-around arithmetic gives it. */
export const wrapped = (top: number): string =>
  formatCount((top << 26).toString()).replace('-', '−');

const READS: Readonly<Record<Scene['map']['kind'], string>> = {
  none: '',
  linear: 'no map, no read',
  flat: 'one array, one read',
  'three-level': 'three tables, three reads',
  service: 'the core’s sections, three reads',
  window: 'base plus address, no read',
  tce: 'as it was mapped, no read',
  'all-memory': 'one key, no read',
  packets: 'as it was posted, no read',
};

/** The fact beside the heading: `3 tables, 3 reads`, `a miss at dir`. */
export function headline(answer: Translation | null, scene: Pick<Scene, 'map'>): string {
  if (!answer || scene.map.kind === 'none') return 'of any address';
  if (answer.missAt !== null)
    return answer.missAt === 'beyond-entries'
      ? 'a miss beyond the array'
      : `a miss at ${answer.missAt}`;
  if (answer.verdict === 'miss') return 'nobody’s address';
  return READS[scene.map.kind];
}
