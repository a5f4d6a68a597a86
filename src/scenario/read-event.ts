import * as v from 'valibot';
import { type ConfigureEvent, LIMITS, type MachineEvent, type Result } from '../machine/event.ts';
import { OTHER_CALLS } from '../machine/firmware/other-calls.ts';
import { PAGE_KINDS } from '../machine/memory/held-pages.ts';
import { MEMORY_ACTIONS, type MemoryAction, NODE_ACTIONS } from '../machine/notifier/action.ts';
import { errnoNumber } from '../machine/units/errno.ts';
import { check } from './check.ts';
import { DEVICE_SCHEMAS, withoutDeviceDefaults } from './device-events.ts';
import { brief } from './json-text.ts';
import { integer, meaning, objectOf, plainText } from './plain-schemas.ts';
import { type Checked, errorOf, fits, isObject, refuse } from './problem.ts';
import * as values from './value-schemas.ts';

/**
 * Reads one event from outside: checks its form and gives the one spelling of it. Whether it fits the machine
 * (alignment, ends of memory and of addresses, overlap, names in use) only the machine can say. Codes: `bad-event`, and `too-many` for a
 * name of more than 64 characters.
 */
export function readEvent(value: unknown): Result<MachineEvent> {
  const checked = checkEvent(value);
  if (checked.ok) return checked;
  return { ok: false, error: errorOf(checked.problem) };
}

/** Like readEvent, with the path of what is wrong. */
export function checkEvent(value: unknown): Checked<MachineEvent> {
  if (!isObject(value))
    return refuse('bad-event', [], 'expected an event: an object with a "type"');
  const { type } = value;
  if (!isType(type))
    return refuse('bad-event', ['type'], `expected a type of event: ${TYPES}; not ${brief(type)}`);
  const shaped = check<Shape>(EVENT_SCHEMAS[type], value, 'bad-event');
  if (!shaped.ok) return shaped;
  const event: MachineEvent = withoutUndefined(shaped.value);
  if ('name' in event && [...event.name].length > LIMITS.nameLength)
    return refuse('too-many', ['name'], `a name has at most ${LIMITS.nameLength} characters`);
  return fits(withoutDefaults(event));
}

/** H_HARDWARE: what a failing hcall answers unless the event says otherwise. */
const DEFAULT_HCALL_CODE = -1;
/** What a callback answers unless the event says otherwise. */
const DEFAULT_ANSWER = 'NOTIFY_OK';

/** Leaves out what says the same as nothing, so that equal events are spelled equally. */
export function withoutDefaults(event: MachineEvent): MachineEvent {
  if (event.type === 'failHcall') {
    const { type, nth, code = DEFAULT_HCALL_CODE, call = 'register' } = event;
    return {
      type,
      nth,
      ...(code === DEFAULT_HCALL_CODE ? {} : { code }),
      ...(call === 'register' ? {} : { call }),
    };
  }
  if (event.type === 'configure') return withoutEmptyOptions(event);
  if (event.type !== 'register') return withoutDeviceDefaults(event) ?? event;
  if (!Object.values(event.answers).includes(DEFAULT_ANSWER)) return event;
  const answers = Object.entries(event.answers).filter(([, given]) => given !== DEFAULT_ANSWER);
  return { ...event, answers: Object.fromEntries(answers) };
}

function withoutEmptyOptions(event: ConfigureEvent): ConfigureEvent {
  const { options, ...rest } = event;
  return options && Object.keys(options).length === 0 ? rest : event;
}

const CHAIN_ACTIONS = [...MEMORY_ACTIONS, ...NODE_ACTIONS] as const;

const INT32 = 2 ** 31;

const ANSWER =
  'expected NOTIFY_DONE, NOTIFY_OK, NOTIFY_STOP, NOTIFY_BAD, an errno such as "-ENOMEM", or a 32-bit number';

const NOTIFY = ['NOTIFY_DONE', 'NOTIFY_OK', 'NOTIFY_STOP', 'NOTIFY_BAD'];

const isAnswer = (answer: string): boolean =>
  NOTIFY.includes(answer) || (answer.startsWith('-') && errnoNumber(answer.slice(1)) !== undefined);

/** The kernel's int, also as the unsigned number that a hex dump shows. */
const isRawAnswer = (answer: number): boolean =>
  Number.isInteger(answer) && answer >= -INT32 && answer < 2 * INT32;

const answer = v.union(
  [
    // A union passes on the words of the only member whose type fits, so each must have its own.
    v.pipe(
      v.string(),
      v.check(isAnswer, ANSWER),
      meaning<string>({ pattern: `^(?:${NOTIFY.join('|')}|-E[A-Z0-9]+)$` }),
    ),
    v.pipe(
      v.number(),
      v.check(isRawAnswer, ANSWER),
      meaning<number>({ type: 'integer', minimum: -INT32, maximum: 2 * INT32 - 1 }),
      v.transform((n) => n + 0),
    ),
  ],
  ANSWER,
);

