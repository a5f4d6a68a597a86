import process from 'node:process';
import { replayScene } from './replay-scene.ts';

/**
 * `npm run --silent replay -- FILE-OR-LINK [--at STEP] [--trace | --as FORM [--from STEP]]`: plays a scene without a browser. Bad input:
 * `{"error":{...}}` and exit 1.
 */

const { ok, text } = replayScene(process.argv.slice(2));
process.stdout.write(text);
if (!ok) process.exitCode = 1;
