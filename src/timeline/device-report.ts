import type { AccessVerdict, Counts, Direction } from '../machine/device/access.ts';
import { type ArmedAccess, isIdle, type Traffic, type When } from '../machine/device/device.ts';
import { isHalted } from '../machine/device-reach.ts';
import type { Machine } from '../machine/machine.ts';
import { formatHex } from '../machine/units/address.ts';

/** What the device has been given to do, as a report tells it. Addresses are hex strings. */
export interface DeviceReport {
  readonly queue: readonly {
    readonly buffer: number;
    readonly direction: Direction;
    readonly meant: string;
    /** Null: the map missed, all ones were stored. */
    readonly bus: string | null;
    /** True: posted with the PURGE bit; left out where it was not. */
    readonly purged?: true;
    /** Of the last access; null: none yet. */
    readonly verdict: AccessVerdict | null;
  }[];
  /** Of all accesses since power on. */
  readonly counts: Counts;
  /** Left out where none is; hcalls count from now. */
  readonly armed?: readonly { readonly buffer: number | null; readonly when: When }[];
  /** The queue pairs were stopped and could not be started again; left out where they run. */
  readonly halted?: true;
  /** Left out where there is none. */
  readonly traffic?: Omit<Traffic, 'state'>;
}

/** The report's `device` key; nothing where there is nothing to tell. */
export function reportDevice(machine: Machine): { readonly device?: DeviceReport } {
  const { device, armedHcalls } = machine;
  if (isIdle(device)) return {};
  const { queue, counts, armed, traffic } = device;
  return {
    device: {
      queue: queue.map(({ number, direction, meant, bus, purged, last }) => ({
        buffer: number,
        direction,
        meant: formatHex(meant),
        bus: bus === null ? null : formatHex(bus),
        ...(purged ? { purged } : {}),
        verdict: last,
      })),
      counts,
      ...(isHalted(machine) ? { halted: true as const } : {}),
      ...(armed.length > 0
        ? { armed: armed.map((a) => ({ buffer: a.buffer, when: stillToCome(a, armedHcalls) })) }
        : {}),
      ...(traffic
        ? {
            traffic: {
              accesses: traffic.accesses,
              seed: traffic.seed,
              buffers: traffic.buffers,
            },
          }
        : {}),
    },
  };
}

/** How many hcalls it still waits for. */
function stillToCome({ id, when }: ArmedAccess, hcalls: Machine['armedHcalls']): When {
  const watch = 'hcall' in when ? hcalls.find((a) => a.watch === id) : undefined;
  return watch ? { hcall: watch.nth } : when;
}
