import process from 'node:process';
import { compareScenes } from './compare-scenes.ts';

/**
 * `npm run --silent compare -- LEFT RIGHT [--json]`: two scenes, files or links, played in step, and what differs. Bad
 * input: `{"error":{...}}` and exit 1.
 */

const { ok, text } = compareScenes(process.argv.slice(2));
process.stdout.write(text);
if (!ok) process.exitCode = 1;
