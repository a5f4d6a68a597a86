import type {
  Reckoning,
  ReckonKind,
  ReckonReply,
  ReckonRequest,
} from '../worker/reckon-protocol.ts';

/** An answer, or why there is none in words for the user. */
export type Reckoned<K extends ReckonKind> =
  | { readonly ok: true; readonly answer: Reckoning[K]['answer'] }
  | { readonly ok: false; readonly why: string };

/** The page's side of the worker that reckons what layouts cost; the worker is there from the first question on. */
export class Reckoner {
  #worker: Worker | undefined;
  readonly #waiting = new Map<number, (reply: ReckonReply) => void>();
  #next = 1;

  ask<K extends ReckonKind>(question: Reckoning[K]['question']): Promise<Reckoned<K>> {
    const id = this.#next++;
    return new Promise((resolve) => {
      this.#waiting.set(id, (reply) =>
        resolve(
          'why' in reply ? { ok: false, why: reply.why } : { ok: true, answer: reply.answer },
        ),
      );
      this.#started().postMessage({ id, question } satisfies ReckonRequest);
    });
  }

  /** Nothing is answered any more. */
  end(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#waiting.clear();
  }

  #started(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL('../worker/reckon-host.ts', import.meta.url), {
      type: 'module',
    });
    worker.addEventListener('message', ({ data }: MessageEvent<ReckonReply>) => {
      this.#waiting.get(data.id)?.(data);
      this.#waiting.delete(data.id);
    });
    worker.addEventListener('error', (event) => this.#give(event.message));
    worker.addEventListener('messageerror', () => this.#give('its answer cannot be read'));
    this.#worker = worker;
    return worker;
  }

  /** Whoever waits is told. */
  #give(words: string): void {
    for (const [id, tell] of this.#waiting)
      tell({ id, why: `This cannot be reckoned here: ${words}.` });
    this.#waiting.clear();
  }
}
