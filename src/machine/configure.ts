import { type BootExtent, type Booted, boot } from './boot.ts';
import { configured } from './configured.ts';
import type { ConfigureEvent, InputError, Result } from './event.ts';
import { refuseBuild } from './kernel/build.ts';
import { editionOf } from './kernel/editions.ts';
import { optionText } from './kernel/option-words.ts';
import { OPTION_KEYS, optionsOf } from './kernel/options.ts';
import type { Machine } from './machine.ts';
import type { Fact } from './trace.ts';

/**
 * Power off, change, boot: installed memory becomes boot layout, all online; map and region are built anew; user
 * callbacks are registered again; armed failures and queued work are gone.
 */

const KEYS = ['kernel', 'driver', 'pageSize', 'blockSize', 'physicalBits', 'allocator'] as const;

const fail = (message: string, field?: string): { ok: false; error: InputError } => ({
  ok: false,
  error: { code: 'bad-event', message, ...(field ? { field } : {}) },
});

/** Where the event says it; what it does not say follows from the kernel it names, or from what it does change. */
function fieldIn(event: ConfigureEvent, field: string): string | undefined {
  const given: Readonly<Record<string, unknown>> = { ...event, ...prefixed(event.options) };
  return [field, 'kernel', ...Object.keys(given)].find(
    (key) => key !== 'type' && key !== 'options' && given[key] !== undefined,
  );
}

const prefixed = (options: ConfigureEvent['options'] = {}): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(options).map(([key, value]) => [`options.${key}`, value]));

export function configure(machine: Machine, event: ConfigureEvent): Result<Booted> {
  const edition = editionOf(event.kernel ?? machine.config.kernel);
  if (!edition) return fail(`No kernel ${event.kernel} is known here.`, 'kernel');
  const config = configured(machine.config, event, edition);
  const unbuildable = refuseBuild(edition, config);
  if (unbuildable) return fail(unbuildable.message, fieldIn(event, unbuildable.field));
  const memory: BootExtent[] = machine.granted.map((e) => ({ ...e, state: 'online' }));
  const users = machine.chain.filter((c) => c.kind === 'user');
  const order = [...users].sort((a, b) => a.order - b.order);
  const booted = boot(config, edition, memory, order);
  const names = booted.machine.chain.map((c) => c.name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined)
    return fail(
      `${edition.label} brings a callback "${twice}" of its own; unregister yours first.`,
      'kernel',
    );
  const changes = KEYS.filter((key) => config[key] !== machine.config[key]).map((key) => ({
    key,
    from: String(machine.config[key]),
    to: String(config[key]),
  }));
  const trace: Fact[] = [
    { type: 'configure', changes: [...changes, ...optionChanges(machine, booted.machine)] },
    ...booted.trace,
  ];
  return { ok: true, value: { machine: booted.machine, trace } };
}

/** Of the options that somebody chose, before or now: what another kernel does by itself is its own affair. */
function optionChanges(before: Machine, after: Machine) {
  const [was, is] = [optionsOf(before), optionsOf(after)];
  const chosen = { ...before.config.options, ...after.config.options };
  return OPTION_KEYS.filter((key) => key in chosen && was[key] !== is[key]).map((key) => ({
    key,
    from: optionText(was[key]),
    to: optionText(is[key]),
  }));
}
