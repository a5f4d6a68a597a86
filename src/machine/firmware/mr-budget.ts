import { counted, formatCount, formatSize } from '../units/bytes.ts';
import type { RunSet } from '../units/run-set.ts';
import { sectionBytes, sectionStart } from '../units/section.ts';
import { spellAddress } from '../units/spell-address.ts';

/**
 * How many memory regions the firmware gives: ours. "The number of MRs is limited" was the argument (Jan-Bernd
 * Themann, linux-kernel, 13 Feb 2008), and hcp_query_ehea has max_num_mrs (ehea_phyp.h, Linux 2.6.32); no value is
 * documented. Where the budget is used up an allocation answers H_NOT_ENOUGH_RESOURCES.
 */
export interface MrRules {
  readonly adapters: number;
  /** Of each adapter, all up. */
  readonly ports: number;
  /** Of each port. */
  readonly queuePairs: number;
  /** Null: no limit. */
  readonly mrBudget: number | null;
}

/**
 * Handles that one region costs an adapter: itself, and for each queue pair of its ports one shared region to send
 * and one to receive (ehea_gen_smr, ehea_main.c, Linux 2.6.32).
 */
export const handlesPerRegion = ({ ports, queuePairs }: MrRules): number =>
  1 + 2 * ports * queuePairs;

/** Handles in use on all adapters, each with so many regions. */
export const handlesInUse = (rules: MrRules, regions: number): number =>
  rules.adapters * regions * handlesPerRegion(rules);

/** Of those that they would use, the handles that the budget gives: who comes when it is used up goes without. */
export const handlesGiven = (rules: MrRules, regions: number): number =>
  Math.min(handlesInUse(rules, regions), rules.mrBudget ?? Number.POSITIVE_INFINITY);

/** Adapters that get the one region they need: the budget is given out adapter by adapter, the region first. */
export const adaptersServed = (rules: MrRules): number =>
  Math.min(
    rules.adapters,
    Math.ceil((rules.mrBudget ?? Number.POSITIVE_INFINITY) / handlesPerRegion(rules)),
  );

/** Regions that each adapter can have. */
export const regionsWithin = (rules: MrRules): number =>
  rules.mrBudget === null
    ? Number.POSITIVE_INFINITY
    : Math.floor(rules.mrBudget / (rules.adapters * handlesPerRegion(rules)));

/** Who goes without a handle where each adapter has one region; null where all get theirs. */
export function whoGoesWithout(rules: MrRules): string | null {
  const { mrBudget, adapters, queuePairs } = rules;
  const each = handlesPerRegion(rules);
  if (mrBudget === null || mrBudget >= adapters * each) return null;
  const adapter = `adapter ${Math.floor(mrBudget / each) + 1}`;
  const left = mrBudget % each;
  if (left === 0) return adapter;
  const pair = Math.floor((left - 1) / 2);
  const port = Math.floor(pair / queuePairs) + 1;
  const way = left % 2 === 1 ? 'send' : 'receive';
  return `${adapter}, port ${port}, queue pair ${(pair % queuePairs) + 1}, to ${way}`;
}

/**
 * The section that goes without where each needs its own: the lowest online one that has none, or, while all have one,
 * whichever comes when the budget is used up. Null without a limit.
 */
export function sectionWithout(rules: MrRules, mapped: RunSet, online: RunSet): string | null {
  const most = regionsWithin(rules);
  if (most === Number.POSITIVE_INFINITY) return null;
  const without = online.minus(mapped);
  if (mapped.size < most || without.isEmpty)
    return `whichever comes after ${counted(most, 'section')}, ${formatSize(sectionBytes(most))}`;
  const section = without.start(0);
  return `section ${formatCount(section)}, at ${spellAddress(sectionStart(section))}`;
}

/** The packet that goes without where each needs its own: one handle, for the one queue it is on. */
export const packetWithout = ({ mrBudget }: MrRules): string | null =>
  mrBudget === null ? null : `packet ${formatCount(mrBudget + 1)} on its way`;

/** `3 of 8`, `51` */
export const handleWords = (inUse: number, { mrBudget }: MrRules): string =>
  mrBudget === null ? formatCount(inUse) : `${formatCount(inUse)} of ${formatCount(mrBudget)}`;
