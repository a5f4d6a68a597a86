import { type BootExtent, type Booted, boot } from '../machine/boot.ts';
import type { InputError, MachineConfig, Result } from '../machine/event.ts';
import { refuseBuild } from '../machine/kernel/build.ts';
import { editionOf } from '../machine/kernel/editions.ts';

/** A machine switched on: what every step is replayed from. */
export interface Start {
  readonly config: MachineConfig;
  readonly boot: readonly BootExtent[];
}

/** The machine of a start and what its boot came to. Errors: `bad-scenario` where no kernel is so, or can be built so. */
export function switchOn(start: Start): Result<Booted> {
  const edition = editionOf(start.config.kernel);
  if (!edition) return refuse(`No kernel ${start.config.kernel} is known here.`, 'kernel');
  const unbuildable = refuseBuild(edition, start.config);
  if (unbuildable) return refuse(unbuildable.message, unbuildable.field);
  return { ok: true, value: boot(start.config, edition, start.boot) };
}

const refuse = (message: string, field: string): { readonly ok: false; error: InputError } => ({
  ok: false,
  error: { code: 'bad-scenario', message, field: `machine.${field}` },
});
