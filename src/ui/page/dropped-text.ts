/** A text that came by file and is to be shown in the Import sheet. */
export interface DroppedText {
  readonly text: string;
  /** The same file dropped again is another drop. */
  readonly count: number;
}

/** The last dropped text until it has been seen. It waits here, should nobody be there yet to show it. */
export class DroppedTexts {
  readonly #listeners = new Set<() => void>();
  #last: DroppedText | null = null;
  #count = 0;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly last = (): DroppedText | null => this.#last;

  show(text: string): void {
    this.#count += 1;
    this.#tell({ text, count: this.#count });
  }

  /** `count`: which; the note of an earlier drop may close late. */
  seen(count: number): void {
    if (this.#last?.count === count) this.#tell(null);
  }

  #tell(last: DroppedText | null): void {
    this.#last = last;
    for (const listener of this.#listeners) listener();
  }
}

export const droppedTexts: DroppedTexts = new DroppedTexts();
