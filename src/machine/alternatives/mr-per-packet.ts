import type { Driver } from '../driver/driver.ts';
import { type Generation, PASSIVE, type RegionRun } from '../driver/generation.ts';
import { NO_SHAPE } from '../driver/map-shape.ts';
import { packetWithout } from '../firmware/mr-budget.ts';
import { CALL_BYTES, registerPages } from '../firmware/register-pages.ts';
import { toAddress } from '../units/address.ts';
import { counted } from '../units/bytes.ts';
import {
  type Frames,
  frameOf,
  frameStart,
  framesHeld,
  freePlace,
  inFrame,
  NO_FRAMES,
  withFrame,
  withoutFrame,
} from './frames.ts';

/**
 * No map: each packet's page becomes a memory region of its own when it is posted, and is freed when it is done
 * (ours, one of the ways the thread weighs). A bus address is the physical one, under that region's key.
 */

interface PacketDriver extends Driver {
  readonly frames: Frames;
  /** Handle of the region at each place. */
  readonly handles: Frames;
}

/** Regions that stand: neighbours in handle and page are one run. */
function runsOf({ frames, handles }: PacketDriver): readonly RegionRun[] {
  const held = [...frames.keys()]
    .filter((place) => (frames[place] ?? -1) >= 0)
    .map((place) => [handles[place] ?? 0, frames[place] ?? 0] as const)
    .sort((a, b) => a[0] - b[0]);
  const out: { handle: number; frame: number; count: number }[] = [];
  for (const [handle, frame] of held) {
    const last = out.at(-1);
    if (last && last.handle + last.count === handle && last.frame + last.count === frame)
      last.count += 1;
    else out.push({ handle, frame, count: 1 });
  }
  return out.map(({ handle, frame, count }) => ({
    handle,
    start: frameStart(frame),
    length: 1n << 12n,
    pages: 1,
    count,
  }));
}

export const MR_PER_PACKET: Generation<PacketDriver> = {
  ...PASSIVE,
  checksTransmit: true,
  id: 'mr-per-packet',
  source: 'ours',
  renumbers: false,
  untold: 'Each packet is registered when it is posted: nobody had to tell the driver.',
  callsPerSection: 0,
  length: { formula: '= packets on their way × 4 KiB', source: 'ours', ran: false },
  unloaded: { region: null, stopped: false, frames: NO_FRAMES, handles: NO_FRAMES },
  load: (_, driver) => ({ driver, act: null, ret: 0, refused: null }),
  translate: ({ frames }, physical) =>
    frames.includes(frameOf(physical))
      ? { bus: toAddress(physical), missAt: null }
      : { bus: null, missAt: 'entry' },
  /** H_NOT_ENOUGH_RESOURCES where the budget is used up: the packet is dropped. */
  map(site, driver, physical) {
    const miss = { driver, answer: { bus: null, missAt: 'entry' } } as const;
    if (framesHeld(driver.frames) >= (site.options.mrBudget ?? Number.POSITIVE_INFINITY))
      return { driver, answer: { bus: null, missAt: 'budget' } };
    if (site.hcall('allocate') !== 0) return miss;
    const calls = registerPages(CALL_BYTES, 1, site.armedHcalls, 1);
    const handle = site.nextHandle;
    site.nextHandle += 1;
    site.countHcalls(calls.armed, calls.fired);
    if (calls.refused) return miss;
    const place = freePlace(driver.frames);
    return {
      driver: {
        ...driver,
        frames: withFrame(driver.frames, place, frameOf(physical)),
        handles: withFrame(driver.handles, place, handle),
      },
      answer: { bus: toAddress(physical), missAt: null },
    };
  },
  unmap(site, driver, bus) {
    const place = driver.frames.indexOf(frameOf(bus));
    if (place < 0 || site.hcall('free') !== 0) return driver;
    const frames = withoutFrame(driver.frames, place);
    return { ...driver, frames, handles: withoutFrame(driver.handles, place) };
  },
  reach: ({ frames }, bus) => (frames.includes(frameOf(bus)) ? bus : null),
  whyGone: () => null,
  regions: runsOf,
  // On the one queue that sends it: nothing is shared.
  handles: ({ frames }) => framesHeld(frames),
  runsOut: packetWithout,
  standing: ({ frames }) => ({
    title: `${counted(framesHeld(frames), 'memory region')}, one for each packet posted`,
    text: 'each takes an allocation, one page and a free; none is left when nothing is posted',
  }),
  shape: ({ frames }) => ({
    ...NO_SHAPE,
    kind: 'packets',
    origin: 0n,
    direct: 'the physical address, under the packet’s own key',
    mrLength: BigInt(framesHeld(frames)) << 12n,
  }),
  owner: ({ frames }, bus) =>
    frames.includes(frameOf(bus)) ? frameStart(frameOf(bus)) | inFrame(bus) : undefined,
};
