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

/** Has a number, and who is told what came of it. */
interface Asked extends ReckonRequest {
  tell(reply: ReckonReply): void;
}

/** The page's side of the worker that reckons what layouts cost; the worker is there from the first question on. */
export class Reckoner {
  #worker: Worker | undefined;
  /** What the worker has before it. */
  #asked: Asked | undefined;
  /** What it is asked after that: of each kind the latest question only. */
  readonly #next = new Map<ReckonKind, Asked>();
  #id = 1;

  /** Is never settled where a later question of the same kind came before it was begun. */
  ask<K extends ReckonKind>(question: Reckoning[K]['question']): Promise<Reckoned<K>> {
    const id = this.#id++;
    return new Promise((resolve) => {
      const tell = (reply: ReckonReply): void =>
        resolve(
          'why' in reply ? { ok: false, why: reply.why } : { ok: true, answer: reply.answer },
        );
      this.#next.set(question.kind, { id, question, tell });
      this.#go();
    });
  }

  /** Nothing is answered any more. */
  end(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#asked = undefined;
    this.#next.clear();
  }

  #go(): void {
    const [first] = this.#next.values();
    if (this.#asked || !first) return;
    this.#next.delete(first.question.kind);
    this.#asked = first;
    const { id, question } = first;
    this.#started().postMessage({ id, question } satisfies ReckonRequest);
  }

  #started(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL('../worker/reckon-host.ts', import.meta.url), {
      type: 'module',
    });
    worker.addEventListener('message', ({ data }: MessageEvent<ReckonReply>) => {
      const asked = this.#asked;
      this.#asked = undefined;
      asked?.tell(data);
      this.#go();
    });
    worker.addEventListener('error', (event) => this.#give(event.message));
    worker.addEventListener('messageerror', () => this.#give('its answer cannot be read'));
    this.#worker = worker;
    return worker;
  }

  /** Whoever waits is told. */
  #give(words: string): void {
    const asked = [...(this.#asked ? [this.#asked] : []), ...this.#next.values()];
    this.#asked = undefined;
    this.#next.clear();
    for (const { id, tell } of asked) tell({ id, why: `This cannot be reckoned here: ${words}.` });
  }
}
