import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { replayRecording } from './replay.ts';
import { readRecording } from './schema.ts';

const DIR = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'recordings');
const FILES = readdirSync(DIR).filter((name) => name.endsWith('.json'));

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type Step = { [key: string]: Json } & { inputs: { [key: string]: Json }[]; facts: Json[] };
interface File {
  kernel: string;
  arch: string;
  timeline: Step[];
}

const texts = new Map(FILES.map((name) => [name, readFileSync(join(DIR, name), 'utf8')]));
const load = (name: string): File => JSON.parse(texts.get(name) ?? '') as File;

/** Mismatches as lines; a recording that cannot be read or run is one line of its own. */
function differences(data: unknown): readonly string[] {
  const recording = readRecording(data);
  if ('problem' in recording) return [recording.problem];
  try {
    return replayRecording(recording).mismatches.map(
      (m) => `${m.op} ${m.field} ${JSON.stringify(m.expected)} ${JSON.stringify(m.got)}`,
    );
  } catch (error) {
    return [String(error)];
  }
}

describe('recordings of real kernels', () => {
  it.each(FILES)('%s: no difference', (name) => {
    const recording = readRecording(load(name));
    if ('problem' in recording) throw new Error(recording.problem);
    const { mismatches, compared, skipped } = replayRecording(recording);
    expect(mismatches).toEqual([]);
    expect(skipped).toEqual([]);
    expect(compared).toBeGreaterThan(100);
  });

  it.each(['ppc-61-full', 'x86-61-errors', 'x86-61-full', 'x86-612-errors'])(
    '%s is another story on the other kernel, and without what only luck decides',
    (name) => {
      const other = load(`${name}.json`);
      other.kernel = other.kernel.startsWith('6.12') ? '6.1.0' : '6.12.95';
      expect(differences(other).length).toBeGreaterThan(0);
      const blind = load(`${name}.json`);
      for (const step of blind.timeline) step.facts = [];
      expect(differences(blind).length).toBeGreaterThan(0);
    },
  );
});

describe('what cannot be replayed is said', () => {
  const broken = (change: (file: File) => unknown): readonly string[] => {
    const file = load('x86-61-errors.json');
    change(file);
    return differences(file);
  };
  const withInput = (input: { [key: string]: Json }) =>
    broken((file) => {
      file.timeline[5]?.inputs.push({ ...input, rounds: null });
    });

  it.each([
    ['an unknown kernel', broken((f) => Object.assign(f, { kernel: '5.10.0-8-amd64' }))],
    ['a kernel that begins alike', broken((f) => Object.assign(f, { kernel: '6.19.9' }))],
    ['an unknown architecture', broken((f) => Object.assign(f, { arch: 'riscv64' }))],
    ['an unknown input', withInput({ do: 'cxl-add' })],
    ['an input without its keys', withInput({ do: 'dimm-add', id: 'x' })],
    [
      'a DIMM of 2^62 bytes',
      withInput({ do: 'dimm-add', id: 'x', start: '0x0', size: '0x4000000000000000' }),
    ],
    ['an unknown path', withInput({ do: 'write', path: '/sys/nowhere', value: '1' })],
    ['a virtio-mem device that is not there', withInput({ do: 'virtio-mem', requested: '0x0' })],
    [
      'an injector that is not there',
      withInput({ do: 'inject', priority: 7, action: 'X', errno: 1 }),
    ],
    ['an unknown fact', broken((f) => f.timeline[1]?.facts.push({ input: 0, moon: 'full' }))],
    [
      'an unknown policy',
      broken((f) => Object.assign((f as never)['initial'], { online_policy: 'auto-movable' })),
    ],
    [
      'rounds that are not there',
      broken((f) => Object.assign(f.timeline[2]?.inputs[0] ?? {}, { rounds: [0, 99] })),
    ],
    ['no timeline', broken((f) => Reflect.deleteProperty(f, 'timeline'))],
  ])('%s', (_name, lines) => {
    expect(lines.length).toBe(1);
  });

  it('names a step that its maker marked, and compares the others', () => {
    const file = load('x86-612-gaps.json');
    Object.assign(file.timeline[5] ?? {}, {
      replayable: false,
      why: 'a reason',
      inputs: [{ do: 'what' }],
    });
    const recording = readRecording(file);
    if ('problem' in recording) throw new Error(recording.problem);
    const { mismatches, skipped } = replayRecording(recording);
    expect(mismatches).toEqual([]);
    expect(skipped).toEqual(['step 5 not replayed: a reason']);
  });

  it('a missing key is not compared, an empty list is', () => {
    const file = load('x86-612-memmap.json');
    for (const step of file.timeline) Reflect.deleteProperty(step, 'blocks');
    expect(differences(file)).toEqual([]);
    Object.assign(file.timeline[0] ?? {}, { blocks: [] });
    expect(differences(file).length).toBe(4);
  });
});

