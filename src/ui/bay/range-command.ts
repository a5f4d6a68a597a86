import type { RangeEvent } from '../../machine/event.ts';
import { formatHex } from '../../machine/units/address.ts';
import { readRange, shift } from '../kit/spelling.ts';
import { event, fail, type Parser } from './command-line.ts';

/** `SIZE @ ADDRESS` or `START-END`, and perhaps `as online_movable`. */
export const range =
  (type: RangeEvent['type']): Parser =>
  (rest) => {
    if (rest.tokens.length === 0) return fail(rest.end, 'Expected SIZE @ ADDRESS or START-END.');
    const asked = / as\s+(\S+)\s*$/i.exec(rest.text);
    const as = ZONED.find((word) => word === asked?.[1]?.toLowerCase());
    if (asked && !as)
      return fail(rest.end, `Expected “as ${ZONED.join('” or “as ')}” after the range.`);
    const read = readRange(rest.text.slice(0, asked?.index));
    if (!read.ok) return shift(read.error, rest.column - 1);
    const { start, size } = read.value;
    const bytes = { start: formatHex(start), size: formatHex(size) };
    return event({ type, ...bytes, ...(as ? { as } : {}) });
  };

/** What may be written to `state` besides online, where the kernel knows zones. */
const ZONED = ['online_kernel', 'online_movable'] as const;
