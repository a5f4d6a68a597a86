import type { RangeEvent } from '../../machine/event.ts';
import { formatHex } from '../../machine/units/address.ts';
import { readRange, shift } from '../kit/spelling.ts';
import { event, fail, type Parser } from './command-line.ts';

/** `SIZE @ ADDRESS` or `START-END`. */
export const range =
  (type: RangeEvent['type']): Parser =>
  (rest) => {
    if (rest.tokens.length === 0) return fail(rest.end, 'Expected SIZE @ ADDRESS or START-END.');
    const read = readRange(rest.text);
    if (!read.ok) return shift(read.error, rest.column - 1);
    const { start, size } = read.value;
    return event({ type, start: formatHex(start), size: formatHex(size) });
  };
