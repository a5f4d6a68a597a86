import * as v from 'valibot';
import { LIMITS, type MachineConfig, type MachineEvent, type Result } from '../machine/event.ts';
import { refuseBuild } from '../machine/kernel/build.ts';
import { editionOf } from '../machine/kernel/editions.ts';
import { check } from './check.ts';
import { firstEvents } from './fitting.ts';
import { checkHugePages } from './huge-pages.ts';
import { readJson } from './json-text.ts';
import { meaning, objectOf, plainText } from './plain-schemas.ts';
import { type Checked, errorIn, errorOfJson, fits, isObject, refuse, within } from './problem.ts';
import { checkBoot } from './read-boot.ts';
import { checkEvent } from './read-event.ts';
import { machineOf, OPENING, optionsKey, type Scenario, TITLE_LENGTH } from './scenario.ts';
import { type JsonObject, upgrade, VERSION } from './upgraders.ts';
import { exceedsUtf8 } from './utf8.ts';
import * as values from './value-schemas.ts';

/** Bytes of a scenario in a file: 100,000 runs and 10,000 events fit, also when set out in lines. */
export const FILE_LIMIT = 16 << 20;

/**
 * Reads the text of a scenario, in any version up to ours. What is left out is as in the opening scene. Codes:
 * `bad-scenario`, `bad-event`, `beyond-limit`, `overlap`, `too-many`, `newer-version`, and `too-large` for
 * more than `limit` bytes; each but the last with line, column and field.
 */
export function parseScenario(
  text: string,
  limit = FILE_LIMIT,
  most: number = LIMITS.events,
): Result<Scenario> {
  if (exceedsUtf8(text, limit)) {
    const message = `a scenario has at most ${limit >> 20} MiB of text here`;
    return { ok: false, error: { code: 'too-large', message } };
  }
  const json = readJson(text, LIMITS.runs);
  return json.ok
    ? scenarioIn(text, json.value, most)
    : { ok: false, error: errorOfJson(json.fault) };
}

/**
 * The scenario in a text whose JSON has been read; the text only serves to say where something is wrong.
 *
 * @param most events beyond so many are left out, unread
 */
export function scenarioIn(
  text: string,
  value: unknown,
  most: number = LIMITS.events,
): Result<Scenario> {
  const checked = checkScenario(most < LIMITS.events ? firstEvents(value, most) : value);
  return checked.ok ? checked : { ok: false, error: errorIn(text, checked.problem) };
}

/** The scenario in a JSON value from anywhere; a problem names the path of what does not fit. */
export function checkScenario(value: unknown): Checked<Scenario> {
  if (!isObject(value))
    return refuse('bad-scenario', [], 'expected a scenario: an object with a "format"');
  const version = checkFormat(value);
  if (!version.ok) return version;
  const envelope = check(envelopeSchema, upgrade(value, version.value), 'bad-scenario');
  if (!envelope.ok) return envelope;
  const { machine, boot, events, step, title } = envelope.value;
  const built = completeMachine(machine ?? {});
  if (!built.ok) return built;
  const ranges = boot === undefined ? fits(OPENING.boot) : checkBoot(boot);
  if (!ranges.ok) return { ok: false, problem: within(['boot'], ranges.problem) };
  const pages = checkHugePages(built.value, ranges.value);
  if (!pages.ok) return pages;
  const list = checkEvents(events === undefined ? [] : events);
  if (!list.ok) return { ok: false, problem: within(['events'], list.problem) };
  const cursor = checkStep(step, list.value.length);
  if (!cursor.ok) return cursor;
  return fits({
    machine: built.value,
    boot: ranges.value,
    events: list.value,
    step: cursor.value,
    ...(title === undefined || title === '' ? {} : { title }),
  });
}

