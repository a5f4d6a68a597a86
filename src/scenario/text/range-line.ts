import type { MachineEvent, RangeEvent, Result } from '../../machine/event.ts';
import { formatHex } from '../../machine/units/address.ts';
import { event, fail, type Reader, type Rest } from './line.ts';
import { readAddress, readRange, readSpacedAddress, shift } from './spelling.ts';

/** `SIZE @ ADDRESS` or `START-END`, and perhaps `as online_movable`. */
export const range =
  (type: RangeEvent['type']): Reader<MachineEvent> =>
  (rest) => {
    if (rest.tokens.length === 0) return fail(rest.end, 'Expected SIZE @ ADDRESS or START-END.');
    const asked = / as\s+(\S+)\s*$/i.exec(rest.text);
    const as = ZONED.find((word) => word === asked?.[1]?.toLowerCase());
    if (asked && !as)
      return fail(rest.end, `Expected “as ${ZONED.join('” or “as ')}” after the range.`);
    const bytes = readBytes(rest.text.slice(0, asked?.index), rest.column);
    return bytes.ok ? event({ type, ...bytes.value, ...(as ? { as } : {}) }) : bytes;
  };

/** What may be written to `state` besides online, where the kernel knows zones. */
const ZONED = ['online_kernel', 'online_movable'] as const;

const NOTHING = /^\s*(?:0x)?0+\s*@/i;

/** A range in the spelling of events. No bytes at all can be said too: the machine is who refuses that. */
export function readBytes(
  text: string,
  column: number,
): Result<{ readonly start: string; readonly size: string }> {
  const nothing = NOTHING.exec(text)?.[0].length;
  if (nothing !== undefined) {
    const start = readAddress(text.slice(nothing));
    if (!start.ok) return shift(start.error, column - 1 + nothing);
    return { ok: true, value: { start: formatHex(start.value), size: '0x0' } };
  }
  const read = readRange(text);
  if (!read.ok) return shift(read.error, column - 1);
  const { start, size } = read.value;
  return { ok: true, value: { start: formatHex(start), size: formatHex(size) } };
}

/** The physical address that is the whole line; `text` is the line without what stands behind it. */
export function readBuffer(rest: Rest, text = rest.text): Result<string> {
  const read = readSpacedAddress(text);
  if (!read.ok) return shift(read.error, rest.column - 1);
  if (read.value.space !== null && read.value.space !== 'physical')
    return fail(
      rest.tokens[0]?.column ?? rest.column,
      'A buffer is named by its physical address.',
    );
  return { ok: true, value: formatHex(read.value.address) };
}

/** `probe ADDRESS` */
export function probe(rest: Rest): Result<MachineEvent> {
  const read = readAddress(rest.text);
  if (!read.ok) return shift(read.error, rest.column - 1);
  return event({ type: 'probe', address: formatHex(read.value) });
}

/** `send ADDRESS` */
export function send(rest: Rest): Result<MachineEvent> {
  const address = readBuffer(rest);
  return address.ok ? event({ type: 'send', address: address.value }) : address;
}
