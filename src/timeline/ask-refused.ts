import type { MachineEvent } from '../machine/event.ts';
import type { Machine } from '../machine/machine.ts';
import { ZONES } from '../machine/memory/zone-sections.ts';
import type { BlocksFact } from '../machine/trace.ts';
import { counted, formatSize } from '../machine/units/bytes.ts';
import { errnoWords } from '../machine/units/errno.ts';
import { sectionBytes, sectionStart } from '../machine/units/section.ts';
import { lastStep } from './ask-chain.ts';
import { spellPlace } from './ask-dma.ts';
import type { Reply } from './question.ts';
import type { Timeline } from './timeline.ts';

/** What a refusal leaves behind: who refused, what was put back, and where it then lies. */

type Kind = MachineEvent['type'];

const stepOf = (line: Timeline, at: number, kind: Kind): number | undefined =>
  lastStep(at, (n) => line.events[n - 1]?.type === kind);

const notDone = (kind: Kind): Reply => ({
  verdict: 'not done',
  sentence: `There was no ${kind} here.`,
  figures: [],
  tone: 'held',
});

const blocksIn = (facts: readonly BlocksFact[]): number =>
  facts.reduce((sum, { blocks }) => sum + blocks, 0);

export function sayRefused(line: Timeline, at: number, kind: Kind): Reply {
  const n = stepOf(line, at, kind);
  if (n === undefined) return notDone(kind);
  const facts = line.momentAt(n).trace.filter((f): f is BlocksFact => f.type === 'blocks');
  const refusing = facts.filter(({ ret }) => ret !== 0);
  const [first] = refusing;
  if (!first)
    return {
      verdict: 'nobody refused',
      sentence: `No block refused: ${counted(blocksIn(facts), 'block')} changed as asked.`,
      figures: [{ name: 'blocks', value: blocksIn(facts).toString() }],
      tone: 'good',
    };
  const tries = refusing.filter((f) => f.first === first.first).length;
  const back = blocksIn(facts.filter(({ op, ret }) => op !== first.op && ret === 0));
  const undone =
    back === 0
      ? ''
      : `; ${counted(back, 'block')} went back ${first.op === 'offline' ? 'online' : 'offline'}`;
  return {
    verdict: errnoWords(first.ret),
    sentence: `The block at ${spellPlace(sectionStart(first.first))} was tried ${tries === 1 ? 'once' : tries === 2 ? 'twice' : `${tries} times`} and answered ${errnoWords(first.ret)}${first.rounds.length === 0 ? ', no callback asked' : ''}${undone}.`,
    figures: [
      { name: 'tried', value: tries.toString() },
      { name: 'blocks put back', value: back.toString() },
    ],
    tone: 'refused',
  };
}

/** Sections that are online before and after, from one zone to another. */
function* movesBetween(before: Machine, after: Machine) {
  for (const from of ZONES)
    for (const to of ZONES) {
      if (from === to) continue;
      const moved = before.zones[from].minus(before.zones[from].minus(after.zones[to]));
      if (!moved.isEmpty) yield { from, to, moved };
    }
}

export function sayRezoned(line: Timeline, at: number, kind: Kind): Reply {
  const n = stepOf(line, at, kind);
  if (n === undefined) return notDone(kind);
  const moves = [...movesBetween(line.machineAt(n - 1), line.machineAt(n))];
  if (moves.length === 0)
    return {
      verdict: 'same zones',
      sentence: 'What is online lies in the zone that it was in.',
      figures: [],
      tone: 'good',
    };
  const words = moves.map(
    ({ from, to, moved }) =>
      `${formatSize(sectionBytes(moved.size))} at ${spellPlace(sectionStart(moved.min ?? 0))} were ${from} and came back as ${to}`,
  );
  return {
    verdict: [...new Set(moves.map(({ from, to }) => `${from} is ${to} now`))].join(', '),
    sentence: `${words.join('; ')}.`,
    figures: moves.map(({ from, to, moved }) => ({
      name: `${from} to ${to}`,
      value: formatSize(sectionBytes(moved.size)),
    })),
    tone: 'wrong',
  };
}
