import type { MachineEvent } from '../../machine/event.ts';
import { register, unregister } from './callback-lines.ts';
import { complete, dma, post, traffic } from './device-lines.ts';
import { failNext, pages, veto } from './fault-lines.ts';
import { fail, type Reader } from './line.ts';
import { probe, range, send } from './range-line.ts';
import { configure } from './settings-line.ts';

/** A line that is one word. */
export const alone =
  <T>(value: T): Reader<T> =>
  ({ tokens: [extra] }) =>
    extra ? fail(extra.column, 'Nothing was expected after this command.') : { ok: true, value };

/**
 * What may happen to a machine, by the first word of its line: one language for the Command field and for scenarios as
 * text. A map, for what is typed may be `constructor`.
 */
export const EVENT_LINES: ReadonlyMap<string, Reader<MachineEvent>> = new Map(
  Object.entries<Reader<MachineEvent>>({
    hotplug: range('hotplug'),
    unplug: range('unplug'),
    add: range('add'),
    online: range('online'),
    offline: range('offline'),
    remove: range('remove'),
    send,
    post,
    complete,
    dma,
    traffic,
    work: alone<MachineEvent>({ type: 'work' }),
    register,
    unregister,
    fail: failNext,
    veto,
    pages,
    signal: alone<MachineEvent>({ type: 'signal' }),
    probe,
    configure,
    reboot: alone<MachineEvent>({ type: 'configure' }),
  }),
);
