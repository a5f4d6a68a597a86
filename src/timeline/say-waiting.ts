import type { Machine } from '../machine/machine.ts';
import type { Stepped } from '../machine/step.ts';
import type { BlocksFact } from '../machine/trace.ts';
import { sectionStart } from '../machine/units/section.ts';
import { spellAddress } from '../machine/units/spell-address.ts';
import type { Said } from './said.ts';
import { sayFailure } from './say-failure.ts';

const where = (section: number): string => spellAddress(sectionStart(section));

/** A block waits for pages that somebody holds; null if none does. */
export const sayWaiting = ({ pending }: Machine): Said | null =>
  pending && {
    fact: `The block at ${where(pending.first)} waits: its pages cannot be moved yet.`,
    cost: 'The kernel tries again for ever; a signal ends it, or whoever holds the pages lets them go.',
    tone: 'broken',
  };

/** What a step came to in which a waiting block ended or went on waiting; null if none did. */
export function sayEndOfWait(before: Machine, done: Stepped): Said | null {
  if (!before.pending) return null;
  const end = done.trace.find((f): f is BlocksFact => f.type === 'blocks' && f.resumed === true);
  if (!end) return sayWaiting(done.machine);
  const next = sayWaiting(done.machine);
  if (next) return next;
  if (end.ret !== 0) return sayFailure(end, done);
  const later = done.trace.find((f): f is BlocksFact => f.type === 'blocks' && f.ret !== 0);
  if (later) return sayFailure(later, done);
  return {
    fact: `The pages are gone: the block at ${where(end.first)} is offline.`,
    cost: 'The request went on where it was.',
    tone: 'good',
  };
}
