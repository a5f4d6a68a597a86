import type { DriverId } from '../driver/driver-id.ts';
import { formatHex } from '../units/address.ts';
import type { Edition } from './edition.ts';
import { type Options, optionsOf } from './options.ts';
import { sectionBitsOn } from './shipped.ts';

/** What a machine has by itself, by its kernel and architecture. */

interface Settings {
  readonly pageSize: number;
  readonly options?: Partial<Options>;
}

/** The block a machine has unless somebody says otherwise: one section; on pseries ibm,lmb-size, 16 MiB here. */
export function ownBlockSize(edition: Edition, config: Settings): string {
  const facts = edition.architectures[optionsOf({ edition, config }).architecture];
  return formatHex(1n << BigInt(facts ? sectionBitsOn(facts, config.pageSize) : 24));
}

/** The driver that looks after the adapter by itself: eHEA is ppc64's. */
export const ownDriver = (edition: Edition, config: Pick<Settings, 'options'>): DriverId =>
  optionsOf({ edition, config }).architecture === 'ppc64' ? edition.ownDriver : 'none';
