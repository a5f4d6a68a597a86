// The race's engine in a worker of Chromium: one message in, one answer out.
import { RaceEngine } from '../src/cli/race/engine.ts';

let engine;
self.onmessage = async ({ data: [method, ...args] }) => {
  if (method === 'load') {
    const answer = await fetch('batch.wasm');
    engine = new RaceEngine(new Uint8Array(await answer.arrayBuffer()));
    self.postMessage(null);
  } else self.postMessage(engine[method](...args) ?? null);
};
