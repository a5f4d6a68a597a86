import type { Driver } from './ehea/driver.ts';
import { scanSections } from './ehea/flat-map.ts';
import type { Generation, Site } from './ehea/generation.ts';
import type { MachineConfig } from './event.ts';
import type { ArmedHcall } from './firmware/register-pages.ts';
import type { Edition } from './kernel/editions.ts';
import type { Callback, Machine } from './machine.ts';
import type { Granted } from './memory/resource.ts';
import type { Sections } from './memory/section.ts';
import { type Round, sameRounds } from './notifier/round.ts';
import type { Fact } from './trace.ts';
import type { RunSet } from './units/run-set.ts';

/** A machine while a step changes it, and what has happened so far. It never leaves `step`. */
export class Draft implements Site {
  readonly config: MachineConfig;
  readonly edition: Edition;
  readonly generation: Generation;
  granted: Granted;
  sections: Sections;
  resources: RunSet;
  pages: bigint;
  chain: readonly Callback[];
  driver: Driver;
  nextHandle: number;
  armedAllocations: readonly number[];
  armedHcalls: readonly ArmedHcall[];
  readonly facts: Fact[] = [];
  /** What was done block by block, roughly in tenths of a microsecond. */
  work = 0;
  #rounds: readonly Round[] = [];

  constructor(machine: Machine) {
    this.config = machine.config;
    this.edition = machine.edition;
    this.generation = machine.generation;
    this.granted = machine.granted;
    this.sections = machine.sections;
    this.resources = machine.resources;
    this.pages = machine.pages;
    this.chain = machine.chain;
    this.driver = machine.driver;
    this.nextHandle = machine.nextHandle;
    this.armedAllocations = machine.armedAllocations;
    this.armedHcalls = machine.armedHcalls;
  }

  machine(): Machine {
    const { config, edition, generation, granted, sections, resources, pages, chain } = this;
    const { driver, nextHandle, armedAllocations, armedHcalls } = this;
    return {
      config,
      edition,
      generation,
      granted,
      sections,
      resources,
      pages,
      chain,
      driver,
      nextHandle,
      armedAllocations,
      armedHcalls,
    };
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

  /** Takes over what page registration left of the armed hcalls. */
  countHcalls(armed: readonly ArmedHcall[], fired: readonly ArmedHcall[]): void {
    this.armedHcalls = armed;
    for (const { code } of fired) this.facts.push({ type: 'fired', what: 'hcall', code });
  }
}
