/**
 * Where the three rows of the figure lie. `along` is the direction of addresses (x; y on the upright axis of a
 * phone), `across` the other one. All lengths in CSS pixels of the figure's own box, in rem where it is type.
 */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Addresses run downwards. */
  readonly upright: boolean;
  /** So near that rows take the whole width and strips show where one is. */
  readonly close: boolean;
  /** Where the axis begins, and its length. */
  readonly start: number;
  readonly length: number;
  readonly band: Row;
  /** Ribbons run from here to the bus row. */
  readonly ribbons: number;
  readonly bus: Row;
  readonly pages: Row;
  /** Length that the bus row may take before it meets the bill. */
  readonly room: number;
  /** Widest section. */
  readonly section: number;
  /** Sections from this many pixels on have a cell of their own. */
  readonly cell: number;
  /** The bill is drawn small, for want of room. */
  readonly smallBill: boolean;
  /** Left edge of the bill; the figure's width where there is none. */
  readonly bill: number;
  /** Its upper edge. */
  readonly billTop: number;
  /** Root font size over 16. */
  readonly rem: number;
}

/** A row across the direction of addresses. */
export interface Row {
  readonly at: number;
  readonly size: number;
}

/** What the container offers. */
export interface Box {
  readonly width: number;
  readonly height: number;
  readonly rem: number;
}

/** Below this the axis stands upright and the bill lies on top. */
export const UPRIGHT_BELOW = 720;

export const isUpright = (box: Box): boolean => box.width < UPRIGHT_BELOW * box.rem;

/** What is in sight, as far as the layout depends on it. */
export interface Sight {
  readonly close: boolean;
  /** Rulers run along the whole band, so ribbons begin below their labels. */
  readonly across: boolean;
  /** Memory lies above the bill: its ribbons need a channel. */
  readonly routed: boolean;
}

/** The figure's layout. */
export function layOut(box: Box, sight: Sight): Layout {
  return isUpright(box) ? upright(box, sight.close) : wide(box, sight);
}

function wide({ width, height, rem }: Box, { close, across, routed }: Sight): Layout {
  const small = width < 1240 * rem;
  const start = (small ? 16 : 24) * rem;
  // Its large form needs 220 px below the rulers and the channel of the ribbons.
  const smallBill = small || height < 352 * rem;
  const bill = close ? width : width - (smallBill ? 316 : 400) * rem;
  // Where the figure is low, strips and rows of a close view move together, so that what is said below still shows.
  const low = height < 350 * rem;
  const band = close
    ? { at: (low ? 104 : 142) * rem, size: 34 * rem }
    : { at: 36 * rem, size: 48 * rem };
  const under = band.at + band.size;
  const billTop = Math.min(
    (across || routed ? 130 : 112) * rem,
    height - (smallBill ? 176 : 220) * rem,
  );
  const [gap, foot] = close && low ? [34, 121] : [56, 138];
  const bus = { at: Math.max(under + gap * rem, height - foot * rem), size: 32 * rem };
  return {
    width,
    height,
    upright: false,
    close,
    start,
    length: width - 2 * start,
    band,
    ribbons: under + (close ? 0 : across ? 24 * rem : 1),
    bus,
    pages: { at: bus.at + bus.size + 3 * rem, size: 17 * rem },
    room: bill - start - (close ? start : 28 * rem),
    section: (small ? 24 : 32) * rem,
    cell: 14 * rem,
    smallBill,
    bill,
    billTop,
    rem,
  };
}

function upright({ width, height, rem }: Box, close: boolean): Layout {
  const margin = 16 * rem;
  const start = 6 * rem;
  const pages = { at: width - margin - 52 * rem, size: 52 * rem };
  const bus = { at: pages.at - 96 * rem, size: 92 * rem };
  const length = height - start - 8 * rem;
  return {
    width,
    height,
    upright: true,
    close,
    start,
    length,
    band: { at: margin, size: 78 * rem },
    ribbons: margin + 78 * rem,
    bus,
    pages,
    room: length - 64 * rem,
    section: 13 * rem,
    cell: 11 * rem,
    smallBill: false,
    bill: width,
    billTop: 0,
    rem,
  };
}

/** Baseline of the addresses above the band. */
export const addressLine = ({ band, close, rem }: Layout): number =>
  band.at - (close ? 9 : 10) * rem;
