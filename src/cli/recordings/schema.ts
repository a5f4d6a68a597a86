import * as v from 'valibot';

/**
 * The format `hotplug-recording/1`: one run of a real kernel. Keys that a replay does not need are let pass; what it
 * does need is checked, so that an unknown word is a failure with a path and never a guess.
 */

const Hex = v.pipe(
  v.string(),
  v.regex(/^0x[0-9a-f]{1,16}$/i, 'a hex string such as "0x8000000" is expected'),
  v.transform((text) => BigInt(text)),
);
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Bytes = v.union([
  v.pipe(
    Count,
    v.transform((bytes) => BigInt(bytes)),
  ),
  Hex,
]);

/** A key that may be missing; null says as little. */
const known = <S extends v.GenericSchema>(schema: S) => v.nullish(schema, () => undefined);

const OnlineWord = v.picklist(['offline', 'online', 'online_kernel', 'online_movable']);
const State = v.picklist(['online', 'offline']);

/** [index, state, valid_zones, nodes, removable]; the last three may be missing. */
const Block = v.union([
  v.tuple([Count, State, v.nullable(v.string()), v.array(v.number()), v.unknown()]),
  v.tuple([Count, State, v.nullable(v.string()), v.array(v.number())]),
  v.tuple([Count, State, v.nullable(v.string())]),
  v.tuple([Count, State]),
]);

const Dimm = v.object({
  id: v.string(),
  start: Bytes,
  size: Bytes,
  node: v.nullish(Count, 0),
});

const Initial = v.object({
  auto_online: OnlineWord,
  movable_node: v.nullish(v.boolean(), false),
  memmap_on_memory: v.nullish(v.boolean(), false),
  online_policy: v.nullish(v.picklist(['contig-zones']), 'contig-zones'),
  nodes: v.array(
    v.object({
      id: Count,
      memory: known(v.boolean()),
      normal: known(v.boolean()),
    }),
  ),
  blocks: v.array(Block),
  iomem: v.array(v.string()),
  chain: v.array(v.object({ name: v.string(), priority: known(v.number()) })),
  dimms: v.nullish(v.array(Dimm), []),
  virtio_mem: known(v.unknown()),
});

const Rounds = v.nullish(
  v.union([v.tuple([Count, Count]), v.pipe(v.array(v.never()), v.length(0))]),
  null,
);
const common = { before_step: v.nullish(v.boolean(), false), rounds: Rounds };
const environment = (name: 'pin' | 'release' | 'drop-caches' | 'module') =>
  v.object({ do: v.literal(name), ...common });

const Input = v.variant('do', [
  v.object({
    do: v.literal('write'),
    path: v.string(),
    value: v.string(),
    write: known(Count),
    uid: known(Count),
    ...common,
  }),
  v.object({
    do: v.literal('dimm-add'),
    ...Dimm.entries,
    // A module that the hypervisor refused may never have had an address.
    start: v.nullish(Bytes, null),
    ...common,
  }),
  v.object({ do: v.literal('dimm-del'), id: v.string(), ...common }),
  v.object({ do: v.literal('dlpar'), text: v.string(), write: known(Count), ...common }),
  v.object({
    do: v.literal('virtio-mem'),
    id: known(v.string()),
    requested: Bytes,
    ...common,
  }),
  v.object({ do: v.literal('chmem'), args: v.string(), ...common }),
  v.object({
    do: v.literal('register'),
    name: v.string(),
    priority: v.nullish(v.number(), 0),
    ...common,
  }),
  v.object({ do: v.literal('unregister'), name: v.string(), ...common }),
  v.object({
    do: v.literal('inject'),
    priority: v.number(),
    action: v.string(),
    errno: v.number(),
    ...common,
  }),
  environment('pin'),
  environment('release'),
  environment('drop-caches'),
  environment('module'),
]);

const Fact = v.union(
  [
    v.object({
      input: Count,
      isolation_failed: v.object({ block: Count, bytes: known(Bytes) }),
    }),
    v.object({ input: Count, signal: v.object({ block: Count }) }),
    v.object({ input: Count, no_lmb: v.boolean() }),
    v.object({ input: Count, hole: v.object({ block: Count }) }),
  ],
  'a fact of none of the known kinds',
);

const Write = v.object({
  errno: known(v.number()),
  result: known(v.number()),
  errno_name: v.optional(v.nullable(v.string())),
  state_after: known(v.string()),
});

const Round = v.object({
  action: v.string(),
  start_pfn: known(v.string()),
  nr_pages: known(v.number()),
  called: known(v.array(v.string())),
  status_change_nid: known(v.number()),
  status_change_nid_normal: known(v.number()),
  result: known(v.object({ raw: known(v.string()), errno: known(v.number()) })),
});
const Return = v.object({ return_of: v.string(), ret: v.number() });
const Entry = v.union([Return, Round], 'neither a round (action) nor a return (return_of, ret)');

const Observed = v.object({
  input: Count,
  rc: known(v.number()),
  output: known(v.array(v.string())),
  refused_by: known(v.string()),
});

const FirmwareEvent = v.object({
  event: v.string(),
  data: known(v.record(v.string(), v.unknown())),
});

const Step = v.object({
  n: Count,
  label: v.nullish(v.string(), ''),
  replayable: v.nullish(v.boolean(), true),
  why: known(v.string()),
  inputs: v.nullish(v.array(Input), []),
  facts: v.nullish(v.array(Fact), []),
  writes: v.nullish(v.array(Write), []),
  notifier_rounds: known(v.array(Entry)),
  blocks: known(v.array(Block)),
  iomem_system_ram: known(v.array(v.string())),
  qemu_events: known(v.array(FirmwareEvent)),
  observed: v.nullish(v.array(Observed), []),
});

const Recording = v.object({
  format: v.literal('hotplug-recording/1'),
  id: v.string(),
  kernel: v.string(),
  arch: v.string(),
  machine: v.nullish(v.string(), ''),
  pageSize: v.pipe(Count, v.minValue(1)),
  blockSize: v.pipe(Count, v.minValue(1)),
  initial: Initial,
  timeline: v.array(Step),
});

export type Recording = v.InferOutput<typeof Recording>;
export type RecordedStep = v.InferOutput<typeof Step>;
export type RecordedInput = v.InferOutput<typeof Input>;
export type RecordedFact = v.InferOutput<typeof Fact>;
export type RecordedBlock = v.InferOutput<typeof Block>;
export type RecordedEntry = v.InferOutput<typeof Entry>;
export type RecordedRound = v.InferOutput<typeof Round>;
export type RecordedEvent = v.InferOutput<typeof FirmwareEvent>;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Of a step that cannot be replayed only those inputs are kept that can be read. */
function withoutUnreadable(data: unknown): unknown {
  if (!isObject(data) || !Array.isArray(data['timeline'])) return data;
  const timeline = data['timeline'].map((step: unknown) => {
    if (!isObject(step) || step['replayable'] !== false) return step;
    const inputs = Array.isArray(step['inputs']) ? step['inputs'] : [];
    const readable = inputs.filter((i) => v.safeParse(Input, i).success);
    return {
      n: step['n'],
      why: step['why'],
      label: step['label'],
      replayable: false,
      inputs: readable,
    };
  });
  return { ...data, timeline };
}

/** The recording, or what is wrong with it and where. */
export function readRecording(data: unknown): Recording | { readonly problem: string } {
  const result = v.safeParse(Recording, withoutUnreadable(data));
  if (result.success) return result.output;
  const [issue] = result.issues;
  return { problem: `${v.getDotPath(issue) ?? '(top)'}: ${issue.message}` };
}
