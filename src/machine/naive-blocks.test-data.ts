import type { MachineEvent } from './event.ts';
import type { Options } from './kernel/options.ts';
import type { PageKind } from './memory/held-pages.ts';
import type { OnlineType, ZoneName } from './memory/memory-block.ts';
import { answerValue } from './notifier/chain.ts';

/**
 * Hotplug from 6.1 on, one block at a time, as FACTS c3, c4, A1c, A1d, A2c to A2e and A4 tell it: a Map of blocks, a
 * walk for every round, and requests that are generators, so that one whose block waits is one that has yielded.
 */

export interface NaiveCallback {
  readonly name: string;
  readonly priority: number;
  /** What a user's callback answers to an action; null: the kernel's own, which answers NOTIFY_OK. */
  readonly answers: Readonly<Record<string, string | number>> | null;
}

interface Block {
  zones: readonly ZoneName[];
  online: boolean;
  /** mem->online_type */
  type: OnlineType | null;
}

/** Block, action, result, and who was called with which answer. */
export type NaiveRound = readonly [number, string, number, readonly (readonly [string, number])[]];
export type Word = 'offline' | OnlineType;
type Request = Generator<null, number>;
type Range = 'hotplug' | 'unplug' | 'add' | 'remove' | 'online' | 'offline';

/** An event, its range in blocks. */
export type NaiveEvent =
  | { readonly type: Range; readonly first: number; readonly end: number; readonly as?: OnlineType }
  | { readonly type: 'pages'; readonly first: number; readonly end: number; readonly are: PageKind }
  | Extract<MachineEvent, { type: 'signal' | 'failCallback' | 'register' }>;

export interface NaiveMachine {
  readonly kernel: '6.1' | '6.12' | '7.1.5';
  readonly architecture: Options['architecture'];
  readonly auto: Word;
  readonly movableNode: boolean;
  readonly chain: readonly NaiveCallback[];
  readonly nodeChain: readonly NaiveCallback[];
  /** Zones of each block that is there at boot. */
  readonly boot: readonly (readonly ZoneName[])[];
}

const EINTR = -4;
const EBUSY = -16;
const EEXIST = -17;
const EINVAL = -22;
const KERNEL_ZONES: readonly ZoneName[] = ['DMA', 'DMA32', 'Normal'];

export class NaiveBlocks {
  readonly blocks = new Map<number, Block>();
  rounds: NaiveRound[] = [];
  /** The request whose block waits. */
  waiting: Request | null = null;
  readonly #machine: NaiveMachine;
  #chain: readonly NaiveCallback[];
  readonly #held = new Map<number, PageKind>();
  /** Blocks [first, end) of each System RAM resource. */
  #resources: [number, number][];
  #signals = 0;
  #told: Extract<MachineEvent, { type: 'failCallback' }>[] = [];

  constructor(machine: NaiveMachine) {
    this.#machine = machine;
    this.#chain = machine.chain;
    this.#resources = [[0, machine.boot.length]];
    machine.boot.forEach((zones, i) => {
      this.blocks.set(i, { zones, online: true, type: null });
    });
  }

  /** The code of a refusal, or what the last call returned; `null` while it waits. */
  step(event: NaiveEvent): string | number | null {
    this.rounds = [];
    switch (event.type) {
      case 'register':
        if (this.#chain.some((c) => c.name === event.name)) return 'bad-event';
        if (Object.keys(event.answers).some((sent) => this.#neverSends(sent))) return 'bad-event';
        this.#chain = [...this.#chain, event].sort((a, b) => b.priority - a.priority);
        return 0;
      case 'failCallback':
        if (this.#neverSends(event.action)) return 'bad-event';
        this.#told.push(event);
        return 0;
      case 'signal':
        this.#signals += 1;
        return this.waiting ? this.#go(this.waiting) : 0;
      case 'pages':
        return this.#setPages(event.first, event.end, event.are);
      default:
        return this.#refuse(event) ?? this.#go(this.#request(event));
    }
  }

  /** 6.12 alone sends PREPARE and FINISH: elsewhere nobody is ever asked. */
  #neverSends(action: string): boolean {
    return this.#machine.kernel !== '6.12' && /PREPARE|FINISH/.test(action);
  }

  #setPages(first: number, end: number, are: PageKind): string | number | null {
    const there = [...this.blocks.keys()].filter((i) => i >= first && i < end);
    if (there.length === 0) return 'bad-event';
    for (const i of there) this.#held.set(i, are);
    return this.waiting ? this.#go(this.waiting) : 0;
  }

  #refuse({ type, first, end }: { type: Range; first: number; end: number }): string | null {
    if (this.waiting) return 'bad-event';
    const there = Array.from({ length: end - first }, (_, i) => this.blocks.has(first + i));
    if (type === 'hotplug' && there.includes(true)) return 'overlap';
    return type === 'unplug' && there.includes(false) ? 'bad-event' : null;
  }

  #go(request: Request): number | null {
    const next = request.next();
    this.waiting = next.done ? null : request;
    return next.done ? next.value : null;
  }

