import type { DriverId } from '../../machine/ehea/driver-id.ts';
import { formatSize } from '../../machine/units/bytes.ts';

export const pageWords = (bytes: number): string => formatSize(BigInt(bytes));
export const blockWords = (hex: string): string => formatSize(BigInt(hex));

export const DRIVER_WORDS: Readonly<Record<DriverId, string>> = {
  'three-level': 'eHEA, three-level map',
  flat: 'eHEA, flat map',
  none: 'no driver',
};
