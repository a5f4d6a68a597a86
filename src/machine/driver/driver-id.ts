/**
 * Which driver looks after the adapter: a generation of eHEA, one of ours (`repaired`, `mapping-service`,
 * `mr-per-section`, `mr-per-packet`), another device's, or none. `flat` is the one of 2.6.24 and 2.6.25,
 * `three-level` the one of 2.6.29 on; the other numbered ones carry the release that shipped them, but for `linear`: no map at all, as up to 2.6.22.
 */
export const DRIVERS = [
  'linear',
  'flat-2.6.23',
  'flat',
  'three-level-2.6.26',
  'three-level-2.6.28',
  'three-level',
  'repaired',
  'mapping-service',
  'mr-per-section',
  'mr-per-packet',
  'ehca',
  'rdma',
  'tce',
  'direct-window',
  'none',
] as const;
export type DriverId = (typeof DRIVERS)[number];
