// Builds src/cli/NAME.ts for Node with vite and runs it. Node 20 cannot run TypeScript by itself.
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const name = process.argv[2];
if (!name || !/^[a-z-]+$/.test(name)) {
  console.error('usage: node scripts/node-command.mjs NAME [ARGUMENTS]');
  process.exit(2);
}
const root = join(import.meta.dirname, '..');
const outDir = join(root, 'node_modules', '.cache', 'cli', name);
await build({
  root,
  configFile: false,
  logLevel: 'error',
  build: {
    ssr: `src/cli/${name}.ts`,
    outDir,
    emptyOutDir: true,
    target: 'node20',
    rollupOptions: { output: { entryFileNames: 'command.mjs' } },
  },
});
process.argv.splice(1, 2, name);
await import(pathToFileURL(join(outDir, 'command.mjs')).href);
