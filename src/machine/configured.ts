import type { ConfigureEvent, MachineConfig } from './event.ts';
import type { Edition } from './kernel/edition.ts';
import { editionOf } from './kernel/editions.ts';
import { hardwareOf, withOptions } from './kernel/options.ts';
import { ownBlockSize, ownDriver } from './kernel/own-settings.ts';

/**
 * The settings after the event: another kernel brings its own driver, allocator and build unless they are named,
 * another architecture its driver; blocks that were as large as they are by themselves stay so.
 */
export function configured(
  now: MachineConfig,
  event: Omit<ConfigureEvent, 'type'>,
  edition: Edition,
): MachineConfig {
  const other = event.kernel !== undefined;
  const had = other ? hardwareOf(now.options) : now.options;
  const options = withOptions(edition, { ...had, ...event.options });
  const pageSize = event.pageSize ?? now.pageSize;
  const moved = other || options.options?.architecture !== now.options?.architecture;
  return {
    kernel: edition.id,
    driver: event.driver ?? (moved ? ownDriver(edition, options) : now.driver),
    pageSize,
    blockSize: event.blockSize ?? blockSizeAfter(now, edition, { ...options, pageSize }),
    physicalBits: event.physicalBits ?? now.physicalBits,
    allocator: event.allocator ?? (other ? edition.ownAllocator : now.allocator),
    ...options,
    ...(now.hugePages ? { hugePages: now.hugePages } : {}),
  };
}

function blockSizeAfter(
  now: MachineConfig,
  edition: Edition,
  next: Pick<MachineConfig, 'options' | 'pageSize'>,
): string {
  const before = editionOf(now.kernel) ?? edition;
  return now.blockSize === ownBlockSize(before, now) ? ownBlockSize(edition, next) : now.blockSize;
}
