/** The root's font in sixteenths: it grows for a projector. */
export const rootRem = (): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
