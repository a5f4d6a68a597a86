import type { Driver } from '../driver/driver.ts';
import { type Generation, PASSIVE } from '../driver/generation.ts';
import { NO_SHAPE } from '../driver/map-shape.ts';
import { counted, formatCount } from '../units/bytes.ts';
import {
  FRAME_SHIFT,
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
 * A TCE table that the DMA API fills, mapping by mapping: an entry of 8 bytes for each 4 KiB I/O page. Nobody is told
 * of memory; what is mapped goes on translating until it is unmapped, whatever has become of its page.
 */

const SOURCE = 'arch/powerpc/platforms/pseries/iommu.c, asm/tce.h, Linux 7.1.5';

/** Bytes of one entry (asm/tce.h, Linux 7.1.5). */
const TCE_BYTES = 8n;
/** Bytes of I/O address space that the device has: ours, no size was read. It begins at 0. */
const WINDOW_BYTES = 1n << 31n;
const WINDOW_PAGES = Number(WINDOW_BYTES >> BigInt(FRAME_SHIFT));

interface TceDriver extends Driver {
  readonly frames: Frames;
}

export const TCE: Generation<TceDriver> = {
  ...PASSIVE,
  checksTransmit: true,
  id: 'tce',
  builtBy: null,
  source: SOURCE,
  kernels: ['7.1.5'],
  home: 'Such tables are those of pseries machines, which are ppc64',
  renumbers: false,
  untold: 'Its table is filled page by page: nobody had to tell the driver.',
  callsPerSection: 0,
  length: { formula: '= 2³¹: the window (ours)', source: 'ours', ran: false },
  unloaded: { region: null, stopped: false, frames: NO_FRAMES },
  load: (_, driver) => ({ driver, act: null, ret: 0, refused: null }),
  translate({ frames }, physical) {
    const place = frames.indexOf(frameOf(physical));
    return place < 0
      ? { bus: null, missAt: 'entry' }
      : { bus: frameStart(place) | inFrame(physical), missAt: null };
  },
  map(_, driver, physical) {
    const place = freePlace(driver.frames);
    if (place >= WINDOW_PAGES) return { driver, answer: { bus: null, missAt: 'beyond-entries' } };
    const frames = withFrame(driver.frames, place, frameOf(physical));
    return {
      driver: { ...driver, frames },
      answer: { bus: frameStart(place) | inFrame(physical), missAt: null },
    };
  },
  unmap: (_, driver, bus) => ({ ...driver, frames: withoutFrame(driver.frames, frameOf(bus)) }),
  reach({ frames }, bus) {
    const frame = frames[frameOf(bus)] ?? -1;
    return frame < 0 ? null : frameStart(frame) | inFrame(bus);
  },
  whyGone: () => null,
  handles: () => 0,
  runsOut: () => null,
  standing: ({ frames }) => ({
    title: 'A TCE table, filled page by page',
    text: `${formatCount(framesHeld(frames))} of ${counted(WINDOW_PAGES, 'entry', 'entries')} written, each for 4 KiB that a buffer needs`,
  }),
  bytesFormula: () =>
    `= 8 × ${formatCount(WINDOW_PAGES)} entries, one for each 4 KiB of the window`,
  shape: () => ({
    ...NO_SHAPE,
    kind: 'tce',
    bytes: TCE_BYTES * BigInt(WINDOW_PAGES),
    origin: 0n,
    direct: 'the I/O page that the DMA API gave the buffer',
    mrLength: WINDOW_BYTES,
  }),
  owner({ frames }, bus) {
    const frame = frames[frameOf(bus)] ?? -1;
    return frame < 0 ? undefined : frameStart(frame) | inFrame(bus);
  },
};
