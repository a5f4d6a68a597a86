import type { ProbeEvent } from '../machine/event.ts';
import type { Stepped } from '../machine/step.ts';
import { formatCount } from '../machine/units/bytes.ts';
import { E2BIG, EEXIST, EINVAL, errnoWords } from '../machine/units/errno.ts';
import { sectionOf } from '../machine/units/section.ts';
import { spellAddress } from '../machine/units/spell-address.ts';
import type { Said } from './said.ts';

const PROBE_WHY: Readonly<Record<number, string>> = {
  [EEXIST]: 'A resource is there already.',
  [EINVAL]: 'It is not the start of a memory block.',
  [E2BIG]: 'It is beyond what this kernel can address.',
};

/** A write to the probe file. */
export function sayProbe({ address }: ProbeEvent, done: Stepped): Said {
  const fact = done.trace.find((f) => f.type === 'probe');
  if (fact?.type !== 'probe') return { fact: '', cost: '', tone: 'neutral' };
  const where = spellAddress(BigInt(address));
  if (fact.ret !== 0)
    return {
      fact: `The probe of ${where} answered ${errnoWords(fact.ret)}.`,
      cost: PROBE_WHY[fact.ret] ?? 'Nothing changed.',
      tone: 'refused',
    };
  const cut = fact.section !== sectionOf(BigInt(address));
  const section = `section ${formatCount(fact.section)}`;
  if (fact.added)
    return {
      fact: cut
        ? `The probe of ${where} added ${section}: the number was cut to an int.`
        : `${section[0]?.toUpperCase()}${section.slice(1)} was added, offline.`,
      cost: 'The firmware was not asked; no notifier hears of an add.',
      tone: cut ? 'broken' : 'neutral',
    };
  return {
    fact: `The probe of ${where} returned 0 and added nothing.`,
    cost: cut
      ? `Its number was cut to ${section}, which is there; only a resource line is new.`
      : 'The section is there already; only a resource line is new.',
    tone: cut ? 'broken' : 'neutral',
  };
}
