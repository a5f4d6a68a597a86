/**
 * Which driver looks after the adapter: a generation of eHEA, or none. `flat` is the one of 2.6.24 and 2.6.25,
 * `three-level` the one of 2.6.29 on; the others carry the release that shipped them, but for `linear`: no map at all, as up to 2.6.22.
 */
export const DRIVERS = [
  'linear',
  'flat-2.6.23',
  'flat',
  'three-level-2.6.26',
  'three-level-2.6.28',
  'three-level',
  'none',
] as const;
export type DriverId = (typeof DRIVERS)[number];
