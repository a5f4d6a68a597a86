import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { formatScenario } from '../scenario/format-scenario.ts';
import { makeLink } from '../scenario/link.ts';
import { STORIES } from '../scenario/stories/stories.ts';
import { printText } from '../scenario/text/print-text.ts';
import { TextHistory } from '../worker/text-history.ts';
import { replayScene } from './replay-scene.ts';

const SCENE = `boot 256M@0
boot 16M@0x1000000000000000
hotplug 16M@0x7000000000
send 0x7000000abc
veto slub GOING_OFFLINE ENOMEM
unplug 16M@0x7000000000
step 3
`;

const folder = mkdtempSync(join(tmpdir(), 'replay-'));
function fileOf(text: string): string {
  const file = join(folder, 'scene.txt');
  writeFileSync(file, text);
  return file;
}

function sessionOf(text: string): TextHistory {
  const session = new TextHistory();
  session.open(text);
  return session;
}

it('prints the report that the page gives, at the step of the scene or at any other', () => {
  const session = sessionOf(SCENE);
  const at = (step: number): string => {
    session.seek(step);
    return `${JSON.stringify(session.report(), null, 2)}\n`;
  };
  expect(replayScene([fileOf(SCENE)])).toEqual({ ok: true, text: at(3) });
  for (const step of [0, 2, 4])
    expect(replayScene(['--at', String(step), fileOf(SCENE)])).toEqual({
      ok: true,
      text: at(step),
    });
});

it('takes a link, also with fields behind it', () => {
  const session = sessionOf(SCENE);
  const link = session.link();
  const text = `${JSON.stringify(session.report(), null, 2)}\n`;
  expect(link.ok && replayScene([`https://a.example/#${link.value}&race`])).toEqual({
    ok: true,
    text,
  });
});

it('says what an import says of itself, as inspect does', () => {
  const { ok, text } = replayScene([fileOf('00000000-3fffffff : System RAM\n')]);
  expect(ok).toBe(true);
  expect(JSON.parse(text)).toMatchObject({ source: { format: 'iomem' } });
});

it('traces each step on a line of its own, then reports', () => {
  const { text } = replayScene([fileOf(SCENE), '--trace', '--at', '4']);
  const lines = text.split('\n');
  const traced = lines.slice(0, 5).map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(traced.map((line) => Object.keys(line))).toEqual(
    Array.from({ length: 5 }, () => ['step', 'event', 'outcome', 'trace']),
  );
  expect(traced.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4]);
  expect(traced[0]).toMatchObject({ event: null, outcome: { ret: 0, errno: null } });
  expect(traced[1]).toMatchObject({ event: { type: 'hotplug' }, outcome: { ret: 0 } });
  expect(traced[4]).toMatchObject({
    event: { type: 'unplug' },
    outcome: { ret: -12, errno: 'ENOMEM' },
  });
  expect(JSON.parse(lines.slice(5).join('\n'))).toMatchObject({ step: 4, steps: 4 });
});

it.each<[string, readonly string[], RegExp]>([
  ['nothing', [], /Expected a file or a link/],
  ['a file that is not there', ['nowhere.json'], /no such file/],
  ['a step that is not there', ['--at', '5', 'SCENE'], /0 to 4/],
  ['no step', ['SCENE', '--at'], /number of a step/],
  ['a step that is no number', ['SCENE', '--at', '-1'], /number of a step/],
  ['two files', ['SCENE', 'SCENE'], /FILE-OR-LINK/],
  ['an unknown option', ['SCENE', '--fast'], /not --fast/],
  ['a damaged link', ['#1AB'], /damaged/],
])('refuses %s with one error', (_, args, message) => {
  const { ok, text } = replayScene(args.map((arg) => (arg === 'SCENE' ? fileOf(SCENE) : arg)));
  expect(ok).toBe(false);
  const { error } = JSON.parse(text) as { error: { code: string; message: string } };
  expect(error.message).toMatch(message);
  expect(error.code).toMatch(/^[a-z-]+$/);
});

it.each(STORIES)('$id comes out alike from its link, its JSON and its text', ({ scenario }) => {
  const link = makeLink(scenario);
  if (!link.ok) throw new Error(link.error.message);
  const fromLink = replayScene([link.value, '--trace']);
  expect(fromLink.ok).toBe(true);
  expect(replayScene([fileOf(formatScenario(scenario)), '--trace'])).toEqual(fromLink);
  expect(replayScene([fileOf(printText(scenario)), '--trace'])).toEqual(fromLink);
});
