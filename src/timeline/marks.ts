import type { DriverAct } from '../machine/driver/act.ts';
import type { Round } from '../machine/notifier/round.ts';
import type { Fact, Trace } from '../machine/trace.ts';
import { isTroubled } from './device-account.ts';

/** More than this is a blur, not a picture. */
const MOST = 28;

/**
 * The facts inside a step as the time bar draws them: `c` a callback was called, `s` its refusal stopped the
 * round, `t` it stopped the round and agreed, `-` between rounds, `x` a failure behind them: the driver's, an hcall's, a miss; `d` a
 * moment at which the device reached what was not meant. Of blocks that went alike only the
 * first; a string, because every step's travels with every scene.
 */
export function marksOf(trace: Trace): string {
  const blocks = trace.find((fact) => fact.type === 'blocks' && fact.rounds.length > 0);
  const rounds = blocks?.type === 'blocks' ? blocks.rounds : [];
  const calls = rounds
    .map((round) =>
      round.calls
        .map(({ answer }, i) =>
          answer === null ? '' : i === round.stoppedAt ? stopOf(round) : 'c',
        )
        .join(''),
    )
    .join('-');
  const failures = 'x'.repeat(trace.filter(isFailure).length);
  const marks = `${calls}${failures}${'d'.repeat(trace.filter(isTroubled).length)}`;
  return marks.length > MOST ? '' : marks;
}

/** A stop bit without an error refuses nothing: the step goes on. */
const stopOf = (round: Round): string => (round.errno < 0 ? 's' : 't');

function isFailure(fact: Fact): boolean {
  switch (fact.type) {
    case 'blocks':
      return [...fact.acts, ...fact.lastActs].some(isTrouble);
    case 'send':
      return fact.bus === null;
    case 'load':
    case 'work':
      return fact.ret !== 0;
    case 'fired':
      return true;
    case 'post':
      return fact.bus === null;
    default:
      return false;
  }
}

const isTrouble = (act: DriverAct): boolean =>
  act.ret !== 0 ||
  act.unregister === 'failed' ||
  (act.registration?.ret ?? 0) !== 0 ||
  act.registration?.refused !== undefined;
