// Which folder may import which, lowest first. `node scripts/layers.mjs` writes the rules into biome.json;
// layers.test.ts checks that biome.json holds them and that the real imports obey.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

/** Each layer may import itself, every layer below it, and its named packages. */
export const LAYERS = [
  { dir: 'src/machine/units' },
  { dir: 'src/machine/structures' },
  { dir: 'src/machine/memory' },
  { dir: 'src/machine/notifier' },
  { dir: 'src/machine/firmware' },
  { dir: 'src/machine/driver' },
  { dir: 'src/machine/ehea' },
  { dir: 'src/machine/alternatives' },
  { dir: 'src/machine/device' },
  { dir: 'src/machine/kernel' },
  { dir: 'src/machine' },
  { dir: 'src/timeline' },
  { dir: 'src/scenario', packages: ['fflate', 'valibot'] },
  { dir: 'src/exchange' },
  { dir: 'src/race', packages: ['fflate', 'valibot'] },
  { dir: 'src/worker' },
  { dir: 'src/store', packages: ['zustand', 'zustand/**'] },
  { dir: 'src/ui', packages: ['react', 'react-dom', 'd3', 'zustand', 'zustand/**'] },
];

/** The commands stand beside the page: over the same core, without store and ui, with what Node has of its own. */
export const COMMANDS = { dir: 'src/cli', over: 'src/worker', packages: ['valibot'] };

/**
 * What a folder may not import although it lies lower. "We don't want to start teaching drivers about
 * sparsemem" (Dave Hansen, linux-kernel, 13 Feb 2008) is such a rule: the driver knows resources, not sections.
 */
export const FORBIDDEN = [
  {
    dir: 'src/machine/ehea',
    target: 'src/machine/memory/section.ts',
    // The flat map of 2.6.24 did exactly that: it scans NR_MEM_SECTIONS with valid_section_nr.
    except: ['src/machine/ehea/flat-map.ts'],
  },
  {
    dir: 'src/machine/alternatives',
    target: 'src/machine/memory/section.ts',
    except: [],
  },
];

const relative = (from, to) => {
  const path = posix.relative(from, to);
  return path.startsWith('.') ? path : `./${path}`;
};

/** The layer a file belongs to: the longest folder that holds it. */
export function layerOf(file) {
  return LAYERS.filter((l) => file.startsWith(`${l.dir}/`)).sort(
    (a, b) => b.dir.length - a.dir.length,
  )[0];
}

const parents = (n) => (n === 0 ? './' : '../'.repeat(n));

/** Import patterns are matched as written, so each depth of folder has its own list. */
function override(layer, depth) {
  const rank = LAYERS.indexOf(layer);
  const base = `${layer.dir}${'/x'.repeat(depth)}`;
  const allowed = LAYERS.slice(0, rank).map((l) => `!${relative(base, l.dir)}/**`);
  const own = depth === 0 ? ['!./**'] : ['!./**', `!${parents(depth)}**`];
  const nested = LAYERS.slice(rank + 1).filter((l) => l.dir.startsWith(`${layer.dir}/`));
  const forbidden = FORBIDDEN.filter((f) => f.dir === layer.dir).map((f) =>
    relative(base, f.target),
  );
  const above =
    depth === 0
      ? []
      : LAYERS.slice(rank + 1)
          .filter((l) => !l.dir.startsWith(`${layer.dir}/`))
          .map((l) => `${relative(base, l.dir)}/**`);
  return {
    includes: [
      `${layer.dir}${'/*'.repeat(depth)}/*.{ts,tsx}`,
      '!**/*.test.ts',
      '!**/*.test-data.ts',
      '!**/*.test-data.ts',
      ...nested.map((l) => `!${l.dir}/**`),
      ...FORBIDDEN.filter((f) => f.dir === layer.dir).flatMap((f) => f.except.map((e) => `!${e}`)),
    ],
    linter: {
      rules: {
        style: {
          noRestrictedImports: {
            level: 'error',
            options: {
              patterns: [
                {
                  group: [
                    '**',
                    ...own,
                    // A folder's own layer may lie inside another: what is above is shut before what is below opens.
                    ...above,
                    ...allowed,
                    ...(layer.packages ?? []).map((p) => `!${p}`),
                    ...forbidden,
                  ],
                  message: `${layer.dir} may import only what lies below it; see scripts/layers.mjs.`,
                },
              ],
            },
          },
        },
      },
    },
  };
}

/** Overrides for biome.json, one per layer and folder depth. */
export function overrides() {
  return LAYERS.flatMap((layer) => {
    const hasFolders = [
      'src/machine/structures',
      'src/timeline',
      'src/scenario',
      'src/ui',
      'src/worker',
    ].includes(layer.dir);
    return hasFolders ? [override(layer, 0), override(layer, 1)] : [override(layer, 0)];
  });
}

const MARK = 'may import only what lies below it';
export const isGenerated = (o) => JSON.stringify(o).includes(MARK);

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const file = join(import.meta.dirname, '..', 'biome.json');
  const config = JSON.parse(readFileSync(file, 'utf8'));
  config.overrides = [...config.overrides.filter((o) => !isGenerated(o)), ...overrides()];
  writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`);
}
