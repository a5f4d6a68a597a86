import type { BmapOp, BmapScenario } from './bmap.ts';

/**
 * The three-level driver of FACTS a3, a4 and b, one section at a time: nothing shared with the product but the shape
 * of a scenario. An entry is a Map's entry, a table a name in a Set; the firmware is that of vectors/README.md.
 */

const SECTION = 1n << 24n;
const U64 = (1n << 64n) - 1n;
const BUSMAP_START = 0x8000000000000000n;
const PAGE_OFFSET = 0xc000000000000000n;
const HUGE = 1n << 34n;
const ENOMEM = -12;
const EIO = -5;
const FLAG = 1n;

const hex = (value: bigint): string => `0x${value.toString(16)}`;

export class NaiveBmap {
  readonly #shift: bigint;
  readonly #bits: number;
  readonly #masks: boolean;
  #root = false;
  /** Numbers of top tables, and of dir tables counted through all tops. */
  readonly #tops = new Set<number>();
  readonly #dirs = new Set<number>();
  /** Table index (39 bits) to what the entry holds; no entry is 0. */
  readonly #entries = new Map<number, bigint>();
  #length = 0n;
  #allocations = 0;
  #failAt = 0;

  constructor(scenario: Pick<BmapScenario, 'page_shift' | 'max_physmem_bits' | 'pa_mode'>) {
    this.#shift = BigInt(scenario.page_shift);
    this.#bits = scenario.max_physmem_bits;
    this.#masks = scenario.pa_mode === 'mask';
  }

