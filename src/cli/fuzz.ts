import { join } from 'node:path';
import process from 'node:process';
import { openText } from '../exchange/open-text.ts';
import { Dice } from './fuzz/dice.ts';
import { judge } from './fuzz/judge.ts';
import { mutant } from './fuzz/mutate.ts';
import { type Samples, samplesIn } from './fuzz/samples.ts';

/**
 * `npm run fuzz -- [COUNT] [SEED]`: opens mutants of links, scenario files, texts, lsmem and /proc/iomem, 200,000 by default.
 * Each must be read within 50 ms, to a scene that can be played or a typed error. Exit 1 if one does not; it is printed with its turn.
 */

/** A reader that hangs takes longer; what is slow once by chance is tried again. */
const SLOWEST_MS = 50;
const TRIES = 5;

const [count = 200_000, seed = 1] = process.argv.slice(2).map(Number);
const samples = samplesIn(join(process.cwd(), 'fixtures'));

interface Tally {
  scenes: number;
  errors: number;
  faults: number;
  slowest: number;
}

/**
 * Milliseconds of processor time to read it, so that what else the machine does is not counted. Playing what was read may
 * take longer, tells how far it is, and can be left.
 */
function time(text: string): number {
  const before = process.cpuUsage();
  openText(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function complain(format: string, turn: number, what: string, text: string): void {
  console.log(
    `${format} seed ${seed} turn ${turn}: ${what}\n  ${JSON.stringify(text).slice(0, 2000)}`,
  );
}

function tryOne(group: Samples, turn: number, tally: Tally): void {
  const text = mutant(group, new Dice(seed, turn));
  let least = time(text);
  const verdict = judge(text);
  if (verdict.came === 'fault') {
    tally.faults += 1;
    complain(group.format, turn, verdict.fault, text);
    return;
  }
  tally[verdict.came === 'scene' ? 'scenes' : 'errors'] += 1;
  for (let again = 0; again < TRIES && least > SLOWEST_MS; again += 1)
    least = Math.min(least, time(text));
  tally.slowest = Math.max(tally.slowest, least);
  if (least <= SLOWEST_MS) return;
  tally.faults += 1;
  complain(group.format, turn, `took ${least.toFixed(0)} ms, ${TRIES} times`, text);
}

let faults = 0;
for (const group of samples) {
  const tally: Tally = { scenes: 0, errors: 0, faults: 0, slowest: 0 };
  const each = Math.ceil(count / samples.length);
  for (let turn = 0; turn < each; turn += 1) tryOne(group, turn, tally);
  faults += tally.faults;
  console.log(
    `${group.format}: ${tally.scenes} scenes, ${tally.errors} errors, ${tally.faults} faults, slowest ${tally.slowest.toFixed(1)} ms`,
  );
}
process.exitCode = faults === 0 ? 0 : 1;