const optionalAnswers = Object.fromEntries(
  MEMORY_ACTIONS.map((action) => [action, v.optional(answer)]),
) as Record<MemoryAction, v.OptionalSchema<typeof answer, undefined>>;

const name = v.pipe(
  plainText('a name'),
  v.check((text) => text !== '', 'expected a name of 1 to 64 characters'),
  meaning<string>({ minLength: 1, maxLength: LIMITS.nameLength }),
);

const nth = integer(1, Number.MAX_SAFE_INTEGER, 'which one fails');

/** H_SUCCESS and H_PAGE_REGISTERED say that the call went well. */
const GOOD_HCALLS = [0, 15];
const code = v.pipe(
  integer(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 'a hypervisor return code'),
  v.check((n) => !GOOD_HCALLS.includes(n), 'expected a code that means failure, not 0 or 15'),
  meaning<number>({ not: { enum: GOOD_HCALLS } }),
);

const range = <T extends 'hotplug' | 'unplug' | 'add' | 'remove' | 'online' | 'offline'>(type: T) =>
  v.strictObject({ type: v.literal(type), start: values.address, size: values.size });

/** Ranges whose zone can be asked for, where the kernel knows zones. */
const zoned = <T extends 'hotplug' | 'online'>(type: T) =>
  v.strictObject({
    ...range(type).entries,
    as: v.optional(
      v.picklist(
        ['online_kernel', 'online_movable'],
        'expected a zone to come online in: "online_kernel" or "online_movable"',
      ),
    ),
  });

/** By type, not as one variant: that would try each in turn, and there may be 10,000 events. */
export const EVENT_SCHEMAS = {
  hotplug: zoned('hotplug'),
  unplug: range('unplug'),
  add: range('add'),
  remove: range('remove'),
  online: zoned('online'),
  offline: range('offline'),
  register: v.strictObject({
    type: v.literal('register'),
    name,
    priority: integer(-INT32, INT32 - 1, 'a priority'),
    answers: v.optional(objectOf(optionalAnswers, 'expected answers: an object'), {}),
  }),
  unregister: v.strictObject({ type: v.literal('unregister'), name }),
  configure: v.strictObject({
    type: v.literal('configure'),
    kernel: v.optional(values.kernel),
    driver: v.optional(values.driver),
    pageSize: v.optional(values.pageSize),
    blockSize: v.optional(values.blockSize),
    physicalBits: v.optional(values.physicalBits),
    allocator: v.optional(values.allocator),
    options: v.optional(values.options),
  }),
  failAllocation: v.strictObject({ type: v.literal('failAllocation'), nth }),
  failHcall: v.strictObject({
    type: v.literal('failHcall'),
    nth,
    code: v.optional(code),
    call: v.optional(
      v.picklist(
        ['register', ...OTHER_CALLS],
        'expected which hcall: "register", "allocate", "free" or "share"',
      ),
    ),
  }),
  failCallback: v.strictObject({
    type: v.literal('failCallback'),
    name,
    action: v.picklist(CHAIN_ACTIONS, `expected an action: ${CHAIN_ACTIONS.join(', ')}`),
    answer,
  }),
  pages: v.strictObject({
    type: v.literal('pages'),
    start: values.address,
    size: values.size,
    are: v.picklist(
      ['movable', ...PAGE_KINDS],
      'expected what the pages are: "movable", "unmovable", "pinned", "failing" or "poisoned"',
    ),
  }),
  signal: v.strictObject({ type: v.literal('signal') }),
  probe: v.strictObject({ type: v.literal('probe'), address: values.address }),
  send: v.strictObject({ type: v.literal('send'), address: values.address }),
  work: v.strictObject({ type: v.literal('work') }),
  ...DEVICE_SCHEMAS,
} satisfies Record<MachineEvent['type'], v.GenericSchema>;

type Shape = v.InferOutput<(typeof EVENT_SCHEMAS)[MachineEvent['type']]>;

const TYPES = Object.keys(EVENT_SCHEMAS).join(', ');

const isType = (type: unknown): type is keyof typeof EVENT_SCHEMAS =>
  typeof type === 'string' && Object.hasOwn(EVENT_SCHEMAS, type);

/** With every `undefined` removed at any depth. */
type Defined<T> = T extends object ? { [K in keyof T]: Defined<Exclude<T[K], undefined>> } : T;

/** An optional key that is there as undefined (from a program, never from JSON) is the same as none. */
function withoutUndefined<T extends object>(value: T): Defined<T> {
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([key, inner]) => [key, isObject(inner) ? withoutUndefined(inner) : inner]);
  return Object.fromEntries(entries) as Defined<T>;
}
