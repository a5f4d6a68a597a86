import type { MachineConfig } from '../../machine/event.ts';
import { V2_6_32 } from '../../machine/kernel/editions.ts';
import { shippedBits } from '../../machine/kernel/shipped.ts';
import { type BootRange, OPENING } from '../scenario.ts';

/** Sizes that the openings are made of, in bytes. */
export const MIB = 1n << 20n;
export const GIB = 1n << 30n;
export const TIB = 1n << 40n;

const { machine } = OPENING;

/** The opening's machine with the limit that its kernel shipped with, nothing raised. */
export const SHIPPED_MACHINE: MachineConfig = {
  ...machine,
  physicalBits: shippedBits({ edition: V2_6_32, config: machine }),
};

/** Online memory. */
export const online = (start: bigint, size: bigint): BootRange => ({
  start,
  size,
  state: 'online',
});

/** A number that looks arbitrary and is the same everywhere: 0 .. 2^32 - 1 (multiplicative hash). */
export const scatter = (n: number): number => Math.imul(n, 0x9e3779b1) >>> 0;
