/** What a machine is built of and how its kernel was configured: all that is neither kernel, driver nor memory. */
export interface Options {
  readonly architecture: 'ppc64' | 'x86_64' | 'arm64' | 's390';
  /** How the kernel finds the `struct page` of a frame: CONFIG_FLATMEM, or CONFIG_SPARSEMEM with _STATIC, _EXTREME, or _EXTREME and _VMEMMAP. */
  readonly memoryModel: 'FLATMEM' | 'STATIC' | 'EXTREME' | 'VMEMMAP';
  /** CONFIG_MEMORY_HOTPLUG. */
  readonly memoryHotplug: boolean;
  /** CONFIG_MEMORY_HOTREMOVE. */
  readonly memoryHotremove: boolean;
  /** CONFIG_NUMA. */
  readonly numa: boolean;
  /** CONFIG_EHEA: built in, or a module that is loaded once user space runs. */
  readonly ehea: 'y' | 'm';
  /** auto_online_blocks: what an added block is brought to by itself. */
  readonly autoOnline: 'offline' | 'online' | 'online_kernel' | 'online_movable';
  /** The boot parameter `movable_node`. */
  readonly movableNode: boolean;
  /** 0: the driver is loaded and finds none. */
  readonly adapters: number;
  /** Of each adapter. */
  readonly ports: number;
  /** Of each port: num_def_qps + num_add_tx_qps. */
  readonly queuePairs: number;
  /** Memory regions the firmware has to give in all (ours: no number is documented); null: no limit. */
  readonly mrBudget: number | null;
}

export type OptionKey = keyof Options;

/** What stays in the room when another kernel is booted; the others are how that kernel was built. */
const HARDWARE: readonly OptionKey[] = [
  'architecture',
  'adapters',
  'ports',
  'queuePairs',
  'mrBudget',
];

/** The opening's machine; an edition names what is its own. */
const USUAL: Options = {
  architecture: 'ppc64',
  memoryModel: 'EXTREME',
  memoryHotplug: true,
  memoryHotremove: true,
  numa: true,
  ehea: 'y',
  autoOnline: 'offline',
  movableNode: false,
  adapters: 1,
  ports: 1,
  queuePairs: 1,
  mrBudget: null,
};

/** In the order in which all texts write them. */
export const OPTION_KEYS = Object.keys(USUAL) as readonly OptionKey[];

interface Own {
  readonly ownOptions: Partial<Options>;
}

/** All options of a machine, filled in from what its kernel takes by itself. */
export const optionsOf = ({
  config,
  edition,
}: {
  readonly config: { readonly options?: Partial<Options> };
  readonly edition: Own;
}): Options => ({ ...USUAL, ...edition.ownOptions, ...config.options });

/** Only those that differ from the kernel's own, in order; undefined if none does: one spelling per machine. */
export function sparseOptions(edition: Own, given: Partial<Options>): Partial<Options> | undefined {
  const own = optionsOf({ config: {}, edition });
  const differing = OPTION_KEYS.filter(
    (key) => given[key] !== undefined && given[key] !== own[key],
  );
  if (differing.length === 0) return undefined;
  return Object.fromEntries(differing.map((key) => [key, given[key]]));
}

/** As the key of a machine's settings, left out where there is none. */
export function withOptions(
  edition: Own,
  given: Partial<Options>,
): { readonly options?: Partial<Options> } {
  const options = sparseOptions(edition, given);
  return options ? { options } : {};
}

/** Of the options before another kernel is booted, those that stay: the hardware's. */
export const hardwareOf = (options: Partial<Options> = {}): Partial<Options> =>
  Object.fromEntries(HARDWARE.filter((k) => k in options).map((key) => [key, options[key]]));
