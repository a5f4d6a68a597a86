import { performance } from 'node:perf_hooks';
import type { MachineEvent } from '../machine/event.ts';
import { TextHistory } from '../worker/text-history.ts';
import { measureLimits } from './bench-limits.ts';
import { measureRefusals } from './bench-refusals.ts';
import { measureSeek } from './bench-seek.ts';

/** `npm run bench`, the core's half: what a step, a preview, a link and a report cost, median of many. */

const ROUNDS = 9;

interface Timed {
  readonly name: string;
  readonly median: number;
  readonly worst: number;
}

function time(name: string, prepare: () => () => void): Timed {
  const spent: number[] = [];
  for (let i = 0; i < ROUNDS + 3; i++) {
    const run = prepare();
    const start = performance.now();
    run();
    // The first three warm the engine up.
    if (i >= 3) spent.push(performance.now() - start);
  }
  spent.sort((a, b) => a - b);
  return { name, median: spent[Math.floor(ROUNDS / 2)] ?? 0, worst: spent.at(-1) ?? 0 };
}

function opened(preset: string): TextHistory {
  const session = new TextHistory();
  const done = session.preset(preset);
  if (!done.ok) throw new Error(done.error.message);
  return session;
}

const drop = (size: string): MachineEvent => ({ type: 'hotplug', start: '0x80001000000', size });

function scene(preset: string): Timed[] {
  const shared = opened(preset);
  const link = shared.link();
  return [
    time(`${preset}: hotplug 16 MB`, () => {
      const session = opened(preset);
      return () => session.dispatch(drop('0x1000000'));
    }),
    time(`${preset}: hotplug 16 GB`, () => {
      const session = opened(preset);
      return () => session.dispatch(drop('0x400000000'));
    }),
    time(`${preset}: preview 16 GB`, () => () => shared.preview(drop('0x400000000'))),
    time(`${preset}: report`, () => () => shared.report()),
    time(`${preset}: link out`, () => () => shared.link()),
    ...(link.ok
      ? [time(`${preset}: link in`, () => () => new TextHistory().open(`#${link.value}`))]
      : []),
  ];
}

/** Every section between the islands, offline: then the unplug of all takes each island on its own. */
const everything = { start: '0x0', size: `0x${(1n << 44n).toString(16)}` };
function unplugIslands(): Timed {
  return time('islands: unplug of 65,536 lone blocks', () => {
    const session = opened('islands');
    const added = session.dispatch({ type: 'add', ...everything });
    if (!added.ok) throw new Error(added.error.message);
    return () => session.dispatch({ type: 'unplug', ...everything });
  });
}

for (const { name, spent, limit } of [...measureLimits(), ...measureRefusals(), measureSeek()])
  console.log(
    `${name}  ${spent.toFixed(2)} ms   limit ${limit} ms, ${spent <= limit ? 'reached' : 'NOT reached'}`,
  );
const rows = [
  ...scene('thread'),
  ...scene('scattered'),
  ...scene('islands'),
  unplugIslands(),
  time('damaged link refused', () => () => new TextHistory().open(`#1${'A'.repeat(200_000)}`)),
];
const width = Math.max(...rows.map((r) => r.name.length));
for (const { name, median, worst } of rows)
  console.log(
    `${name.padEnd(width)}  median ${median.toFixed(2).padStart(8)} ms  worst ${worst.toFixed(2).padStart(8)} ms`,
  );
