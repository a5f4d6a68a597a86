import type { DriverAct } from '../../machine/driver/act.ts';
import type { DriverId } from '../../machine/driver/driver-id.ts';
import { hcallName } from '../../machine/firmware/hcall.ts';
import type { Round } from '../../machine/notifier/round.ts';
import type { BlocksFact } from '../../machine/trace.ts';
import { formatCount } from '../../machine/units/bytes.ts';
import { CAUSE_WORDS } from '../../timeline/cause-words.ts';
import { errnoCode } from '../../timeline/codes.ts';
import { answerWords } from './answer.ts';
import { actorOf, cancelled } from './effect.ts';
import { groupInText } from './group-low.ts';
import { OWN_ACTS } from './own-acts.ts';

/** What a run of blocks came to: the return value, then why, in plain words. */
export interface Why {
  /** `offline_pages returns −EPERM.` */
  readonly returns: string;
  readonly bad: boolean;
  readonly because: readonly string[];
}

export function whyOf(fact: BlocksFact, driver: DriverId = 'three-level'): Why {
  const bad = fact.ret < 0;
  if (fact.waits)
    return {
      returns: `${fact.op}_pages has not returned.`,
      bad: true,
      because: [
        'All agreed, and pages are left over: it tries again until a signal comes or they are let go.',
      ],
    };
  const returns = `${fact.op}_pages returns ${codeOf(fact.ret)}.`;
  if (fact.rounds.length === 0)
    return {
      returns: `The state file answers ${codeOf(fact.ret)}.`,
      bad,
      because: [
        fact.cause
          ? CAUSE_WORDS[fact.cause]
          : `Not a whole block, or ${fact.op} already: nobody was asked.`,
      ],
    };
  const because = [
    ...(bad ? refusal(fact) : agreement(fact)),
    ...(fact.undo ? [UNDONE[fact.undo]] : []),
    ...driverWords(fact, bad, driver),
  ];
  return { returns, bad, because };
}

/** Who of the two comes first differs between kernels. */
const UNDONE = {
  'cancel first': 'CANCEL goes out while the pages are still isolated; then that is undone.',
  'undo first': 'The pages’ isolation is undone first; then CANCEL goes out.',
} as const;

const answeredIn = (round: Round): number => round.calls.filter((c) => c.answer !== null).length;

/** `−EBUSY (−16)`, `0`. */
const codeOf = (ret: number): string =>
  ret < 0 ? `${errnoCode(ret).name} (${errnoCode(ret).number})` : ret.toString();

function refusal(fact: BlocksFact): string[] {
  const at = fact.rounds.findIndex((round) => round.errno < 0);
  const going = fact.rounds[Math.max(0, at)];
  const stop = going?.stoppedAt ?? null;
  const vetoer = stop === null ? undefined : going?.calls[stop];
  if (!going || !vetoer || going.errno === 0) {
    const back = fact.rounds.find(({ action }) => action.startsWith('MEM_CANCEL'));
    return [
      fact.cause
        ? `The callbacks agreed. ${CAUSE_WORDS[fact.cause]}`
        : 'The callbacks agreed, the kernel failed afterwards.',
      ...(back ? [`${back.action} takes it back.`] : []),
    ];
  }
  const left = going.calls.length - answeredIn(going);
  const never =
    left === 0
      ? 'it was the last in line'
      : `${formatCount(left)} ${left === 1 ? 'was' : 'were'} never asked`;
  return [`The stop bit of ${vetoer.name} ends the round: ${never}.`];
}

