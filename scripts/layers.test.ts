import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FORBIDDEN, isGenerated, LAYERS, layerOf, overrides } from './layers.mjs';

const root = join(import.meta.dirname, '..');
const files = (readdirSync(join(root, 'src'), { recursive: true }) as string[])
  .map((f) => `src/${f.replaceAll('\\', '/')}`)
  .filter((f) => /\.tsx?$/.test(f) && !f.endsWith('.test.ts'));

const IMPORT = /^(?:import|export)\b[^'";]*?\bfrom\s*['"]([^'"]+)['"]|^import\s*['"]([^'"]+)['"]/gm;
const imports = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(IMPORT)].map((m) => m[1] ?? m[2] ?? '');

describe('layers', () => {
  it('biome.json holds the generated rules', () => {
    const config = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8')) as {
      overrides: unknown[];
    };
    expect(config.overrides.filter(isGenerated)).toEqual(overrides());
  });

  it('no file imports a layer above its own, or a package its layer does not name', () => {
    const wrong: string[] = [];
    for (const file of files) {
      const layer = layerOf(file);
      if (!layer) continue;
      for (const target of imports(file)) {
        if (target.startsWith('.')) {
          const path = posix.join(posix.dirname(file), target.replace(/\?.*$/, ''));
          const to = layerOf(path);
          if (!to || LAYERS.indexOf(to) > LAYERS.indexOf(layer)) wrong.push(`${file} -> ${path}`);
          for (const f of FORBIDDEN)
            if (f.dir === layer.dir && f.target === path && !f.except.includes(file))
              wrong.push(`${file} -> ${path} (forbidden)`);
        } else if (
          !(layer.packages ?? []).some(
            (p) => target === p || target.startsWith(p.replace('**', '')),
          )
        ) {
          wrong.push(`${file} -> ${target}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});
