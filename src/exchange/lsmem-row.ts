import type { Result } from '../machine/event.ts';
import { endColumn, type Line, type Word, wordsOf } from './line.ts';
import { type ListedRange, readHexRange } from './listed-range.ts';
import type { BlockHint } from './lsmem-block.ts';
import { blockFault, isBlocks } from './lsmem-block.ts';
import { unescapeBytes } from './lsmem-escape.ts';
import { blockOrder, cellUnder, type Header } from './lsmem-header.ts';
import { readSize } from './lsmem-size.ts';
import { EXPECTED_STATE, type FoundState, findStates, type ListedState } from './lsmem-state.ts';
import { quote, type Refusal, refuse } from './refusal.ts';

/** A row of lsmem's table. */
export interface Row {
  readonly range: ListedRange;
  readonly hint: BlockHint;
}

const isAddress = (word: Word): boolean => /^0x/i.test(word.text);

/** True if the line can only be meant as a row. */
export const looksLikeRow = (line: Line): boolean =>
  /(?:^| )0x/i.test(line.text) || /(?:^| )[0-9a-f]{8,}-0x[0-9a-f]/i.test(line.text);

/** A range with its state, ready for the listing. */
export const listed = (
  range: { start: bigint; end: bigint },
  state: ListedState,
  place: { line: number; column: number },
): ListedRange => ({
  start: range.start,
  end: range.end,
  state: state === 'offline' ? 'offline' : 'online',
  leaving: state === 'leaving',
  line: place.line,
  column: place.column,
});

const PLAIN =
  /^(?:[\d.,]+[BKMGTPE]?|\d+-\d+|-|yes|no|(?:DMA|DMA32|Normal|HighMem|Movable|Device|None)(?:\/\w+)*)$/;

/** True if none of the words beside the range could be a state in any language: the column is not there. */
export function lacksState(line: Line): boolean {
  return wordsOf(line).every((w) => isAddress(w) || PLAIN.test(w.text));
}

function stateFault(line: Line, words: readonly Word[], header: Header | undefined): Refusal {
  const suspects = words.filter((w) => !isAddress(w) && !PLAIN.test(w.text));
  const under = header ? cellUnder(header, 'STATE', words) : undefined;
  const cell = under && !isAddress(under) ? under : suspects[0];
  const found = cell ? `found ${quote(unescapeBytes(cell.text))}` : 'found none';
  return refuse('bad-line', `${EXPECTED_STATE}, ${found}.`, {
    line: line.number,
    column: cell?.column ?? endColumn(line),
  });
}

/** The one state of a row, or why there is none. */
function stateIn(
  line: Line,
  words: readonly Word[],
  header: Header | undefined,
): { ok: true; value: FoundState } | Refusal {
  const readable = words.map((w) => ({ text: unescapeBytes(w.text), column: w.column }));
  const [first, second] = findStates(readable);
  if (!first) return stateFault(line, words, header);
  if (!second) return { ok: true, value: first };
  return refuse('bad-line', 'A second state in one row.', {
    line: line.number,
    column: second.column,
  });
}

/** A row cannot have more cells than its header has columns. */
function surplusFault(
  line: Line,
  words: readonly Word[],
  state: FoundState,
  header: Header | undefined,
): Refusal | undefined {
  const cells = words.length - state.words + 1;
  if (!header || cells <= header.columns.length) return undefined;
  const surplus = words[words.length - (cells - header.columns.length)];
  const message = `More cells than the header has columns: ${quote(surplus?.text ?? '')}.`;
  return refuse('bad-line', message, {
    line: line.number,
    column: surplus?.column ?? line.column,
  });
}

/** The words that may be the BLOCK: the one its header tells, or all that could be. */
function blockCandidates(words: readonly Word[], header: Header | undefined): Word[] {
  const others = words.filter((w) => !isAddress(w));
  if (!header) {
    const blocks = others.filter((w) => isBlocks(w.text));
    const spans = blocks.filter((w) => w.text.includes('-'));
    return spans.length > 0 ? spans : blocks;
  }
  const order = blockOrder(header);
  const block = others.filter(({ text }) => isBlocks(text) || readSize(text))[order];
  return order >= 0 && block !== undefined && isBlocks(block.text) ? [block] : [];
}

/** The range of a row: the one word that begins with 0x. */
function rangeIn(
  line: Line,
  words: readonly Word[],
): Result<{ start: bigint; end: bigint; word: Word }> {
  const [word, second] = words.filter((w) => isAddress(w) || /-0x/i.test(w.text));
  const at = word?.column ?? line.column;
  const range = readHexRange(word?.text ?? '', { line: line.number, column: at });
  if (!range.ok) return range;
  if (second) {
    const place = { line: line.number, column: second.column };
    return refuse('bad-line', `A second address in one row: ${quote(second.text)}.`, place);
  }
  return { ok: true, value: { ...range.value, word: word ?? { text: '', column: at } } };
}

/** Reads a row: its range by its shape, its state by its words, wherever the columns stand. */
export function readRow(line: Line, header: Header | undefined): Result<Row> {
  const words = wordsOf(line);
  const range = rangeIn(line, words);
  if (!range.ok) return range;
  const state = stateIn(line, words, header);
  if (!state.ok) return state;
  const surplus = surplusFault(line, words, state.value, header);
  if (surplus) return surplus;
  const place = { line: line.number, column: range.value.word.column };
  const rest = words.filter(
    (_, i) => i < state.value.at || i >= state.value.at + state.value.words,
  );
  const blocks = blockCandidates(rest, header);
  const [block] = blocks;
  const fault =
    block && blocks.length === 1
      ? blockFault(block.text, { line: line.number, column: block.column })
      : null;
  if (fault) return fault;
  return {
    ok: true,
    value: {
      range: listed(range.value, state.value.state, place),
      hint: { range: range.value, candidates: blocks.map(({ text }) => text) },
    },
  };
}
