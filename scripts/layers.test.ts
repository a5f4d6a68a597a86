import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS, FORBIDDEN, isGenerated, LAYERS, layerOf, overrides } from './layers.mjs';

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const filesBelow = (dir: string): string[] =>
  (readdirSync(join(root, dir), { recursive: true }) as string[]).map(
    (f) => `${dir}/${f.replaceAll('\\', '/')}`,
  );
const files = filesBelow('src').filter(
  (f) => /\.tsx?$/.test(f) && !/\.test(?:-data)?\.ts$/.test(f),
);

const STATIC = /^(?:import|export)\b[^'";]*?\bfrom\s*['"]([^'"]+)['"]|^import\s*['"]([^'"]+)['"]/gm;
/** `import('./a.ts')`, the type `import('./a.ts').A`, and the address of a worker. */
const LATER =
  /\bimport\(\s*['"]([^'"]+)['"]|\bnew URL\(\s*['"]([^'"]+)['"]\s*,\s*import\.meta\.url/g;
const importsIn = (text: string): string[] =>
  [STATIC, LATER].flatMap((p) => [...text.matchAll(p)].map((m) => m[1] ?? m[2] ?? ''));
const imports = (file: string): string[] => importsIn(read(file));

const rankOf = (file: string): number => {
  const layer = layerOf(file);
  return layer ? LAYERS.indexOf(layer) : Number.POSITIVE_INFINITY;
};
const pathOf = (file: string, target: string): string =>
  posix.join(posix.dirname(file), target.replace(/\?.*$/, ''));

/** What is wrong with one import of a file in a layer. */
function faultOf(file: string, target: string): string[] {
  const layer = layerOf(file);
  if (!layer) return [];
  if (!target.startsWith('.')) {
    const named = (layer.packages ?? []).some(
      (p) => target === p || target.startsWith(p.replace('**', '')),
    );
    return named ? [] : [`${file} -> ${target}`];
  }
  const path = pathOf(file, target);
  const forbidden = FORBIDDEN.some(
    (f) => f.dir === layer.dir && f.target === path && !f.except.includes(file),
  );
  return forbidden || rankOf(path) > LAYERS.indexOf(layer) ? [`${file} -> ${path}`] : [];
}

describe('layers', () => {
  it('biome.json holds the generated rules', () => {
    const config = JSON.parse(read('biome.json')) as { overrides: unknown[] };
    expect(config.overrides.filter(isGenerated)).toEqual(overrides());
  });

  it('imports are found wherever they stand', () => {
    const text = [
      "import a from './a.ts';",
      "export { b } from './b.ts';",
      "import './c.css';",
      "const d = () => import('./d.ts');",
      "let e: import('./e.ts').E;",
      "new Worker(new URL('./f.ts', import.meta.url));",
    ].join('\n');
    expect(importsIn(text).sort().join(' ')).toBe('./a.ts ./b.ts ./c.css ./d.ts ./e.ts ./f.ts');
  });

  it('no file imports a layer above its own, or a package its layer does not name', () => {
    expect(files.flatMap((file) => imports(file).flatMap((t) => faultOf(file, t)))).toEqual([]);
  });

  it('the commands stand on the core and the worker alone, and nobody on them', () => {
    const { dir, over, packages } = COMMANDS;
    const within = (path: string): boolean => path.startsWith(`${dir}/`);
    const highest = LAYERS.findIndex((l) => l.dir === over);
    const wrong = files.flatMap((file) =>
      imports(file)
        .filter((target) => {
          if (!target.startsWith('.'))
            return within(file) && !target.startsWith('node:') && !packages.includes(target);
          const path = pathOf(file, target);
          return within(file) ? !within(path) && rankOf(path) > highest : within(path);
        })
        .map((target) => `${file} -> ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('every package of package.json is used somewhere', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
      'dependencies' | 'devDependencies',
      Record<string, string>
    >;
    const texts = [
      ...['src', 'e2e', 'bench', 'scripts']
        .flatMap(filesBelow)
        .filter((f) => /\.(?:tsx?|mjs|css)$/.test(f) && !f.endsWith('layers.test.ts')),
      ...readdirSync(root).filter((f) => /\.(?:ts|html)$|^tsconfig.*json$|^package\.json$/.test(f)),
    ].map((f) => (f === 'package.json' ? JSON.stringify(JSON.parse(read(f)).scripts) : read(f)));
    /** Commands go by their own names, types are there for what they describe. */
    const NAMES: Readonly<Record<string, string>> = {
      '@biomejs/biome': 'biome',
      typescript: 'tsc',
      tailwindcss: 'tailwindcss',
    };
    const isUsed = (name: string): boolean => {
      if (name.startsWith('@types/')) {
        const described = name.slice('@types/'.length);
        return described === 'node' || described in dependencies || described in devDependencies;
      }
      const word = NAMES[name] ?? name;
      const mark = name in NAMES ? new RegExp(`\\b${word}\\b`) : new RegExp(`['"]${word}[/'"]`);
      return texts.some((text) => mark.test(text));
    };
    const all = Object.keys({ ...dependencies, ...devDependencies });
    expect(all.filter((name) => !isUsed(name))).toEqual([]);
  });
});
