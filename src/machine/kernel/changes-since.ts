import type { Generation } from '../driver/generation.ts';
import { generationOf } from '../ehea/generations.ts';
import type { BuiltinCallback, Edition } from './editions.ts';

/** What differs between two editions, asked from their tables: one short sentence each, the driver first. */
export function changesSince(before: Edition, after: Edition): readonly string[] {
  const a = generationOf(before.ownDriver);
  const b = generationOf(after.ownDriver);
  return [
    ...(a && b && a !== b ? driverChanges(a, b) : []),
    ...callbackChanges(before.callbacks, after.callbacks),
    ...FACTS.flatMap((fact) => {
      const [was, is] = [fact.of(before), fact.of(after)];
      return was === is ? [] : [fact.say(is)];
    }),
  ];
}

interface Fact {
  readonly of: (edition: Edition) => boolean | number | string;
  readonly say: (value: boolean | number | string) => string;
}

const yesNo = (of: (edition: Edition) => boolean, yes: string, no: string): Fact => ({
  of,
  say: (value) => (value === true ? yes : no),
});

const FACTS: readonly Fact[] = [
  yesNo(
    (e) => e.canOffline,
    'Memory can be taken offline.',
    'Memory cannot be taken offline: -EINVAL, no round.',
  ),
  yesNo(
    (e) => e.canRemove,
    'Memory can be removed.',
    'Memory cannot be removed, only be taken offline.',
  ),
  yesNo(
    (e) => e.walk === 'granted',
    'walk_memory_resource hands over what the firmware granted.',
    'walk_memory_resource hands over the range as it was asked.',
  ),
  yesNo(
    (e) => e.walkCancelsOnline,
    'A walk that fails cancels onlining.',
    'A walk that fails is ignored while onlining.',
  ),
  yesNo(
    (e) => e.tellsZeroPages,
    'MEM_ONLINE is sent also for no page.',
    'Where no page came online there is no MEM_ONLINE.',
  ),
  yesNo(
    (e) => e.exportsNotifier,
    'A module can register a memory notifier.',
    'No module can register a memory notifier.',
  ),
  {
    of: (e) => e.okFromErrno,
    say: (value) => `notifier_from_errno(0) is 0x${value.toString(16).padStart(4, '0')}.`,
  },
  { of: (e) => e.shippedBits, say: (value) => `Physical addresses have ${value} bits.` },
  { of: (e) => e.ownAllocator, say: (value) => `${value} is the allocator.` },
];

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

const WAYS: Readonly<Record<Generation['id'], string>> = {
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
): readonly string[] {
  const named = (all: readonly BuiltinCallback[], name: string): BuiltinCallback | undefined =>
    all.find((c) => c.name === name);
  const added = after.filter((c) => !named(before, c.name));
  const gone = before.filter((c) => !named(after, c.name));
  const answers = after.filter((c) => (named(before, c.name)?.answer ?? c.answer) !== c.answer);
  return [
    ...added.map((c) => `${c.name} listens, with priority ${c.priority}.`),
    ...gone.map((c) => `${c.name} no longer listens.`),
    ...answers.map((c) => `${c.name} answers 0x${c.answer.toString(16).padStart(4, '0')}.`),
  ];
}

const CELLS: readonly (readonly [keyof Edition['sources'], string])[] = [
  ['online', 'onlining'],
  ['offline', 'offlining'],
  ['add', 'adding'],
  ['remove', 'removing'],
  ['limit', 'the limit'],
];

/** What was not read of an edition, and whose rule it borrows; null if all was. */
export function notRead({ sources }: Edition): string | null {
  const cells = CELLS.filter(([key]) => sources[key].kind === 'not read');
  const [first] = cells;
  if (!first) return null;
  return `Not read: ${list(cells.map(([, word]) => word))}; taken as in ${sources[first[0]].file}.`;
}
