import type { When } from '../../machine/device/device.ts';
import type { Result } from '../../machine/event.ts';
import { MEMORY_ACTIONS } from '../../machine/notifier/action.ts';
import { formatHex } from '../../machine/units/address.ts';
import { readSpacedAddress, shift } from '../kit/spelling.ts';
import { readAction } from './callback-commands.ts';
import { type Command, event, fail, type Rest, type Token } from './command-line.ts';

/** Commands for the device: buffers are posted, accessed, completed; traffic runs. */

const NUMBER = /^[1-9]\d{0,14}$/;

/** `post ADDRESS [read|write]` */
export function post(rest: Rest): Result<Command> {
  const direction = /\s(read|write)\s*$/i.exec(rest.text);
  const text = direction ? rest.text.slice(0, direction.index) : rest.text;
  const read = readSpacedAddress(text);
  if (!read.ok) return shift(read.error, rest.column - 1);
  if (read.value.space !== null && read.value.space !== 'physical')
    return fail(
      rest.tokens[0]?.column ?? rest.column,
      'A buffer is named by its physical address.',
    );
  const address = formatHex(read.value.address);
  return direction?.[1]?.toLowerCase() === 'write'
    ? event({ type: 'post', address, direction: 'write' })
    : event({ type: 'post', address });
}

/** `complete N` */
export function complete(rest: Rest): Result<Command> {
  const [buffer, extra] = rest.tokens;
  if (!buffer || !NUMBER.test(buffer.text))
    return fail(buffer?.column ?? rest.end, 'Expected the number of a posted buffer.');
  if (extra) return fail(extra.column, 'Nothing was expected here.');
  return event({ type: 'complete', buffer: Number(buffer.text) });
}

/** `dma [N|all] [before CALLBACK in ACTION | after N hcalls]` */
export function dma(rest: Rest): Result<Command> {
  const [first, ...others] = rest.tokens;
  const named = first !== undefined && !/^(?:before|after)$/i.test(first.text);
  if (named && !/^all$/i.test(first.text) && !NUMBER.test(first.text))
    return fail(first.column, 'Expected the number of a posted buffer, or “all”.');
  const buffer = named && NUMBER.test(first.text) ? { buffer: Number(first.text) } : {};
  const tail = named ? others : rest.tokens;
  if (tail.length === 0) return event({ type: 'dma', ...buffer });
  const when = readWhen(tail, rest.end);
  return when.ok ? event({ type: 'dma', ...buffer, when: when.value }) : when;
}

const WHEN = 'Expected “before CALLBACK in ACTION” or “after N hcalls”.';

function readWhen(tokens: readonly Token[], end: number): Result<When> {
  const [word, what, link, action, extra] = tokens;
  if (/^after$/i.test(word?.text ?? '')) {
    if (!what || !NUMBER.test(what.text)) return fail(what?.column ?? end, WHEN);
    if (!link || !/^hcalls?$/i.test(link.text)) return fail(link?.column ?? end, WHEN);
    if (action) return fail(action.column, 'Nothing was expected here.');
    return { ok: true, value: { hcall: Number(what.text) } };
  }
  if (!/^before$/i.test(word?.text ?? '') || !what) return fail(word?.column ?? end, WHEN);
  if (!link || !/^in$/i.test(link.text) || !action) return fail(link?.column ?? end, WHEN);
  if (extra) return fail(extra.column, 'Nothing was expected here.');
  const round = readAction(action, MEMORY_ACTIONS);
  return round.ok ? { ok: true, value: { round: round.value, before: what.text } } : round;
}

/** `traffic N [seed S]`, `traffic off` */
export function traffic(rest: Rest): Result<Command> {
  const [accesses, word, seed, extra] = rest.tokens;
  if (!accesses || !/^(?:off|\d{1,7})$/i.test(accesses.text))
    return fail(accesses?.column ?? rest.end, 'Expected how many accesses, or “off”.');
  if (/^off$/i.test(accesses.text))
    return word
      ? fail(word.column, 'Nothing was expected here.')
      : event({ type: 'traffic', accesses: 0 });
  const given = Number(accesses.text);
  if (!word) return event({ type: 'traffic', accesses: given });
  if (!/^seed$/i.test(word.text)) return fail(word.column, 'Expected “seed” and a number.');
  if (!seed || !/^\d{1,10}$/.test(seed.text))
    return fail(seed?.column ?? rest.end, 'Expected a seed, a whole number.');
  if (extra) return fail(extra.column, 'Nothing was expected here.');
  return event({ type: 'traffic', accesses: given, seed: Number(seed.text) });
}

/** How they are written. */
export const DEVICE_USAGES = [
  {
    word: 'post',
    usage: 'post ADDRESS [read|write]',
    does: 'puts a buffer on the device’s queue',
  },
  { word: 'dma', usage: 'dma [N|all]', does: 'the device accesses that buffer, or all' },
  {
    word: 'dma',
    usage: 'dma N before CALLBACK in ACTION',
    does: 'in the middle of what comes; or after N hcalls',
  },
  { word: 'complete', usage: 'complete N', does: 'the device has done with that buffer' },
  {
    word: 'traffic',
    usage: 'traffic N [seed S]',
    does: 'so many accesses at each moment of a step; traffic off',
  },
];
