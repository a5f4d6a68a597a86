import type { Machine } from '../machine/machine.ts';
import type { BlocksFact, Cause } from '../machine/trace.ts';
import { errnoWords } from '../machine/units/errno.ts';
import { spellAddress } from '../machine/units/spell-address.ts';
import type { Said } from './said.ts';

/** A block that would not change: who refused, and what that did to eHEA. */
export function sayFailure(fact: BlocksFact, after: Machine): Said {
  const answer = errnoWords(fact.ret);
  const where = spellAddress(BigInt(fact.first) << 24n);
  const [going] = fact.rounds;
  if (fact.cause) return sayCause(fact.cause, answer, where);
  if (!going)
    return {
      fact: `The block at ${where} answered ${answer}.`,
      cost: 'No callback was asked.',
      tone: 'refused',
    };
  const last = [...going.calls].reverse().find((c) => c.answer !== null);
  const added = fact.acts.find((a) => a.on === 'MEM_CANCEL_OFFLINE');
  const removed = fact.acts.some((a) => a.on === 'MEM_GOING_OFFLINE');
  const refused = `${last?.name ?? 'The chain'} refused: ${answer}.`;
  if (added && !removed)
    return {
      fact: refused,
      cost: after.driver.region
        ? 'ehea, never asked, added memory it already had.'
        : 'ehea, never asked, added memory it already had: the device lost its region.',
      tone: 'broken',
    };
  return {
    fact: refused,
    cost:
      fact.op === 'online'
        ? `The memory at ${where} stays offline.`
        : `The memory at ${where} stays online.`,
    tone: 'refused',
  };
}

/** Nobody refused: what the kernel met. */
const CAUSES: Readonly<Record<Cause, string>> = {
  isolation: 'A page of it cannot be moved, so it was not isolated; no callback was asked.',
  timeout: 'Pages were left over for 120 seconds; a CANCEL went to everybody.',
  signal: 'A signal came while its pages were moved; a CANCEL went to everybody.',
  migration: 'Moving its pages failed five times; a CANCEL went to everybody.',
  ungranted: 'The firmware has not granted that memory; a CANCEL went to everybody.',
};

const sayCause = (cause: Cause, answer: string, where: string): Said => ({
  fact: `The block at ${where} answered ${answer}.`,
  cost: CAUSES[cause],
  tone: 'refused',
});
