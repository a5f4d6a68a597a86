import type { ExplainReply, ExplainRequest } from '../worker/explain-protocol.ts';

/** The page's side of the worker in which structures explain themselves. */
export class Explainer {
  readonly #worker = new Worker(new URL('../worker/explain-host.ts', import.meta.url), {
    type: 'module',
  });
  readonly #waiting = new Map<number, (reply: ExplainReply) => void>();
  #next = 1;

  constructor() {
    this.#worker.addEventListener('message', ({ data }: MessageEvent<ExplainReply>) => {
      this.#waiting.get(data.id)?.(data);
      this.#waiting.delete(data.id);
    });
    this.#worker.addEventListener('error', (event) => this.#give(event.message));
    this.#worker.addEventListener('messageerror', () => this.#give('its answer cannot be read'));
  }

  ask(request: Omit<ExplainRequest, 'id'>): Promise<ExplainReply> {
    const id = this.#next++;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#worker.postMessage({ ...request, id } satisfies ExplainRequest);
    });
  }

  /** Gives the memory of its structures back; nothing is answered any more. */
  end(): void {
    this.#worker.terminate();
    this.#waiting.clear();
  }

  /** Whoever waits is told. */
  #give(words: string): void {
    for (const [id, resolve] of this.#waiting)
      resolve({ id, why: `This structure cannot be explained here: ${words}.`, formula: null });
    this.#waiting.clear();
  }
}
