import type { Generation } from '../driver/generation.ts';
import { generationOf } from '../ehea/generations.ts';
import { type Cell, cellsOf } from './cells.ts';
import type { ArchitectureId, BuiltinCallback, Edition } from './edition.ts';
import type { FactKey } from './fact-key.ts';
import { rulesOn } from './rules.ts';
import { factsOn, nodeCallbacksOn } from './shipped.ts';
import { sourceOn } from './sources.ts';
import { SPOKEN } from './spoken-facts.ts';

/**
 * What differs between two editions on one architecture, asked from their tables: one short sentence each, the driver
 * first. A cell that differs and has no sentence of its own is told as it is written; what was not read says so.
 */
export function changesSince(
  before: Edition,
  after: Edition,
  on: ArchitectureId,
): readonly string[] {
  const [a, b] = [generationOf(before.ownDriver), generationOf(after.ownDriver)];
  return [
    ...(a && b && a !== b && on === 'ppc64' ? driverChanges(a, b) : []),
    ...callbackChanges(before, after, on),
    ...ruleChanges(before, after, on),
    ...spokenChanges(before, after, on),
  ];
}

/** The page size counts for none of these cells but as an example. */
const PAGE_SIZE = 4096;

const cellsIn = (edition: Edition, on: ArchitectureId): readonly Cell[] =>
  cellsOf(edition, on, PAGE_SIZE).flatMap((group) => group.cells);

function spokenChanges(before: Edition, after: Edition, on: ArchitectureId): readonly string[] {
  const spoken = SPOKEN.flatMap((fact) => {
    const is = fact.of(after, on);
    return fact.of(before, on) === is ? [] : [{ key: fact.key, says: fact.say(is) }];
  });
  const told = new Set<FactKey>(['chain', 'kconfig', ...spoken.map(({ key }) => key)]);
  const was = new Map(cellsIn(before, on).map((cell) => [cell.key, cell.value]));
  const rest = cellsIn(after, on)
    .filter(({ key, value }) => !told.has(key) && was.get(key) !== value)
    .map(({ key, label, value }) => ({ key, says: `In the table, ${label}: ${value}.` }));
  return [...spoken, ...rest].map(({ key, says }) => {
    const { kind, file } = sourceOn(after, on, key);
    return kind === 'not read' ? `${says} (Not read; as in ${file}.)` : says;
  });
}

/** What Kconfig forbids from now on, and what no longer. */
function ruleChanges(before: Edition, after: Edition, on: ArchitectureId): readonly string[] {
  const [was, is] = [before, after].map((e) => rulesOn(e, on).map(({ says }) => says)) as [
    string[],
    string[],
  ];
  return [
    ...is.filter((says) => !was.includes(says)),
    ...was.filter((says) => !is.includes(says)).map((says) => `No longer a rule: ${says}`),
  ];
}

const list = (names: readonly string[]): string =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

function driverChanges(before: Generation, after: Generation): readonly string[] {
  const actions = Object.keys(after.acts);
  const heard = list(actions);
  const same = heard === list(Object.keys(before.acts));
  const listens = actions.length > 0 ? `eHEA acts on ${heard}.` : 'eHEA does not listen.';
  return [
    ...(WAYS[before.id] === WAYS[after.id] ? [] : [`eHEA ${WAYS[after.id]}.`]),
    ...(same ? [] : [listens]),
    ...(before.stopsTransfers === after.stopsTransfers
      ? []
      : [
          after.stopsTransfers
            ? 'eHEA stops transfers while its map is wrong.'
            : 'eHEA stops no transfers.',
        ]),
  ];
}

const WAYS: Readonly<Partial<Record<Generation['id'], string>>> = {
  linear: 'has no map: one region over the linear mapping',
  'flat-2.6.23': 'has a flat map, and registers pages counted in kernel pages',
  flat: 'has a flat map, and registers 4,096 pages for each section',
  'three-level-2.6.26': 'has three levels, with a root for each range',
  'three-level-2.6.28': 'adds and removes sections in one root',
  'three-level': 'adds and removes sections in one root',
  none: 'is not there',
};

function callbackChanges(before: Edition, after: Edition, on: ArchitectureId): readonly string[] {
  const [was, is] = [factsOn(before, on).callbacks, factsOn(after, on).callbacks];
  const [wasNode, isNode] = [nodeCallbacksOn(before, on), nodeCallbacksOn(after, on)];
  return [
    ...joined(is, was).map((c) => `${subject(c)}, with priority ${c.priority}.`),
    ...joined(was, [...is, ...isNode]).map((c) => `${c.name} no longer listens.`),
    ...joined(isNode, wasNode).map(
      (c) => `${subject(c)} to the node chain, with priority ${c.priority}.`,
    ),
    ...is
      .filter((c) => (named(was, c.name)?.answer ?? c.answer) !== c.answer)
      .map((c) => `${c.name} answers 0x${c.answer.toString(16).padStart(4, '0')}.`),
  ];
}

const named = (all: readonly BuiltinCallback[], name: string): BuiltinCallback | undefined =>
  all.find((c) => c.name === name);

/** Those of the first list that the other has not. */
const joined = (
  all: readonly BuiltinCallback[],
  others: readonly BuiltinCallback[],
): readonly BuiltinCallback[] => all.filter((c) => !named(others, c.name));

/** What is off by default can be there. */
const subject = ({ name, optional }: BuiltinCallback): string =>
  optional ? `${name} can listen` : `${name} listens`;