function agreement(fact: BlocksFact): string[] {
  if (fact.resumed) return ['The pages were let go: the block went offline, and all were told.'];
  const at = fact.rounds.findIndex((round) => round.action.startsWith('MEM_GOING'));
  const going = fact.rounds[at];
  const told = fact.rounds.find((r) => r.action === 'MEM_ONLINE' || r.action === 'MEM_OFFLINE');
  if (!going) return [];
  const stop = going.stoppedAt === null ? undefined : going.calls[going.stoppedAt];
  const asked = answeredIn(going);
  const then = fact.op === 'offline' ? 'pages migrated' : 'pages handed to the allocator';
  if (stop) {
    const left = going.calls.length - asked;
    return [
      `${stop.name} answers ${answerWords(stop.answer ?? 0).hex}: the stop bit without an error. The round ends there, the kernel goes on.`,
      ...(left > 0 ? [`${formatCount(left)} behind it will never hear of it.`] : []),
    ];
  }
  if (asked === 0) return ['Nobody is registered.'];
  const rest = told
    ? `; ${formatCount(answeredIn(told))} told`
    : '; no page came online, so nobody is told';
  return [`${formatCount(asked)} asked, ${asked === 1 ? 'and it' : 'all'} agreed; ${then}${rest}.`];
}

/** What the driver made of it, for the last block of the run where that differs. */
function driverWords(fact: BlocksFact, bad: boolean, driver: DriverId): string[] {
  const words: string[] = [];
  const own = OWN_ACTS[driver];
  for (const act of fact.lastActs) {
    const column = fact.rounds.findIndex((round) => round.action === act.on);
    const round = fact.rounds[column];
    const name = actorOf(round);
    const answer = round?.calls.find((call) => call.name === name)?.answer ?? 0;
    const refused = round?.errno !== 0 && answer === round?.result;
    if (refused && act.on.startsWith('MEM_GOING')) words.push(refusedWords(act, name));
    else if (own && act.ret === 0) words.push(...said(own.sentence(act)));
    else words.push(...actWords(act, cancelled(fact, column, name), bad));
  }
  return words;
}

const said = (sentence: string | null): string[] => (sentence === null ? [] : [sentence]);

/** A driver that says what it cannot do before it is too late. */
function refusedWords(act: DriverAct, name: string): string {
  const lastHret = act.registration?.lastHret ?? 0;
  const why =
    act.ret < 0
      ? 'there is no memory for a table (−ENOMEM)'
      : lastHret === 0
        ? 'it has no place for that memory'
        : `an hcall answers ${hcallName(lastHret) ?? lastHret.toString().replace('-', '−')}`;
  const stays = act.update === 'remove' ? 'online' : 'offline';
  return `${name} refuses: ${why}. The memory stays ${stays}, and nothing of the attempt is left.`;
}

function actWords(act: DriverAct, unasked: boolean, bad: boolean): string[] {
  if (act.ret < 0)
    return [
      `eHEA cannot allocate a table (−ENOMEM) and answers NOTIFY_BAD, which the kernel ignores on ${act.on}: the memory is there, the map is not whole, transfers stay stopped.`,
    ];
  const lost = outcomeWords(act);
  const then = lost === null ? '.' : `, ${lost}`;
  if (unasked && act.update === 'add')
    return [
      `CANCEL goes to all; eHEA reads it as an add: its length drifts to ${groupInText(act.mrLengthAfter)}${then}`,
    ];
  if (act.on === 'MEM_CANCEL_OFFLINE')
    return [`eHEA had let go when it was asked; on CANCEL it maps the memory again${then}`];
  if (lost !== null) return [`eHEA changes its map${then}`];
  return act.on === 'MEM_GOING_OFFLINE' && !bad
    ? ['eHEA let go before the pages moved, so the device cannot write into memory in flight.']
    : [];
}

/** How the region was lost, to end a sentence; null: it stands. */
function outcomeWords(act: DriverAct): string | null {
  if (act.unregister === 'failed')
    return 'but no region stood to be freed (“unregister MR failed”). It answers NOTIFY_OK.';
  const registration = act.registration;
  if (!registration || registration.ret >= 0) return null;
  const { lastHret } = registration;
  const name = hcallName(lastHret) ?? lastHret.toString().replace('-', '−');
  return `the last hcall answers ${name}, −EIO: no region. It answers NOTIFY_OK.`;
}