/** A small generator with a seed, so that each run tries the same. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

interface Place {
  readonly in: { [key: string | number]: Json };
  readonly key: string | number;
}

const container = (value: Json | undefined) => value as { [key: string]: Json } & Json[];

function leaves(value: Json | undefined, keys: readonly string[]): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as { [key: string]: Json };
  return Object.entries(holder).flatMap(([key, inner]) => {
    if (typeof inner === 'object') return leaves(inner, keys);
    const counts = Array.isArray(value) || keys.includes(key);
    return counts ? [{ in: holder, key }] : [];
  });
}

const BARE = ['MEM_PREPARE_ONLINE', 'MEM_FINISH_OFFLINE'];

/** Every observed value that is compared. */
function observedIn({ timeline }: File): Place[] {
  return timeline.flatMap((step) => {
    const traced = step.inputs.flatMap(({ rounds }) => {
      const [first, last] = Array.isArray(rounds) ? (rounds as number[]) : [];
      return first === undefined
        ? []
        : container(step['notifier_rounds']).slice(first, (last ?? 0) + 1);
    });
    return [
      ...leaves(step['writes'], ['errno', 'errno_name', 'state_after']),
      ...leaves(step['blocks'], []),
      ...leaves(step['iomem_system_ram'], []),
      // What the hypervisor says when it refuses is its own.
      ...(container(step['observed'] ?? []) as Json[])
        .filter((o) => container(o)['refused_by'] === undefined)
        .flatMap((o) => leaves(o, ['rc'])),
      ...leaves(step['qemu_events'], ['event', 'device', 'source', 'status']).filter(
        // The device's own path is not compared.
        ({ key }) => key !== 'path',
      ),
      ...traced.flatMap((entry) => {
        const bare = BARE.includes(String(container(entry)['action']));
        const nids = bare ? [] : ['status_change_nid', 'status_change_nid_normal', 'raw'];
        return leaves(entry, ['action', 'start_pfn', 'nr_pages', 'ret', 'return_of', ...nids]);
      }),
    ];
  });
}

function corrupt({ in: holder, key }: Place): string {
  const before = holder[key];
  if (typeof before === 'number') holder[key] = before + 1;
  else if (typeof before === 'string')
    holder[key] = before.replace(/.(?=[^0-9a-z]*$)/i, (c) => (c === '1' ? '2' : '1'));
  else holder[key] = 'EINVAL';
  return `${key}: ${JSON.stringify(before)} -> ${JSON.stringify(holder[key])}`;
}

describe('a recording with one wrong value', () => {
  it.each(FILES)('%s: every one of 60 is found', (name) => {
    const random = seeded(name.length * 7919 + 1);
    const missed: string[] = [];
    for (let i = 0; i < 60; i += 1) {
      const file = load(name);
      const places = observedIn(file);
      const place = places[random(places.length)];
      if (!place) throw new Error('nothing observed');
      const what = corrupt(place);
      if (differences(file).length === 0) missed.push(what);
    }
    expect(missed).toEqual([]);
  });
});
