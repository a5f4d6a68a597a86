import type {
  BlockRound,
  ReturnedFunction,
  TraceEntry,
} from '../../machine/kernel/hotplug-machine.ts';
import { notifierToErrno } from '../../machine/notifier/chain.ts';
import type { Comparison } from './comparison.ts';
import type { RecordedEntry, RecordedInput, RecordedRound, RecordedStep } from './schema.ts';

/** What the probes of a recording could see: a callback or function that is nowhere in it had none. */
export interface Seen {
  readonly callbacks: ReadonlySet<string>;
  readonly functions: ReadonlySet<string>;
}

export const seenInRounds = (entries: readonly RecordedEntry[]): Seen => ({
  callbacks: new Set(entries.flatMap((e) => ('action' in e ? (e.called ?? []) : []))),
  functions: new Set(entries.flatMap((e) => ('return_of' in e ? [e.return_of] : []))),
});

interface Where {
  readonly step: RecordedStep;
  readonly input: RecordedInput;
  readonly index: number;
}

/** The functions whose returns the kernel layer tells; a probe on another one is nothing to compare. */
const RETURNS: readonly ReturnedFunction[] = [
  'start_isolate_page_range',
  'offline_pages',
  'memory_subsys_offline',
  'online_pages',
  'memory_subsys_online',
  'add_memory_resource',
  'try_remove_memory',
];
const isKnown = (name: string): boolean => (RETURNS as readonly string[]).includes(name);

/** A round of the chain of nodes (include/linux/node.h, Linux 7.1.5), which is another chain. */
const isOfNodes = (round: RecordedRound): boolean => round.action.startsWith('NODE_');

/** The rounds and returns of one input, in order; nothing where it was not traced. */
export function compareRounds(
  to: Comparison,
  seen: Seen,
  { step, input, index }: Where,
  trace: readonly TraceEntry[],
): void {
  if (input.rounds === null) return;
  const [first, last] = input.rounds;
  const recorded = step.notifier_rounds ?? [];
  // It was traced, but what was seen is not in the file.
  if (first !== undefined && step.notifier_rounds === undefined) return;
  if (last !== undefined && last >= recorded.length)
    throw new Error(`step ${step.n} input ${index}: rounds end at ${last}, of ${recorded.length}`);
  // What virtio-mem isolates to unplug pieces of a block shows up as well; how often is not ours to say.
  const returns = input.do !== 'virtio-mem';
  const expected = (first === undefined ? [] : recorded.slice(first, (last ?? first) + 1)).filter(
    (e) => ('action' in e ? !isOfNodes(e) : returns && isKnown(e.return_of)),
  );
  const got = trace.filter((e) => e.kind === 'round' || (returns && seen.functions.has(e.of)));
  const name = `inputs[${index}].rounds`;
  to.field(step.n, `${name}.length`, expected.length, got.length);
  expected.forEach((entry, i) => {
    compareEntry(to, seen, step.n, `${name}[${i}]`, entry, got[i]);
  });
}

function compareEntry(
  to: Comparison,
  seen: Seen,
  op: number,
  name: string,
  expected: RecordedEntry,
  got: TraceEntry | undefined,
): void {
  if ('return_of' in expected) {
    const { return_of, ret } = expected;
    to.field(
      op,
      name,
      `${return_of} ${ret}`,
      got?.kind === 'return' ? `${got.of} ${got.ret}` : wordOf(got),
    );
    return;
  }
  to.field(op, `${name}.action`, expected.action, wordOf(got));
  if (got?.kind === 'round') compareRound(to, seen, op, name, expected, got);
}

const wordOf = (entry: TraceEntry | undefined): string | null => {
  if (!entry) return null;
  return entry.kind === 'round' ? entry.action : `${entry.of} ${entry.ret}`;
};

/** In these the node numbers were never set, and no result is to be had. */
const BARE: readonly string[] = ['MEM_PREPARE_ONLINE', 'MEM_FINISH_OFFLINE'];

function compareRound(
  to: Comparison,
  seen: Seen,
  op: number,
  name: string,
  expected: RecordedRound,
  got: BlockRound,
): void {
  to.field(
    op,
    `${name}.start_pfn`,
    normalHex(expected.start_pfn),
    `0x${got.startPfn.toString(16)}`,
  );
  to.field(op, `${name}.nr_pages`, expected.nr_pages, got.pages);
  to.field(op, `${name}.called`, expected.called, asSeen(seen, got));
  if (BARE.includes(expected.action)) return;
  to.field(op, `${name}.result`, normalHex(expected.result?.raw), `0x${got.result.toString(16)}`);
  to.field(op, `${name}.errno`, expected.result?.errno, notifierToErrno(got.result));
  if (got.nid === null) return;
  to.field(op, `${name}.status_change_nid`, expected.status_change_nid, got.nid);
  to.field(
    op,
    `${name}.status_change_nid_normal`,
    expected.status_change_nid_normal,
    got.nidNormal,
  );
}

const normalHex = (text: string | undefined): string | undefined =>
  text !== undefined && /^0x[0-9a-f]+$/i.test(text) ? `0x${BigInt(text).toString(16)}` : text;

const WORKER = 'mm_compute_batch';
const BATCH = `${WORKER}_notifier`;
const WORKING: readonly string[] = ['MEM_ONLINE', 'MEM_OFFLINE'];

/**
 * The callbacks as the probes could see them. Where mm_compute_batch_notifier has none, the function it calls in two of
 * the rounds stands for it.
 */
function asSeen(seen: Seen, { called, action }: BlockRound): readonly string[] {
  return called.flatMap((name) => {
    if (seen.callbacks.has(name)) return [name];
    const works = name === BATCH && seen.callbacks.has(WORKER) && WORKING.includes(action);
    return works ? [WORKER] : [];
  });
}
