import type { MachineConfig } from '../machine/event.ts';
import type { BlocksFact, Cause, Fact } from '../machine/trace.ts';
import { sectionBytes } from '../machine/units/section.ts';
import { printSpan, spanOf } from './print-span.ts';

/**
 * Kernels of which a log was captured while memory came and went (fixtures/recordings; x86_64 and ppc64le). What others
 * print is not told in their name.
 */
const HEARD: ReadonlySet<string> = new Set(['6.1', '6.12']);

/** The kernel's word for why, where that was seen: the debug message of offline_pages (mm/memory_hotplug.c). */
const SEEN: Readonly<Partial<Record<Cause, string>>> = {
  isolation: 'failure to isolate range',
  signal: 'signal backoff',
};

/**
 * What the kernel itself prints of a fact, for each block of it; null: nothing that was seen. `Offlined Pages` always,
 * `memory offlining` where dynamic debug is on.
 */
export function kernelLine(fact: Fact, { kernel, pageSize }: MachineConfig): string | null {
  if (!HEARD.has(kernel) || fact.type !== 'blocks' || fact.op !== 'offline') return null;
  if (fact.waits) return null;
  if (fact.ret === 0) return `Offlined Pages ${pagesOf(fact, pageSize)}`;
  const why = fact.cause && SEEN[fact.cause];
  if (why === undefined) return null;
  const { first, sectionsPerBlock } = fact;
  return `memory offlining ${printSpan(spanOf(first, sectionsPerBlock))} failed due to ${why}`;
}

const pagesOf = ({ sectionsPerBlock }: BlocksFact, pageSize: number): bigint =>
  sectionBytes(sectionsPerBlock) / BigInt(pageSize);
