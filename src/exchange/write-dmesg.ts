import type { MachineConfig } from '../machine/event.ts';
import type { Fact } from '../machine/trace.ts';
import { printEvent } from '../scenario/text/print-event.ts';
import type { Replayed } from '../timeline/replay-steps.ts';
import { kernelLine } from './kernel-log.ts';
import { printSpan, spanOf } from './print-span.ts';
import { answer, sayFact } from './say-fact.ts';

/**
 * What happened in these steps, as text in the manner of dmesg: `[STEP.K] words`, K as in the trace, 0 the event itself. No
 * clock runs here, so there is no time in front. Lines in our words begin with `sparsescope:`; all others are the kernel's
 * own. What repeats stands once and says how often. Yields lines without their breaks.
 */
export function* writeDmesg(steps: Iterable<Replayed>): Generator<string> {
  for (const { step, event, outcome, config, trace } of steps) {
    const what = event === null ? `boot ${config.kernel}` : printEvent(event);
    yield `[${step}.0] ${OURS} ${what}: ${outcome.pending ? 'waits' : answer(outcome.ret)}`;
    for (const [i, fact] of trace.entries()) yield `[${step}.${i + 1}] ${wordsFor(fact, config)}`;
  }
}

const OURS = 'sparsescope:';

function wordsFor(fact: Fact, config: MachineConfig): string {
  const line = kernelLine(fact, config);
  if (line === null) return `${OURS} ${sayFact(fact)}`;
  return fact.type === 'blocks' && fact.blocks > 1
    ? `${line} (${OURS} ${fact.blocks} times, ${printSpan(spanOf(fact.first, fact.blocks * fact.sectionsPerBlock))})`
    : line;
}
