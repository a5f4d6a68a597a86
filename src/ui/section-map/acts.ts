import type { PagesEvent, RangeEvent } from '../../machine/event.ts';
import { PAGE_KINDS, type PageKind } from '../../machine/memory/held-pages.ts';
import { formatHex } from '../../machine/units/address.ts';
import { formatCount, formatSize } from '../../machine/units/bytes.ts';
import { sectionBytes, sectionStart, sectionsTouched } from '../../machine/units/section.ts';
import type { Scene } from '../../worker/protocol.ts';
import { keptIndex } from '../kit/kept-index.ts';
import { tripleAt } from './stretch.ts';

/** A piece of the address space in whole memory blocks, as section numbers. */
export interface Span {
  readonly first: number;
  readonly sections: number;
}

/** Selected bytes, widened to whole blocks. */
export function blocksAround(selection: { start: bigint; end: bigint }, perBlock: number): Span {
  const [first, end] = sectionsTouched(selection.start, selection.end);
  const low = Math.floor(first / perBlock) * perBlock;
  return { first: low, sections: Math.ceil(end / perBlock) * perBlock - low };
}

/** Kept from one scene to the next. */
const indexes = { online: keptIndex(), offline: keptIndex() };
type State = keyof typeof indexes;

const knownBounds = new WeakMap<Float64Array, Readonly<Record<State, Float64Array>>>();

/** The runs of each state, as [start, end) pairs; once per scene. */
function boundsOf(memory: Float64Array): Readonly<Record<State, Float64Array>> {
  const known = knownBounds.get(memory);
  if (known) return known;
  const pairs: Record<State, number[]> = { online: [], offline: [] };
  for (let i = 0; i < memory.length; i += 3) {
    const [first, count, state] = tripleAt(memory, i / 3);
    pairs[state === 0 ? 'online' : 'offline'].push(first, first + count);
  }
  const made = {
    online: Float64Array.from(pairs.online),
    offline: Float64Array.from(pairs.offline),
  };
  knownBounds.set(memory, made);
  return made;
}

/** How many sections of a span are online, offline, and not there. */
export function tally(
  memory: Float64Array,
  { first, sections }: Span,
): { readonly online: number; readonly offline: number; readonly absent: number } {
  const bounds = boundsOf(memory);
  const of = (state: State): number => indexes[state](bounds[state]).count(first, first + sections);
  const online = of('online');
  const offline = of('offline');
  return { online, offline, absent: sections - online - offline };
}

/** One thing that can be done to the selection. */
export interface Act {
  readonly type: 'online' | 'offline' | 'unplug';
  readonly label: string;
  /** Why not, in words; null: it can be done. */
  readonly why: string | null;
}

/** What can be done to a span, and what each would do that is not obvious. */
export function actsOn(
  scene: Pick<Scene, 'memory' | 'canRemove' | 'config' | 'pending'>,
  span: Span | null,
): { readonly acts: readonly Act[]; readonly note: string } {
  const is = span ? tally(scene.memory, span) : null;
  const all = whyNothing(is, scene.pending);
  const kernel = `Linux ${scene.config.kernel}`;
  return {
    acts: [
      { type: 'online', label: 'Online', why: all ?? whyNotAll(is?.online, is?.offline, 'online') },
      {
        type: 'offline',
        label: 'Offline',
        why: all ?? whyNotAll(is?.offline, is?.online, 'offline'),
      },
      {
        type: 'unplug',
        label: 'Remove memory',
        why:
          all ??
          (!scene.canRemove && is?.online === 0
            ? `Already offline, and ${kernel} cannot remove memory.`
            : null),
      },
    ],
    note: all ?? (scene.canRemove ? '' : `${kernel} cannot remove memory: it ends offline.`),
  };
}

type Tally = ReturnType<typeof tally>;

function whyNothing(is: Tally | null, pending: Scene['pending']): string | null {
  if (!is) return 'Nothing is selected.';
  if (pending)
    return `The block at ${pending.start} waits for pages: send a signal, or let the pages go.`;
  if (is.absent === 0) return null;
  return is.online + is.offline === 0
    ? 'Nothing is here: drop a part to add memory.'
    : `${formatCount(is.absent)} of these sections are not there.`;
}

/** `already` of the sections are in that state, `other` could still be brought there. */
function whyNotAll(already = 0, other = 0, state: 'online' | 'offline'): string | null {
  if (already === 0) return null;
  return other === 0
    ? `Already ${state}.`
    : `A part is ${state} already: its write would answer −EINVAL.`;
}

/** `section 7 · 16 MiB`, `sections 3 to 7 · 80 MiB`. */
export function spanWords(span: Span): string {
  const size = formatSize(sectionBytes(span.sections));
  return span.sections === 1
    ? `section ${formatCount(span.first)} · ${size}`
    : `sections ${formatCount(span.first)} to ${formatCount(span.first + span.sections - 1)} · ${size}`;
}

/** What all its pages are; empty where they differ. */
export function pagesOf(held: Float64Array, { first, sections }: Span): PageKind | '' {
  const end = first + sections;
  for (let i = 0; i < held.length; i += 3) {
    const from = held[i] as number;
    const to = from + (held[i + 1] as number);
    if (to <= first || from >= end) continue;
    return from <= first && to >= end ? (PAGE_KINDS[held[i + 2] as number] ?? '') : '';
  }
  return 'movable';
}

export const pagesEventOn = (are: PageKind, span: Span): PagesEvent => ({
  type: 'pages',
  start: formatHex(sectionStart(span.first)),
  size: formatHex(sectionBytes(span.sections)),
  are,
});

export const eventOn = (type: Act['type'], span: Span): RangeEvent => ({
  type,
  start: formatHex(sectionStart(span.first)),
  size: formatHex(sectionBytes(span.sections)),
});
