import type { When } from '../../machine/device/device.ts';
import type { MachineEvent, Result } from '../../machine/event.ts';
import { MEMORY_ACTIONS } from '../../machine/notifier/action.ts';
import { readAction } from './callback-lines.ts';
import { event, fail, type Rest, readName, type Token } from './line.ts';
import { readBuffer } from './range-line.ts';

/** Lines about the device: buffers are posted, accessed, completed; traffic runs. */

const NUMBER = /^[1-9]\d{0,15}$/;

/** `post ADDRESS [read|write]` */
export function post(rest: Rest): Result<MachineEvent> {
  const direction = /\s(read|write)\s*$/i.exec(rest.text);
  const text = direction ? rest.text.slice(0, direction.index) : rest.text;
  const address = readBuffer(rest, text);
  if (!address.ok) return address;
  return direction?.[1]?.toLowerCase() === 'write'
    ? event({ type: 'post', address: address.value, direction: 'write' })
    : event({ type: 'post', address: address.value });
}

/** `complete N` */
export function complete(rest: Rest): Result<MachineEvent> {
  const [buffer, extra] = rest.tokens;
  if (!buffer || !NUMBER.test(buffer.text))
    return fail(buffer?.column ?? rest.end, 'Expected the number of a posted buffer.');
  if (extra) return fail(extra.column, 'Nothing was expected here.');
  return event({ type: 'complete', buffer: Number(buffer.text) });
}

/** `dma [N|all] [before CALLBACK in ACTION | after N hcalls]` */
export function dma(rest: Rest): Result<MachineEvent> {
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
  if (!round.ok) return round;
  const before = readName(what);
  return before.ok ? { ok: true, value: { round: round.value, before: before.value } } : before;
}

/** `traffic N [seed S] [buffers B]`, `traffic off` */
export function traffic(rest: Rest): Result<MachineEvent> {
  const [accesses, word, ...others] = rest.tokens;
  if (!accesses || !/^(?:off|\d{1,7})$/i.test(accesses.text))
    return fail(accesses?.column ?? rest.end, 'Expected how many accesses, or “off”.');
  if (/^off$/i.test(accesses.text))
    return word
      ? fail(word.column, 'Nothing was expected here.')
      : event({ type: 'traffic', accesses: 0 });
  const how = readTraffic(word ? [word, ...others] : [], rest.end);
  return how.ok ? event({ type: 'traffic', accesses: Number(accesses.text), ...how.value }) : how;
}

interface Traffic {
  readonly seed?: number;
  readonly buffers?: number;
}

/** `seed S` and `buffers B`, each at most once. */
function readTraffic(tokens: readonly Token[], end: number, sofar: Traffic = {}): Result<Traffic> {
  const [word, number, ...others] = tokens;
  if (!word) return { ok: true, value: sofar };
  const key = (['seed', 'buffers'] as const).find((one) => one === word.text.toLowerCase());
  if (key === undefined) return fail(word.column, 'Expected “seed” and a number.');
  if (sofar[key] !== undefined) return fail(word.column, 'Nothing was expected here.');
  if (!number || !/^\d{1,10}$/.test(number.text))
    return fail(
      number?.column ?? end,
      key === 'seed' ? 'Expected a seed, a whole number.' : 'Expected how many buffers.',
    );
  return readTraffic(others, end, { ...sofar, [key]: Number(number.text) });
}
