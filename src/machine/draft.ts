import { type DeviceRun, startRun } from './device-run.ts';
import type { Site } from './driver/site.ts';
import { scanSections } from './ehea/flat-map.ts';
import type { FiredHcall } from './firmware/memory-region.ts';
import { makeCall, type OtherCall } from './firmware/other-calls.ts';
import type { ArmedHcall } from './firmware/register-pages.ts';
import { type Options, optionsOf } from './kernel/options.ts';
import { type Machine, physicalEnd } from './machine.ts';
import { type Granted, grantedIn } from './memory/resource.ts';
import { type Round, sameRounds } from './notifier/round.ts';
import type { Fact } from './trace.ts';
import type { RunSet } from './units/run-set.ts';

/** Every part of a machine, to be replaced while a step runs. */
type Changing = { -readonly [K in keyof Machine]: Machine[K] };

/** Whatever a machine is made of: a new part of it needs no line here. */
const Parts = class {
  constructor(machine: Machine) {
    Object.assign(this, machine);
  }
} as new (
  machine: Machine,
) => Changing;

/** A machine while a step changes it, and what has happened so far. It never leaves `step`. */
export class Draft extends Parts implements Site {
  readonly facts: Fact[] = [];
  /** What was done block by block, roughly in tenths of a microsecond. */
  work = 0;
  readonly run: DeviceRun = startRun();
  #rounds: readonly Round[] = [];

  machine(): Machine {
    this.follow();
    const { facts: _told, work: _done, run: _over, ...machine } = this;
    return machine;
  }

  get options(): Options {
    return optionsOf(this);
  }

  /**
   * powerpc drops what is beyond the limit while it parses the device tree (arch/powerpc/kernel/prom.c,
   * validate_mem_limit, Linux 7.1.5), and its resources are built of the rest; in 2008 the walk asks lmb, which has it all.
   */
  get walked(): Granted {
    return this.edition.walk === 'resources'
      ? grantedIn(this.granted, 0n, physicalEnd(this.config))
      : this.granted;
  }

  /** Counts a block of which every round is gone through. */
  countBlock(): void {
    this.work += 250 + this.chain.length + this.armedHcalls.length + this.armedAllocations.length;
  }

  /** The rounds of the block before, if these are the same: thousands of blocks tell of one list. */
  shareRounds(rounds: readonly Round[]): readonly Round[] {
    if (!sameRounds(this.#rounds, rounds)) this.#rounds = rounds;
    return this.#rounds;
  }

  /** The kernel does what it does by itself for the driver, before anyone is told. */
  follow(): void {
    this.driver = this.generation.follow(this, this.driver);
  }

  scanSections(): RunSet {
    return scanSections(this.sections);
  }

  /** Number of the next table allocation that fails; Infinity for none. */
  get failAt(): number {
    return Math.min(Number.POSITIVE_INFINITY, ...this.armedAllocations);
  }

  /** Counts table allocations off; those that were armed for one of them have happened. */
  countAllocations(tried: number): void {
    if (tried === 0 || this.armedAllocations.length === 0) return;
    const fired = this.armedAllocations.filter((nth) => nth <= tried);
    this.armedAllocations = this.armedAllocations
      .filter((nth) => nth > tried)
      .map((nth) => nth - tried);
    for (const _ of fired) this.facts.push({ type: 'fired', what: 'allocation', code: null });
  }

  hcall(call: OtherCall): number {
    if (this.armedCalls.length === 0) return 0;
    const { code, armed, fired } = makeCall(call, this.armedCalls);
    this.armedCalls = armed;
    for (const one of fired)
      this.facts.push({ type: 'fired', what: 'hcall', code: one.code, call });
    return code;
  }

  /** Takes over what page registration left of the armed hcalls. */
  countHcalls(armed: readonly ArmedHcall[], fired: readonly FiredHcall[]): void {
    this.armedHcalls = armed;
    for (const call of fired)
      if (call.watch !== undefined) this.run.looks = [...this.run.looks, call];
      else this.facts.push({ type: 'fired', what: 'hcall', code: call.code });
  }
}
