import type { Generation } from '../driver/generation.ts';
import { generationOf } from '../ehea/generations.ts';
import type { BuiltinCallback, Edition } from './edition.ts';
import { factsOn } from './shipped.ts';
import { SPOKEN } from './spoken-facts.ts';

/** What differs between two editions, asked from their tables: one short sentence each, the driver first. */
export function changesSince(before: Edition, after: Edition): readonly string[] {
  const a = generationOf(before.ownDriver);
  const b = generationOf(after.ownDriver);
  return [
    ...(a && b && a !== b ? driverChanges(a, b) : []),
    ...callbackChanges(callbacksOn(before), callbacksOn(after), after.nodeCallbacks),
    ...SPOKEN.flatMap((fact) => {
      const [was, is] = [fact.of(before), fact.of(after)];
      return was === is ? [] : [fact.say(is)];
    }),
  ];
}

/** eHEA's architecture; what is off by default is no change that anybody meets. */
const callbacksOn = (edition: Edition): readonly BuiltinCallback[] =>
  factsOn(edition, 'ppc64').callbacks.filter((c) => !c.optional);

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

function callbackChanges(
  before: readonly BuiltinCallback[],
  after: readonly BuiltinCallback[],
  nodes: readonly BuiltinCallback[],
): readonly string[] {
  const named = (all: readonly BuiltinCallback[], name: string): BuiltinCallback | undefined =>
    all.find((c) => c.name === name);
  const added = after.filter((c) => !named(before, c.name));
  const gone = before.filter((c) => !named(after, c.name) && !named(nodes, c.name));
  const moved = before.filter((c) => !named(after, c.name) && named(nodes, c.name));
  const answers = after.filter((c) => (named(before, c.name)?.answer ?? c.answer) !== c.answer);
  return [
    ...added.map((c) => `${c.name} listens, with priority ${c.priority}.`),
    ...gone.map((c) => `${c.name} no longer listens.`),
    ...moved.map((c) => `${c.name} listens to the node chain.`),
    ...answers.map((c) => `${c.name} answers 0x${c.answer.toString(16).padStart(4, '0')}.`),
  ];
}