  /** What the operation of a scenario answers, in the words of its schema. */
  answer(op: BmapOp): unknown {
    switch (op.op) {
      case 'boot':
        return this.#told(this.#boot(op));
      case 'add':
      case 'rem':
        this.#arm(op.fail_alloc);
        return this.#told(
          this.#update(BigInt(op.start) >> this.#shift, BigInt(op.size) >> this.#shift, op.op),
        );
      case 'destroy':
        this.#root = false;
        this.#tops.clear();
        this.#dirs.clear();
        this.#entries.clear();
        return this.#told(0);
      default:
        return this.#register(op.fw_fail_at ?? 0);
    }
  }

  /** ehea_map_vaddr of the linear mapping of a physical address. */
  translate(physical: bigint): string | null {
    const entry = this.#entries.get(
      indexOf(this.#toPhysical((physical + PAGE_OFFSET) & U64) >> 24n),
    );
    return entry === undefined ? null : hex(entry | (physical & (SECTION - 1n)));
  }

  #toPhysical(virtual: bigint): bigint {
    return this.#masks ? virtual & 0x0fffffffffffffffn : (virtual - PAGE_OFFSET) & U64;
  }

  #arm(failAt: number | undefined): void {
    this.#allocations = 0;
    this.#failAt = failAt ?? 0;
  }

  #allocate(): boolean {
    this.#allocations += 1;
    return this.#allocations !== this.#failAt;
  }

  #boot(op: Extract<BmapOp, { op: 'boot' }>): number {
    this.#arm(op.fail_alloc);
    this.#length = 0n;
    const window = 1n << BigInt(this.#bits);
    const huge = new Set((op.hugepages ?? []).map((at) => BigInt(at) >> this.#shift));
    for (const [start, size] of op.ranges) {
      const first = BigInt(start) >> this.#shift;
      const last = (BigInt(start) + BigInt(size)) >> this.#shift;
      const end = last < window ? last : window;
      if (first >= end) continue;
      const ret = this.#bootRange(first, end - first, huge);
      if (ret !== 0) return ret;
    }
    return 0;
  }

  /** Below 16 GiB straight in; else in steps of a section, around the pages of 16 GiB. */
  #bootRange(first: bigint, pages: bigint, huge: ReadonlySet<bigint>): number {
    const hugePages = HUGE >> this.#shift;
    const step = SECTION >> this.#shift;
    if (pages < hugePages) return this.#update(first, pages, 'add');
    let from = first;
    let at = first;
    while (at < first + pages) {
      if (at % hugePages === 0n && huge.has(at)) {
        const ret = this.#update(from, at - from, 'add');
        if (ret !== 0) return ret;
        at += hugePages;
        from = at;
      } else at += step;
    }
    return this.#update(from, at - from, 'add');
  }

  #update(pfn: bigint, pages: bigint, what: 'add' | 'rem'): number {
    if (pages === 0n) return 0;
    if (!this.#root) {
      if (!this.#allocate()) return ENOMEM;
      this.#root = true;
    }
    const first = (pfn << this.#shift) / SECTION;
    const end = first + (pages << this.#shift) / SECTION;
    for (let section = first; section < end; section++) {
      const index = indexOf(section);
      if (what === 'rem') this.#remove(index);
      else if (!this.#add(index)) return ENOMEM;
    }
    this.#rebuild();
    return 0;
  }

  #add(index: number): boolean {
    for (const [tables, table] of [
      [this.#tops, topOf(index)],
      [this.#dirs, dirOf(index)],
    ] as const) {
      if (tables.has(table)) continue;
      if (!this.#allocate()) return false;
      tables.add(table);
    }
    this.#entries.set(index, FLAG);
    this.#length = (this.#length + SECTION) & U64;
    return true;
  }

  #remove(index: number): void {
    if (!this.#dirs.has(dirOf(index))) return;
    this.#entries.delete(index);
    this.#length = (this.#length - SECTION) & U64;
  }

  /** Every entry gets the next bus address; an empty dir goes, a top only if it held none on the way in. */
  #rebuild(): void {
    const hadDirs = new Set([...this.#dirs].map((dir) => Math.floor(dir / 8192)));
    for (const top of this.#tops) if (!hadDirs.has(top)) this.#tops.delete(top);
    const used = new Set([...this.#entries.keys()].map(dirOf));
    for (const dir of this.#dirs) if (!used.has(dir)) this.#dirs.delete(dir);
    let bus = BUSMAP_START;
    for (const index of this.#ascending()) {
      this.#entries.set(index, bus);
      bus += SECTION;
    }
  }

  #ascending(): number[] {
    return [...this.#entries.keys()].sort((a, b) => a - b);
  }

  #told(ret: number): unknown {
    const runs: [number, number, string][] = [];
    let last = { index: Number.NaN, bus: 0n };
    for (const index of this.#ascending()) {
      const bus = this.#entries.get(index) as bigint;
      const run = runs.at(-1);
      if (run && index === last.index + 1 && bus === last.bus + SECTION) run[1] += 1;
      else runs.push([index, 1, hex(bus)]);
      last = { index, bus };
    }
    const root = this.#root ? 1 : 0;
    const top = this.#tops.size;
    const dir = this.#dirs.size;
    return {
      ret,
      mr_len: hex(this.#length),
      mapped: this.#entries.size,
      alloc: { root, top, dir, bytes: 65_536 * (root + top + dir) },
      nruns: runs.length,
      runs: runs.slice(0, 40),
    };
  }

  #register(failAt: number): unknown {
    const firmware = new Firmware(this.#length, failAt);
    const wrong: [number, string][] = [];
    const done = (ret: number, freeCalls: number): unknown => ({
      ret,
      mr: {
        vaddr: hex(BUSMAP_START),
        len: hex(this.#length),
        acc_ctrl: '0x800000',
        pd: '0xaabcdeff',
        register_calls: firmware.calls,
        pages_accepted: firmware.pages,
        free_calls: freeCalls,
        last_hret: firmware.last,
        wrong_sections: wrong.length,
        wrong: wrong.slice(0, 8),
      },
    });
    if (!this.#root) return done(EIO, 1);
    // The value of the last top walked is tested; one without dirs answers 0.
    let lastTop = 0;
    for (const top of [...this.#tops].sort((a, b) => a - b)) {
      lastTop = 0;
      for (const index of this.#ascending()) {
        if (topOf(index) !== top) continue;
        const base = this.#toPhysical((sectionBase(index) + PAGE_OFFSET) & U64);
        if (base !== BigInt(index) * SECTION) wrong.push([index, hex(base)]);
        for (let call = 0; call < 8; call++) {
          lastTop = firmware.register();
          if (lastTop !== 0 && lastTop !== 15) return done(EIO, 2);
        }
      }
    }
    return lastTop === 0 ? done(0, 0) : done(EIO, 1);
  }
}

/** Accepts 512 pages a call: 15 while below the length, 0 when it is reached, -4 beyond, -1 for the armed call. */
class Firmware {
  calls = 0;
  pages = 0;
  last = 0;
  readonly #length: bigint;
  readonly #failAt: number;

  constructor(length: bigint, failAt: number) {
    this.#length = length;
    this.#failAt = failAt;
  }

  register(): number {
    this.calls += 1;
    this.last = this.#answer();
    return this.last;
  }

  #answer(): number {
    if (this.calls === this.#failAt) return -1;
    this.pages += 512;
    const bytes = BigInt(this.pages) * 4096n;
    if (bytes < this.#length) return 15;
    return bytes === this.#length ? 0 : -4;
  }
}

const indexOf = (section: bigint): number => Number(section & ((1n << 39n) - 1n));
const topOf = (index: number): number => Math.floor(index / 2 ** 26);
const dirOf = (index: number): number => Math.floor(index / 2 ** 13);

/** ehea_calc_sectbase on ints of 32 bits that wrap: `dir << 13` and `top << 26` before they are widened. */
function sectionBase(index: number): bigint {
  const top = BigInt.asIntN(32, BigInt(topOf(index)) << 26n);
  const dir = BigInt.asIntN(32, BigInt(dirOf(index) % 8192) << 13n);
  return (BigInt.asUintN(64, BigInt(index % 8192) | dir | top) << 24n) & U64;
}