  *#request(event: { type: Range; first: number; end: number; as?: OnlineType }): Request {
    const { first, end, as } = event;
    const lmbs = this.#machine.architecture === 'ppc64';
    switch (event.type) {
      case 'hotplug':
        return lmbs ? yield* this.#plugLmbs(first, end, as) : this.#plugDimm(first, end, as);
      case 'unplug':
        if (lmbs) return yield* this.#unplugLmbs(first, end);
        return this.#machine.architecture === 's390'
          ? yield* this.#each(first, end, (i) => this.#offline(i))
          : yield* this.#eject(first, end);
      case 'add':
        return this.#addRange(first, end, lmbs);
      case 'remove':
        return this.#remove(first, end);
      default:
        return yield* this.#write(event.type, as, first, end);
    }
  }

  /** State-file writes: what is so already is -EINVAL, the first failure stops. */
  *#write(
    op: 'online' | 'offline',
    as: OnlineType | undefined,
    first: number,
    end: number,
  ): Request {
    for (let i = first; i < end; i++) {
      if (!this.blocks.has(i)) return EINVAL;
      const ret = op === 'online' ? this.#online(i, as ?? 'online') : yield* this.#offline(i);
      if (ret !== 0) return ret > 0 ? EINVAL : ret;
    }
    return 0;
  }

  *#each(first: number, end: number, act: (block: number) => Request): Request {
    for (let i = first; i < end; i++) {
      const ret = yield* act(i);
      if (ret < 0) return ret;
    }
    return 0;
  }

  #addRange(first: number, end: number, lmbs: boolean): number {
    if (!lmbs) return this.#add(first, end, this.#machine.auto);
    for (let i = first; i < end; i++) {
      const ret = this.#add(i, i + 1, this.#machine.auto);
      if (ret !== 0) return ret;
    }
    return 0;
  }

  #add(first: number, end: number, auto: Word): number {
    if (this.#isTaken(first, end)) return EEXIST;
    this.#resources.push([first, end]);
    for (let i = first; i < end; i++) this.blocks.set(i, { zones: [], online: false, type: null });
    for (let i = first; auto !== 'offline' && i < end; i++) if (this.#online(i, auto) < 0) break;
    return 0;
  }

  #isTaken(first: number, end: number): boolean {
    return this.#resources.some(([from, to]) => from < end && first < to);
  }

  /** release_mem_region_adjustable: a part of one resource, or nothing. */
  #release(first: number, end: number): void {
    this.#resources = this.#resources.flatMap(([from, to]): [number, number][] => {
      if (from > first || to < end) return [[from, to]];
      const rest: [number, number][] = [
        [from, first],
        [end, to],
      ];
      return rest.filter(([a, b]) => a < b);
    });
  }

  #remove(first: number, end: number): number {
    for (let i = first; i < end; i++) if (this.blocks.get(i)?.online) return EBUSY;
    this.#release(first, end);
    for (let i = first; i < end; i++) {
      this.blocks.delete(i);
      this.#held.delete(i);
    }
    return 0;
  }

  /** The word of the gesture, or else of auto_online_blocks, whose failure is nobody's business. */
  #plugDimm(first: number, end: number, as: OnlineType | undefined): number {
    const { auto } = this.#machine;
    const word = as ?? (auto === 'offline' ? 'online' : auto);
    if (this.#add(first, end, 'offline') !== 0) return EEXIST;
    for (let i = first; i < end; i++) {
      const ret = this.#online(i, word);
      if (ret < 0) return auto !== 'offline' && !as ? 0 : ret;
    }
    return 0;
  }

  /** The gesture looks at all of the range first. */
  *#plugLmbs(first: number, end: number, as: OnlineType | undefined): Request {
    if (this.#isTaken(first, end)) return EEXIST;
    for (let i = first; i < end; i++) {
      if (this.#addLmb(i, as) === 0) continue;
      for (let back = first; back < i; back++)
        if ((yield* this.#offline(back)) >= 0) this.#remove(back, back + 1);
      return EINVAL;
    }
    return 0;
  }

  /** dlpar_add_lmb: what add did not online is onlined now, or else removed. */
  #addLmb(i: number, as?: OnlineType): number {
    this.#add(i, i + 1, as ? 'offline' : this.#machine.auto);
    const ret = this.#online(i, as ?? null);
    if (ret < 0) this.#remove(i, i + 1);
    return Math.min(ret, 0);
  }

  *#unplugLmbs(first: number, end: number): Request {
    for (let i = first; i < end; i++) {
      if ((yield* this.#offline(i)) >= 0) this.#remove(i, i + 1);
      else {
        for (let back = first; back < i; back++) this.#addLmb(back);
        return EINVAL;
      }
    }
    return 0;
  }

  /** acpi_scan_try_to_offline: two passes, and the way back. */
  *#eject(first: number, end: number): Request {
    const put: number[] = [];
    const failed: number[] = [];
    for (let i = first; i < end; i++) {
      const ret = yield* this.#offline(i);
      if (ret <= 0) (ret === 0 ? put : failed).push(i);
    }
    for (const i of failed) {
      if ((yield* this.#offline(i)) < 0) {
        for (const back of put.sort((a, b) => a - b)) this.#online(back, null);
        return EBUSY;
      }
      put.push(i);
    }
    // Each device that lies in it is ejected by itself.
    for (let i = first; i < end; i++) this.#remove(i, i + 1);
    return 0;
  }

  /** device_online: 1 if it is so already; the word stays then. */
  #online(i: number, word: OnlineType | null): number {
    const block = this.blocks.get(i) as Block;
    block.type = word ?? block.type;
    if (block.online) return 1;
    const zone = this.#zoneFor(i, block.type ?? 'online');
    block.type = null;
    if (this.#machine.kernel !== '6.1' && this.#held.get(i) === 'poisoned') return -133;
    if (this.#machine.kernel !== '6.12') return this.#onlinePages(i, block, zone);
    const refused = this.#send(i, 'MEM_PREPARE_ONLINE');
    if (refused !== 0) return refused;
    const ret = this.#onlinePages(i, block, zone);
    if (ret !== 0) this.#send(i, 'MEM_FINISH_OFFLINE');
    return ret;
  }

  #onlinePages(i: number, block: Block, zone: ZoneName): number {
    const first = this.#isAlone(i);
    const veto =
      (first ? this.#send(i, 'NODE_ADDING_FIRST_MEMORY') : 0) || this.#send(i, 'MEM_GOING_ONLINE');
    if (veto !== 0) {
      this.#send(i, 'MEM_CANCEL_ONLINE');
      if (first) this.#send(i, 'NODE_CANCEL_ADDING_FIRST_MEMORY');
      return veto;
    }
    block.online = true;
    block.zones = [zone];
    if (first) this.#send(i, 'NODE_ADDED_FIRST_MEMORY');
    this.#send(i, 'MEM_ONLINE');
    return 0;
  }

  /** device_offline: 1 if it is so already. */
  *#offline(i: number): Request {
    const block = this.blocks.get(i) as Block;
    if (!block.online) return 1;
    if (block.zones.length > 1) return EINVAL;
    if (this.#held.get(i) === 'unmovable') return EBUSY;
    const last = this.#isAlone(i);
    const veto =
      (last ? this.#send(i, 'NODE_REMOVING_LAST_MEMORY') : 0) || this.#send(i, 'MEM_GOING_OFFLINE');
    const ret = veto || (yield* this.#movePages(i));
    if (ret !== 0) {
      this.#send(i, 'MEM_CANCEL_OFFLINE');
      if (last) this.#send(i, 'NODE_CANCEL_REMOVING_LAST_MEMORY');
      return ret;
    }
    block.online = false;
    block.zones = [];
    if (last) this.#send(i, 'NODE_REMOVED_LAST_MEMORY');
    this.#send(i, 'MEM_OFFLINE');
    if (this.#machine.kernel === '6.12') this.#send(i, 'MEM_FINISH_OFFLINE');
    return 0;
  }

  /** Again and again until a signal comes, a page is unmovable, or nothing holds them. */
  *#movePages(i: number): Request {
    for (;;) {
      if (this.#signals > 0) {
        this.#signals -= 1;
        return EINTR;
      }
      const held = this.#held.get(i) ?? 'movable';
      if (held === 'movable' || held === 'poisoned') return 0;
      if (held === 'unmovable') return EBUSY;
      yield null;
    }
  }

  /** 7.1.5 alone tells the node chain. */
  #isAlone(i: number): boolean {
    const others = [...this.blocks].some(([other, { online }]) => other !== i && online);
    return this.#machine.kernel === '7.1.5' && !others;
  }

  #zoneFor(i: number, type: OnlineType): ZoneName {
    if (type === 'online_movable') return 'Movable';
    const kernel = KERNEL_ZONES.find((zone) => this.#spans(zone, i)) ?? 'Normal';
    if (type === 'online_kernel') return kernel;
    const inKernel = this.#spans(kernel, i);
    if (inKernel !== this.#spans('Movable', i)) return inKernel ? kernel : 'Movable';
    return this.#machine.movableNode ? 'Movable' : kernel;
  }

  #spans(zone: ZoneName, i: number): boolean {
    const inside = [...this.blocks].filter(([, b]) => b.zones.includes(zone)).map(([n]) => n);
    return inside.some((n) => n <= i) && inside.some((n) => n >= i);
  }

  /** One round; its errno. */
  #send(block: number, action: string): number {
    const chain = action.startsWith('NODE') ? this.#machine.nodeChain : this.#chain;
    const calls: [string, number][] = [];
    let result = 0;
    for (const callback of chain) {
      result = this.#answer(callback, action);
      calls.push([callback.name, result]);
      if ((result & 0x8000) !== 0) break;
    }
    this.rounds.push([block, action, result, calls]);
    const value = result & ~0x8000;
    return value > 1 ? 1 - value : 0;
  }

  #answer({ name, answers }: NaiveCallback, action: string): number {
    const told = this.#told.find((t) => t.name === name && t.action === action);
    this.#told = this.#told.filter((t) => t !== told);
    return answerValue(told?.answer ?? answers?.[action] ?? 'NOTIFY_OK') ?? 0;
  }
}
