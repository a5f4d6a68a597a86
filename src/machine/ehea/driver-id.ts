/** Which driver looks after the adapter: eHEA with its flat map, with its three-level map, or none. */
export const DRIVERS = ['flat', 'three-level', 'none'] as const;
export type DriverId = (typeof DRIVERS)[number];
