import {
  type BlockListing,
  knowsRemovable,
  type LsmemForm,
  printBlocks,
  printedRows,
  printRange,
  STATE_WORDS,
} from './block-listing.ts';
import { printSize } from './lsmem-size.ts';

/**
 * `lsmem --json`, byte for byte as util-linux 2.38.1 prints it; `removable` is false where a block is not online, and left
 * out where nobody knows it. Yields lines without their breaks.
 */
export function* writeLsmemJson(listing: BlockListing, form: LsmemForm = {}): Generator<string> {
  const removable = knowsRemovable(listing);
  yield '{';
  yield '   "memory": [';
  let first = true;
  for (const row of printedRows(listing, form)) {
    const bytes = row.end - row.start;
    const members: [key: string, value: string][] = [
      ['range', quoted(printRange(row))],
      ['size', form.bytes ? `${bytes}` : quoted(printSize(bytes))],
      ['state', quoted(STATE_WORDS[row.state])],
      ...(removable
        ? [
            ['removable', `${row.state === 'online' && row.removable === true}`] satisfies [
              string,
              string,
            ],
          ]
        : []),
      ['block', quoted(printBlocks(row, listing.blockSize))],
    ];
    yield first ? '      {' : '      },{';
    first = false;
    const last = members.length - 1;
    for (const [i, [key, value]] of members.entries())
      yield `         ${quoted(key)}: ${value}${i < last ? ',' : ''}`;
  }
  if (!first) yield '      }';
  yield '   ]';
  yield '}';
}

/** Nothing that is written here has a character to be escaped. */
const quoted = (text: string): string => `"${text}"`;
