import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DRIVERS } from '../machine/driver/driver-id.ts';
import type { MachineEvent } from '../machine/event.ts';
import { knowAllKernels } from '../machine/kernel/all-kernels.ts';
import { editions } from '../machine/kernel/editions.ts';
import { OPTION_KEYS } from '../machine/kernel/options.ts';
import { readLink } from '../scenario/link.ts';
import { STORIES } from '../scenario/stories/stories.ts';
import { parseText } from '../scenario/text/parse-text.ts';
import { printText } from '../scenario/text/print-text.ts';
import { VERSION } from '../scenario/upgraders.ts';
import { TextHistory } from '../worker/text-history.ts';
import { endStateHash } from './end-state.ts';

/**
 * Links that are out in the world, one file for each released version, never rewritten. Each opens for ever; one of the
 * present version is written again the same; and its scene ends in the same machine (src/scenario/README.md).
 */

interface FrozenLink {
  readonly about: string;
  readonly link: string;
  /** SHA-256 of the state at its last step (end-state.ts). */
  readonly end: string;
}

const FOLDER = new URL('../../fixtures/links/', import.meta.url);
const linksOf = (version: number): readonly FrozenLink[] =>
  JSON.parse(readFileSync(new URL(`${version}.json`, FOLDER), 'utf8')) as FrozenLink[];
const versions = Array.from({ length: VERSION }, (_, i) => i + 1);
const all = versions.flatMap((version) => linksOf(version).map((link) => ({ ...link, version })));

it.each(all)('version $version: $about', ({ link, end, version }) => {
  const session = new TextHistory();
  const opened = session.open(`https://example.org/#${link}`);
  if (!opened.ok) throw new Error(opened.error.message);
  if (version === VERSION) expect(session.link()).toEqual({ ok: true, value: link });
  session.seek(session.report().steps);
  expect(endStateHash(session.report())).toBe(end);
  const read = readLink(link);
  if (read.ok) expect(parseText(printText(read.value))).toEqual(read);
});

it('there are at least fifty of each version, and no two alike', () => {
  expect(readdirSync(FOLDER).sort()).toEqual(versions.map((version) => `${version}.json`));
  for (const version of versions) {
    const links = linksOf(version);
    expect(links.length).toBeGreaterThanOrEqual(50);
    expect(new Set(links.map(({ link }) => link)).size).toBe(links.length);
    expect(new Set(links.map(({ about }) => about)).size).toBe(links.length);
  }
});

/** Every type of event: the compiler misses none. */
const TYPES = Object.keys({
  ...{ hotplug: 0, unplug: 0, add: 0, remove: 0, online: 0, offline: 0, register: 0, work: 0 },
  ...{ unregister: 0, configure: 0, failAllocation: 0, failHcall: 0, failCallback: 0, pages: 0 },
  ...{ signal: 0, probe: 0, send: 0, post: 0, complete: 0, dma: 0, traffic: 0 },
} satisfies Record<MachineEvent['type'], 0>);

it('they have every event, kernel, driver and option, and all scenes of the gallery', () => {
  knowAllKernels();
  const scenarios = linksOf(1).flatMap(({ link }) => {
    const read = readLink(link);
    return read.ok ? [read.value] : [];
  });
  const types = new Set(scenarios.flatMap(({ events }) => events.map(({ type }) => type)));
  expect([...types].sort()).toEqual(TYPES.sort());
  const machines = scenarios.map(({ machine }) => machine);
  expect(new Set(machines.map(({ kernel }) => kernel))).toEqual(
    new Set(editions().map(({ id }) => id)),
  );
  expect(new Set(machines.map(({ driver }) => driver))).toEqual(new Set(DRIVERS));
  const options = new Set(machines.flatMap((machine) => Object.keys(machine.options ?? {})));
  expect(options).toEqual(new Set(OPTION_KEYS));
  const titles = new Set(scenarios.map(({ title }) => title));
  expect(STORIES.filter(({ title }) => !titles.has(title))).toEqual([]);
});
