import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, test } from 'vitest';
import { readImport } from '../exchange/import.ts';
import { replayScene } from './replay-scene.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const folder = mkdtempSync(join(tmpdir(), 'replay-as-'));

function fileOf(text: string): string {
  const file = join(folder, 'scene.txt');
  writeFileSync(file, text);
  return file;
}

const SCENE = `boot 256M@0
hotplug 16M@0x7000000000
unplug 16M@0x7000000000
`;

function replayed(text: string, ...args: string[]): string {
  const { ok, text: answer } = replayScene([fileOf(text), ...args]);
  if (!ok) throw new Error(answer);
  return answer;
}

test.each<[string, string, RegExp]>([
  ['iomem', '1', /^00000000-0fffffff : System RAM\n7000000000-7000ffffff : System RAM\n$/],
  ['iomem', '2', /^00000000-0fffffff : System RAM\n$/],
  ['lsmem', '1', /^RANGE .*\n.* 0-15\n.* 28672\n\nMemory.* 16M\n.* 272M\n.* 0B\n$/],
  ['lsmem-a', '0', /^RANGE .*\n(0x.*\n){16}\nMemory/],
  ['lsmem-json', '0', /^\{\n {3}"memory": \[\n {6}\{\n[^{]*"block": "0-15"\n {6}\}\n {3}\]\n\}\n$/],
])('--as %s at step %s', (form, step, expected) => {
  expect(replayed(SCENE, '--as', form, '--at', step)).toMatch(expected);
});

test.each(['scenario', 'text', 'link'])('--as %s is the scene, at the step', (form) => {
  const again = replayed(SCENE, '--as', form, '--at', '1');
  expect(replayed(again)).toBe(replayed(SCENE, '--at', '1'));
  expect(replayed(again, '--as', form)).toBe(again);
});

test('--as trace and --as dmesg tell of every step up to there, or from one on', () => {
  const stepsIn = (text: string): number[] => [
    ...new Set([...text.matchAll(/^(?:\[|\{"step":)(\d+)/gm)].map(([, n]) => Number(n))),
  ];
  for (const form of ['trace', 'dmesg']) {
    expect(stepsIn(replayed(SCENE, '--as', form))).toEqual([0, 1, 2]);
    expect(stepsIn(replayed(SCENE, '--as', form, '--at', '1'))).toEqual([0, 1]);
    expect(stepsIn(replayed(SCENE, '--as', form, '--from', '1', '--at', '1'))).toEqual([1]);
  }
});

const REAL = ['iomem/x86-dimms', 'iomem/azure-coreos-x86', 'iomem/haotian-phone-arm64'];
test.each(REAL)('%s comes out of --as iomem with the bytes it came in with', (name) => {
  const text = readFileSync(join(FIXTURES, `${name}.txt`), 'utf8');
  const [before, after] = [readImport(text), readImport(replayed(text, '--as', 'iomem'))];
  expect(after.ok && after.value.ranges).toEqual(before.ok && before.value.ranges);
});

const LISTED = ['lsmem/uutils-32g-laptop', 'lsmem/asahi-m1-nozones', 'lsmem/cxl-mlc-5node-offline'];
test.each(LISTED)('%s comes out of --as lsmem with its ranges and its block size', (name) => {
  const text = readFileSync(join(FIXTURES, `${name}.txt`), 'utf8');
  const before = readImport(text);
  for (const form of ['lsmem', 'lsmem-a', 'lsmem-json']) {
    const after = readImport(replayed(text, '--as', form));
    expect(after.ok && after.value.ranges).toEqual(before.ok && before.value.ranges);
    expect(after.ok && after.value.blockSize).toBe(before.ok && before.value.blockSize);
  }
});

it.each<[string, readonly string[], RegExp, string]>([
  ['an unknown form', ['--as', 'svg'], /one of iomem, lsmem, .* found "svg"/, 'unknown-format'],
  [
    'a name that every object has',
    ['--as', 'constructor'],
    /found "constructor"/,
    'unknown-format',
  ],
  ['no form', ['--as'], /after --as, found nothing/, 'unknown-format'],
  ['a step behind the last', ['--as', 'trace', '--from', '3'], /behind step 2/, 'unknown-format'],
  ['no first step', ['--as', 'trace', '--from'], /after --from/, 'unknown-format'],
  ['a first step of a moment', ['--as', 'text', '--from', '1'], /--as trace/, 'unknown-format'],
  ['two answers', ['--as', 'text', '--trace'], /not both/, 'unknown-format'],
])('refuses %s', (_, args, message, code) => {
  const { ok, text } = replayScene([fileOf(SCENE), ...args]);
  expect(ok).toBe(false);
  const { error } = JSON.parse(text) as { error: { code: string; message: string } };
  expect(error.message).toMatch(message);
  expect(error.code).toBe(code);
});

it('refuses a table with more lines than anybody reads', () => {
  const { ok, text } = replayScene([
    fileOf('machine physicalBits=61\nboot 0x1000000000000@0\n'),
    '--as',
    'lsmem-a',
  ]);
  expect(ok).toBe(false);
  expect(JSON.parse(text)).toMatchObject({ error: { code: 'too-large' } });
});
