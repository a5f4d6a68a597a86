import type { RacedLayout, RaceResult } from '../race/result.ts';
import { resolutionOf } from './race-clock.ts';
import { currentLayout, layoutsBeside } from './race-layouts.ts';
import type { RaceMessage, RaceRequest } from './race-protocol.ts';
import { ROUNDS } from './race-rounds.ts';
import { race } from './race-run.ts';

/** The race's own worker: one race, told as it goes. Whoever wants to leave it ends the worker. */

const BINARY = new URL('../machine/structures/words/batch.wasm', import.meta.url);
const now = (): number => performance.now();
/** Milliseconds between two words about how far it is: more often nobody can read, and each interrupts what is drawn. */
const EVERY = 250;

const say = (message: RaceMessage): void => self.postMessage(message);

/** Null where the browser refuses WebAssembly, or the file did not come: TypeScript runs everywhere. */
async function compiled(): Promise<WebAssembly.Module | null> {
  try {
    const answer = await fetch(BINARY);
    return answer.ok ? await WebAssembly.compile(await answer.arrayBuffer()) : null;
  } catch {
    return null;
  }
}

async function run(request: RaceRequest): Promise<void> {
  const { mix, browser } = request;
  const current = currentLayout(request);
  const module = await compiled();
  const timer = { now, resolution: resolutionOf(now) };
  const place = {
    browser,
    cores: navigator.hardwareConcurrency,
    isolated: self.crossOriginIsolated,
    resolution: timer.resolution * 1e6,
    wasm: module !== null,
    rounds: ROUNDS,
  };
  const layouts = [current, ...layoutsBeside(current)];
  const raced: RacedLayout[] = [];
  let told = now();
  for (const said of race({ layouts, mix, timer, module })) {
    if ('raced' in said) {
      raced.push(said.raced);
      const result: RaceResult = { place, mix, layouts: [...raced] };
      say({ type: 'result', result, left: layouts.length - raced.length });
    } else if (now() - told >= EVERY) {
      told = now();
      say({ type: 'progress', progress: said.progress });
    }
  }
}

self.addEventListener('message', (event: MessageEvent<RaceRequest>) => {
  run(event.data).catch((error: unknown) =>
    say({ type: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
});
