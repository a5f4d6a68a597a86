/** What the race asks of every structure: the same addresses in the same order. */
export interface Mix {
  /** Of 100 addresses, how many lie in a section that is mapped: 0 to 100. */
  readonly hits: number;
  /**
   * In which order: `random` (each mapped section as likely as any other), `sequential` (ascending, page after page),
   * `skewed` (few sections get most: Zipf, exponent 1).
   */
  readonly order: 'random' | 'sequential' | 'skewed';
  /** One address a call, as a page that is clicked asks, or 64 Ki a call, as a driver's queue would. */
  readonly call: 'single' | 'batch';
  /** Where the generator begins: a u32; the same seed draws the same addresses. */
  readonly seed: number;
}

/** Nine in ten there, at random: the mix of the figures in bench/. */
export const USUAL_MIX: Mix = { hits: 90, order: 'random', call: 'batch', seed: 1 };
