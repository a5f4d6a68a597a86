import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeLink } from '../scenario/link.ts';
import { storyOf } from '../scenario/stories/stories.ts';
import { compareScenes } from './compare-scenes.ts';

const folder = mkdtempSync(join(tmpdir(), 'compare-'));
function fileOf(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const SCENE = `machine kernel=2.6.26 bits=44
boot 512M@0
offline 16M@0x1f000000
`;

const scene = fileOf('scene.txt', SCENE);

it('prints a line for each difference, both sides named', () => {
  const { ok, text } = compareScenes([scene, '--with', 'allocator=SLAB']);
  expect(ok).toBe(true);
  // FACTS A3a: ipc 10, slub 1 stops the chain before eHEA; with SLAB eHEA is called.
  expect(text.split('\n').map((line) => line.trim().replace(/ {2,}/g, ' | '))).toEqual([
    'left: 2.6.26, three-level-2.6.26, SLUB, 1 step',
    'right: 2.6.26, three-level-2.6.26, SLAB, 1 step',
    'step | kind | what | left | right',
    '0-1 | order | the memory chain | ipc 10, slub 1, ehea 0 | ipc 10, ehea 0',
    '1 | order | what happened after “offline 16 MiB at 0x1f000000” | MEM_GOING_OFFLINE to ipc, slub NOTIFY_STOP; MEM_OFFLINE to ipc, slub NOTIFY_STOP | MEM_GOING_OFFLINE to ipc, ehea; MEM_OFFLINE to ipc, ehea acts; 256 hcalls',
    '',
  ]);
});

it('aligns its columns', () => {
  const { text } = compareScenes([scene, '--with', 'driver=flat']);
  const [, , head = '', ...lines] = text.trimEnd().split('\n');
  const column = head.indexOf('what');
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) expect(line.slice(column - 2, column + 1)).toMatch(/^ {2}\S$/);
});

it('says that two scenes are alike, also of a link', () => {
  const story = storyOf('repaired');
  const link = story && makeLink(story.scenario);
  if (!link?.ok) throw new Error('repaired');
  const { ok, text } = compareScenes([link.value, link.value]);
  expect(ok).toBe(true);
  expect(text).toMatch(/\nNo difference in 3 steps\.\n$/);
});

it('prints all of it as JSON', () => {
  const { text } = compareScenes([scene, scene, '--json']);
  expect(JSON.parse(text)).toMatchObject({
    divergences: [],
    left: { steps: 1, dropped: [] },
    pairs: [{ step: 0 }, { step: 1, left: { outcome: { ret: 0 } }, kinds: [] }],
  });
});

it.each<[string, readonly string[], RegExp]>([
  ['nothing', [], /Expected LEFT RIGHT/],
  ['one scene alone', [scene], /Expected LEFT RIGHT/],
  ['a right one and a change', [scene, scene, '--with', 'driver=flat'], /Expected LEFT RIGHT/],
  ['three scenes', [scene, scene, scene], /Expected LEFT RIGHT/],
  ['an unknown option', [scene, scene, '--fast'], /not --fast/],
  ['a file that is not there', [scene, 'nowhere.txt'], /no such file/],
  ['a setting that is none', [scene, '--with', 'colour=red'], /the keys are/],
  ['no setting', [scene, '--with'], /the keys are/],
  ['a kernel that is none', [scene, '--with', 'kernel=1.0'], /No kernel 1\.0/],
  ['a machine that cannot be', [scene, '--with', 'memoryHotplug=no,memoryHotremove=yes'], /./],
])('refuses %s with one error', (_, args, message) => {
  const { ok, text } = compareScenes(args);
  expect(ok).toBe(false);
  expect((JSON.parse(text) as { error: { message: string } }).error.message).toMatch(message);
});
