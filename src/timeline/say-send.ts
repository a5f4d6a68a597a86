import type { Machine } from '../machine/machine.ts';
import type { Stepped } from '../machine/step.ts';
import { formatHex } from '../machine/units/address.ts';
import { formatCount } from '../machine/units/bytes.ts';
import { sectionOf } from '../machine/units/section.ts';
import { spellAddress } from '../machine/units/spell-address.ts';
import type { Said } from './said.ts';

/** A buffer was translated for the device. */
export function saySend(done: Stepped): Said {
  const fact = done.trace.find((f) => f.type === 'send');
  if (fact?.type !== 'send') return { fact: '', cost: '', tone: 'neutral' };
  const where = spellAddress(BigInt(fact.physical));
  if (fact.oops)
    return {
      fact: `${where}: the driver read through a null array.`,
      cost: 'An oops: nothing changed.',
      tone: 'broken',
    };
  // An entry left at the flag value 1 answers 1 | offset.
  if (
    fact.bus !== null &&
    BigInt(fact.bus) < done.machine.generation.shape(done.machine.driver).origin
  )
    return {
      fact: `${where} was sent as bus ${fact.bus}.`,
      cost: 'That is no address: the entry was left at 1 when memory ran out.',
      tone: 'broken',
    };
  if (fact.unmapped)
    return {
      fact: `${where} was mapped as bus ${fact.bus} and unmapped again.`,
      cost: 'Nothing is on its way: only a posted buffer stays mapped.',
      tone: 'good',
    };
  if (fact.bus !== null) return saySent(done, where, BigInt(fact.physical), BigInt(fact.bus));
  if (fact.missAt === 'budget') return sayNoRegion(where);
  return {
    fact: `${where} missed the map.`,
    cost: fact.queued
      ? 'Transfers are stopped and a rebuild is queued.'
      : 'The buffer is dropped; nobody is told.',
    tone: 'refused',
  };
}

/** H_NOT_ENOUGH_RESOURCES: the budget of regions is used up. */
export const sayNoRegion = (where: string): Said => ({
  fact: `${where} got no memory region.`,
  cost: 'The budget is used up (H_NOT_ENOUGH_RESOURCES): the packet is dropped.',
  tone: 'refused',
});

/** What lies where the device reads, if it is not online memory. */
const goneWords = ({ sections }: Machine, section: number): string =>
  sections.offline.has(section)
    ? 'The device reads memory that is offline.'
    : 'The device reads memory that has been taken away.';

/** The map answered; what the device makes of it is another matter. */
function saySent(done: Stepped, where: string, physical: bigint, bus: bigint): Said {
  const fact = `${where} was sent as bus ${formatHex(bus)}.`;
  const reached = done.machine.generation.reach(done.machine.driver, bus);
  if (reached === null)
    return {
      fact,
      cost: 'Nothing the device was told of stands behind it: the DMA fails.',
      tone: 'broken',
    };
  if (reached === physical)
    return done.machine.sections.online.has(sectionOf(physical))
      ? { fact, cost: 'The device reads that very byte.', tone: 'good' }
      : { fact, cost: goneWords(done.machine, sectionOf(physical)), tone: 'broken' };
  const section = formatCount(sectionOf(reached));
  return { fact, cost: `The device reads section ${section} there: a wrong page.`, tone: 'broken' };
}
