import type { Draft } from './draft.ts';
import type { DriverAct } from './driver/act.ts';

/** A port whose shared region was refused at load never had its queue pairs started. */
export function driverLoaded(draft: Draft, act: DriverAct | null): void {
  if (act?.registration?.refused === 'share') draft.device = { ...draft.device, halted: true };
}