/** The version that the text says it has. */
function checkFormat(value: JsonObject): Checked<number> {
  const { format } = value;
  const digits =
    typeof format === 'string'
      ? /^sparsescope-scenario\/([1-9][0-9]*)$/.exec(format)?.[1]
      : undefined;
  if (digits === undefined)
    return refuse(
      'bad-scenario',
      ['format'],
      `expected "format": "sparsescope-scenario/${VERSION}"`,
    );
  if (digits.length > 4 || Number(digits) > VERSION) {
    const message = `this scenario is of a newer version; this program reads up to ${VERSION}. Reload the page or update`;
    return refuse('newer-version', ['format'], message);
  }
  return fits(Number(digits));
}

const machineSchema = objectOf(
  {
    kernel: v.optional(values.kernel),
    driver: v.optional(values.driver),
    pageSize: v.optional(values.pageSize),
    blockSize: v.optional(values.blockSize),
    physicalBits: v.optional(values.physicalBits),
    allocator: v.optional(values.allocator),
    options: v.optional(values.options),
    hugePages: v.optional(values.hugePages),
  },
  'expected a machine: an object',
);

/** Around the lists of memory and of events. */
export const envelopeSchema = v.strictObject({
  format: v.string(),
  title: v.optional(
    v.pipe(
      plainText('a title'),
      v.check(
        (text) => [...text].length <= TITLE_LENGTH,
        `expected a title of at most ${TITLE_LENGTH} characters`,
      ),
      meaning<string>({ maxLength: TITLE_LENGTH }),
    ),
  ),
  machine: v.optional(machineSchema),
  // Their members are checked one by one: only after they were counted.
  boot: v.optional(v.unknown()),
  events: v.optional(v.unknown()),
  step: v.optional(v.number('expected a step, a whole number')),
});

function completeMachine(given: v.InferOutput<typeof machineSchema>): Checked<MachineConfig> {
  const own = machineOf(given.kernel ?? OPENING.machine.kernel, {
    options: given.options ?? {},
    pageSize: given.pageSize ?? OPENING.machine.pageSize,
  });
  const machine: MachineConfig = {
    kernel: own.kernel,
    driver: given.driver ?? own.driver,
    pageSize: given.pageSize ?? own.pageSize,
    blockSize: given.blockSize ?? own.blockSize,
    physicalBits: given.physicalBits ?? own.physicalBits,
    allocator: given.allocator ?? own.allocator,
    ...optionsKey(own.kernel, own.options),
    ...(given.hugePages?.length ? { hugePages: given.hugePages } : {}),
  };
  const edition = editionOf(machine.kernel);
  const unbuildable = edition && refuseBuild(edition, machine);
  if (!unbuildable) return fits(machine);
  const path = ['machine', ...unbuildable.field.split('.')];
  return refuse('bad-scenario', path, unbuildable.message);
}

function checkEvents(value: unknown): Checked<readonly MachineEvent[]> {
  if (!Array.isArray(value)) return refuse('bad-scenario', [], 'expected a list of events');
  if (value.length > LIMITS.events)
    return refuse('too-many', [], `at most ${LIMITS.events} events, not ${value.length}`);
  const events: MachineEvent[] = [];
  const names = new Set<string>();
  for (const [i, entry] of value.entries()) {
    const event = checkEvent(entry);
    if (!event.ok) return { ok: false, problem: within([i], event.problem) };
    if (event.value.type === 'register') names.add(event.value.name);
    if (event.value.type === 'unregister') names.delete(event.value.name);
    if (names.size > LIMITS.callbacks)
      return refuse('too-many', [i], `at most ${LIMITS.callbacks} callbacks at a time`);
    events.push(event.value);
  }
  return fits(events);
}

function checkStep(step: number | undefined, end: number): Checked<number> {
  if (step === undefined) return fits(end);
  if (Number.isInteger(step) && step >= 0 && step <= end) return fits(step + 0);
  return refuse('bad-scenario', ['step'], `expected a step from 0 to ${end}, the number of events`);
}
