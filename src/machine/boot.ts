import { memoryChain, nodeChain } from './boot-chain.ts';
import { IDLE_DEVICE } from './device/device.ts';
import { driverLoaded } from './device-loaded.ts';
import { Draft } from './draft.ts';
import { withoutAdapter } from './driver/without-adapter.ts';
import { generationOf } from './ehea/generations.ts';
import type { MachineConfig, SectionState } from './event.ts';
import { canHotplug } from './kernel/ability.ts';
import { zoneEnds } from './kernel/bringer.ts';
import type { Edition } from './kernel/edition.ts';
import { optionsOf } from './kernel/options.ts';
import { sectionSize } from './kernel/shipped.ts';
import { type Callback, limitOf, type Machine, pageShiftOf } from './machine.ts';
import { NOTHING_ASKED } from './memory/asked-types.ts';
import { ALL_MOVABLE } from './memory/held-pages.ts';
import { type Extent, grantAll, grantedBytes, grantedIn } from './memory/resource.ts';
import { NO_SECTIONS, sectionsOf } from './memory/section.ts';
import { NO_ZONES, zonesAtBoot } from './memory/zone-sections.ts';
import { insertBlock } from './notifier/chain.ts';
import type { Fact } from './trace.ts';
import { RunSet } from './units/run-set.ts';
import { SECTION_SIZE_BITS } from './units/section.ts';

/** Memory that is there when the machine is switched on, bytes [start, end). */
export interface BootExtent extends Extent {
  readonly state: SectionState;
}

export interface Booted {
  readonly machine: Machine;
  readonly trace: readonly Fact[];
}

function bare(config: MachineConfig, edition: Edition, boot: readonly BootExtent[]): Machine {
  const granted = grantAll(boot);
  const known = generationOf(config.driver);
  if (!known) throw new Error(`Driver ${config.driver} was not fetched.`);
  const noAdapter = config.driver !== 'none' && optionsOf({ config, edition }).adapters === 0;
  const generation = noAdapter
    ? withoutAdapter(known, edition.eheaRegisters === 'first adapter')
    : known;
  const machine: Machine = {
    config,
    edition,
    generation,
    granted,
    sections: NO_SECTIONS,
    zones: NO_ZONES,
    asked: NOTHING_ASKED,
    resources: RunSet.EMPTY,
    resourceEdges: RunSet.EMPTY,
    pages: grantedBytes(granted) >> BigInt(pageShiftOf(config)),
    chain: memoryChain(edition, config, generation),
    driver: generation.unloaded,
    nextHandle: 1,
    nodeChain: nodeChain(edition, config),
    armedAllocations: [],
    armedHcalls: [],
    armedCalls: [],
    armedAnswers: [],
    pending: null,
    signals: 0,
    held: ALL_MOVABLE,
    device: IDLE_DEVICE,
  };
  const limit = limitOf(machine);
  const unit = Number(sectionSize(machine) >> BigInt(SECTION_SIZE_BITS));
  const online = sectionsOf(
    boot.filter((b) => b.state === 'online'),
    limit,
    unit,
  );
  const offline = sectionsOf(
    boot.filter((b) => b.state === 'offline'),
    limit,
    unit,
  ).minus(online);
  return {
    ...machine,
    sections: { online, offline },
    zones: edition.onlineTypes ? zonesAtBoot(online, zoneEnds(machine)) : NO_ZONES,
  };
}

/**
 * Switches a machine on: sections of the boot memory, the kernel's callbacks, the driver with its map and its
 * memory region, then the user's callbacks in their order.
 */
export function boot(
  config: MachineConfig,
  edition: Edition,
  memory: readonly BootExtent[],
  users: readonly Callback[] = [],
): Booted {
  const machine = bare(config, edition, memory);
  const draft = new Draft(machine);
  const { online, offline } = machine.sections;
  const end = 1n << BigInt(config.physicalBits);
  draft.facts.push({
    type: 'boot',
    memory: grantedBytes(machine.granted).toString(),
    sections: online.size + offline.size,
    beyond: grantedBytes(grantedIn(machine.granted, end, 1n << 64n)).toString(),
  });
  if (config.driver !== 'none') {
    const { driver, ...loaded } = machine.generation.load(draft, machine.driver);
    draft.driver = driver;
    draft.facts.push({ type: 'load', driver: config.driver, ...loaded });
    driverLoaded(draft, loaded.act);
  }
  // Without MEMORY_HOTPLUG registering does nothing.
  for (const user of canHotplug(machine) ? users : []) draft.chain = insertBlock(draft.chain, user);
  return { machine: draft.machine(), trace: draft.facts };
}
