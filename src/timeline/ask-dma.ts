import type { Verdict } from '../machine/device/dma.ts';
import type { MissAt } from '../machine/driver/map-answer.ts';
import type { Machine } from '../machine/machine.ts';
import { type Translation, translate } from '../machine/translation.ts';
import { formatHex } from '../machine/units/address.ts';
import { formatCount, formatPower } from '../machine/units/bytes.ts';
import { sectionOf } from '../machine/units/section.ts';
import type { AnswerFigure, AnswerTone, Reply } from './question.ts';

/** What an address comes to: in words, from what `translate` answers. */

const TONES: Readonly<Record<Verdict, AnswerTone>> = {
  ok: 'good',
  miss: 'refused',
  'no region': 'refused',
  stale: 'stale',
  'wrong page': 'wrong',
};

/** `2⁶⁰ + 0xabc`, or the address itself where that says less. */
export function spellPlace(address: bigint): string {
  const section = address & ~0xffffffn;
  const power = formatPower(section);
  if (power === undefined) return formatHex(address);
  return section === address ? power : `${power} + ${formatHex(address - section)}`;
}

export const spellSection = (section: number): string =>
  formatPower(BigInt(section)) ?? formatCount(section);

/** The verdict on a DMA that is meant for this byte. */
export function sayDma(machine: Machine, address: bigint): Reply {
  const answer = translate(machine, address, 'physical');
  return {
    verdict: answer.verdict,
    sentence: sentenceFor(machine, address, answer),
    figures: figuresOf(answer),
    tone: TONES[answer.verdict],
  };
}

function figuresOf({ section, bus, registered }: Translation): readonly AnswerFigure[] {
  return [
    ...(section === null ? [] : [{ name: 'section', value: spellSection(section) }]),
    ...(bus === null ? [] : [{ name: 'bus address', value: bus }]),
    ...(registered === null ? [] : [{ name: 'the device reaches', value: registered }]),
  ];
}

function sentenceFor(machine: Machine, address: bigint, answer: Translation): string {
  const place = spellPlace(address);
  const section = spellSection(sectionOf(address));
  switch (answer.verdict) {
    case 'ok':
      return `A DMA meant for ${place} reaches ${place}.`;
    case 'miss':
      return `${place} has no bus address: ${missWords(answer.missAt, section)}.`;
    case 'no region':
      return noRegionWords(machine, place, BigInt(answer.bus ?? 0));
    case 'stale':
      return `The map and the region still answer for ${place}; section ${section} is ${isOffline(machine, address) ? 'offline' : 'gone'}.`;
    case 'wrong page': {
      const reached = BigInt(answer.registered ?? 0);
      return `A DMA meant for ${place} reaches ${spellPlace(reached)}, in section ${spellSection(sectionOf(reached))}.`;
    }
  }
}

const isOffline = ({ sections }: Machine, address: bigint): boolean =>
  sections.offline.has(sectionOf(address));

function missWords(at: MissAt | null, section: string): string {
  switch (at) {
    case 'root':
      return 'the driver has no map';
    case 'budget':
      return 'no memory region is left in the budget';
    case 'beyond-entries':
      return `section ${section} lies beyond the array`;
    case 'top':
    case 'dir':
      return `the walk for section ${section} ends at a null ${at}`;
    case 'entry':
      return `the entry of section ${section} is 0`;
    case null:
      return 'there is no driver';
  }
}

function noRegionWords({ driver, generation }: Machine, place: string, bus: bigint): string {
  const sent = `${place} goes out as bus ${formatHex(bus)}`;
  if (bus < generation.shape(driver).origin)
    return `${sent}: its entry was left at flag 1, and that is no bus address.`;
  if (!driver.region) return `${sent}, and no memory region stands behind it.`;
  return driver.region.pages === 0
    ? `${sent}; the region holds no page there.`
    : `${sent}, outside the region as it was registered.`;
}

/** Whether two physical addresses go to the device under one name. */
export function sayAlias(machine: Machine, address: bigint, other: bigint): Reply {
  const [one, two] = [address, other].map((at) => translate(machine, at, 'physical').bus);
  const same = one !== null && one === two;
  const places = `${spellPlace(address)} and ${spellPlace(other)}`;
  return {
    verdict: same ? 'one bus address' : 'apart',
    sentence: same
      ? `${places} are one bus address, ${one}: the index keeps 39 bits of a section number.`
      : `${places} have ${one === null || two === null ? 'no bus address in common' : 'a bus address each'}.`,
    figures: [
      { name: spellPlace(address), value: one ?? 'a miss' },
      { name: spellPlace(other), value: two ?? 'a miss' },
    ],
    tone: same ? 'wrong' : 'good',
  };
}
