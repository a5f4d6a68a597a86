import { bringerOn } from '../../machine/kernel/bringer.ts';
import type { HotplugOutcome } from '../../machine/kernel/hotplug-input.ts';
import type { FirmwareEvent, HotplugMachine } from '../../machine/kernel/hotplug-machine.ts';
import { validZones } from '../../machine/memory/zone.ts';
import { errnoName } from '../../machine/units/errno.ts';
import { compareRounds, type Seen, seenInRounds } from './compare-rounds.ts';
import type { Comparison } from './comparison.ts';
import { openResource } from './open-machine.ts';
import type { RecordedBlock, RecordedEvent, RecordedStep, Recording } from './schema.ts';

/** A step as the kernel layer lives it. */
export interface StepRun {
  readonly machine: HotplugMachine;
  readonly outcomes: readonly HotplugOutcome[];
}

/** What the probes of this recording could see. */
export const seenIn = (recording: Recording): Seen =>
  seenInRounds(recording.timeline.flatMap((s) => s.notifier_rounds ?? []));

/** Everything observed in a step against what the kernel layer did. */
export function compareStep(to: Comparison, seen: Seen, step: RecordedStep, run: StepRun): void {
  compareWrites(to, step, run);
  step.inputs.forEach((input, i) => {
    const outcome = run.outcomes[i];
    if (outcome) compareRounds(to, seen, { step, input, index: i }, outcome.trace);
  });
  compareObserved(to, step, run);
  compareEvents(to, step, run);
  compareBlocks(to, step, run.machine);
  compareRam(to, step, run.machine);
}

/** Written as errno has it or as the kernel returns it. */
const sizeOf = (errno: number | undefined): number | undefined =>
  errno === undefined ? undefined : Math.abs(errno);

function compareWrites(to: Comparison, step: RecordedStep, { outcomes }: StepRun): void {
  step.writes.forEach((write, w) => {
    const at = step.inputs.findIndex((i) => 'write' in i && i.write === w);
    const ret = outcomes[at]?.ret ?? null;
    const name = `writes[${w}]`;
    to.field(step.n, `${name}.errno`, sizeOf(write.errno), ret === null ? null : Math.abs(ret));
    to.field(step.n, `${name}.errno_name`, write.errno_name, ret === null ? null : errnoName(ret));
    // How many bytes a success reports depends on the tool that wrote.
    if (write.result !== undefined && ret !== null)
      to.field(step.n, `${name}.result`, write.result < 0, ret < 0);
    const input = step.inputs[at];
    const block = input?.do === 'write' ? /\/memory(\d+)\//.exec(input.path)?.[1] : undefined;
    if (!write.state_after || block === undefined) return;
    const state = outcomes[at]?.machine.blocks.get(Number(block))?.state;
    to.field(step.n, `${name}.state_after`, write.state_after, state);
  });
}

function compareObserved(to: Comparison, step: RecordedStep, { outcomes }: StepRun): void {
  for (const [o, { input, rc, output, refused_by }] of step.observed.entries()) {
    const name = `observed[${o}]`;
    const outcome = outcomes[input];
    if (refused_by !== undefined) {
      to.field(step.n, `${name}.refused`, true, outcome?.refused ?? null);
      continue;
    }
    const chmem = outcome?.chmem;
    if (!chmem) continue;
    to.field(step.n, `${name}.rc`, rc, chmem.rc);
    // Of some refusals only the exit is known.
    if (chmem.output !== null) to.field(step.n, `${name}.output`, output, chmem.output);
  }
}

type Event = readonly (string | number)[];

/** What ACPI tells the hypervisor, in order; pseries tells nothing this way. */
function compareEvents(to: Comparison, step: RecordedStep, run: StepRun): void {
  if (bringerOn(run.machine.architecture.id) !== 'acpi' || !step.qemu_events) return;
  const expected = step.qemu_events.flatMap(recordedEvent);
  const got = run.outcomes.flatMap((o) => o.events.map(eventOf));
  to.field(step.n, 'qemu_events', expected, got);
}

const eventOf = (e: FirmwareEvent): Event =>
  e.event === 'ACPI_DEVICE_OST'
    ? [e.event, e.device ?? '-', e.source, e.status]
    : [e.event, e.device];

function recordedEvent({ event, data = {} }: RecordedEvent): Event[] {
  if (event === 'DEVICE_DELETED')
    return typeof data['device'] === 'string' ? [[event, data['device']]] : [];
  if (event !== 'ACPI_DEVICE_OST') return [];
  const info = (data['info'] ?? {}) as Record<string, string | number | undefined>;
  if (info['slot-type'] === 'CPU') return [];
  return [[event, info['device'] ?? '-', info['source'] ?? '?', info['status'] ?? '?']];
}

function compareBlocks(to: Comparison, step: RecordedStep, machine: HotplugMachine): void {
  if (!step.blocks) return;
  const rows = new Map(step.blocks.map((row) => [row[0], row]));
  const all = [...new Set([...rows.keys(), ...machine.blocks.keys()])].sort((a, b) => a - b);
  for (const index of all) compareBlock(to, step.n, index, rows.get(index), machine);
}

function compareBlock(
  to: Comparison,
  op: number,
  index: number,
  row: RecordedBlock | undefined,
  machine: HotplugMachine,
): void {
  const name = `memory${index}`;
  const block = machine.blocks.get(index);
  to.field(op, `${name}.state`, row?.[1] ?? null, block?.state ?? null);
  if (!row || !block) return;
  const [, , zones, nodes, removable] = row;
  if (zones !== null)
    to.field(
      op,
      `${name}.valid_zones`,
      zones,
      validZones(machine.blocks, block, machine.movableNode),
    );
  to.field(op, `${name}.nodes`, nodes, block.nodes);
  // 1 on every block since 5.10, whatever can really be taken out.
  if (removable !== null && removable !== undefined)
    to.field(op, `${name}.removable`, Number(removable), 1);
}

/** The lines of /proc/iomem that are memory, without their indentation. */
function compareRam(to: Comparison, step: RecordedStep, machine: HotplugMachine): void {
  if (!step.iomem_system_ram) return;
  const line = (r: { start: bigint; end: bigint; label: string }) =>
    `${r.start.toString(16)}-${(r.end - 1n).toString(16)} : ${r.label}`;
  const expected = step.iomem_system_ram.flatMap((text) => {
    const [resource] = openResource(text);
    return resource ? [line(resource)] : [];
  });
  to.field(step.n, 'iomem_system_ram', expected, machine.ram.map(line));
}
