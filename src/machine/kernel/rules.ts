import type { Edition } from './edition.ts';
import type { Rule } from './kconfig.ts';
import { newerRules } from './newer-rules.ts';
import { NO_HOTREMOVE, NO_MODULE_LISTENS, REMOVE_NEEDS_NUMA } from './older-rules.ts';
import { asIn, read } from './source.ts';
import { eheaNeedsSparsemem, hotplugRules, NO_AUTO_ONLINE } from './usual-rules.ts';

/** What forbids a build or a boot, kernel by kernel. */

const BORROWED = eheaNeedsSparsemem(asIn('Linux 2.6.25'));

const V2_6_24: readonly Rule[] = [
  BORROWED,
  ...hotplugRules('2.6.24'),
  NO_HOTREMOVE,
  NO_MODULE_LISTENS,
  ...NO_AUTO_ONLINE,
];

const RULES: Readonly<Record<string, readonly Rule[]>> = {
  '2.6.22': V2_6_24,
  '2.6.23': V2_6_24,
  '2.6.24': V2_6_24,
  '2.6.25': [
    eheaNeedsSparsemem(read('drivers/net/Kconfig, Linux 2.6.25')),
    ...hotplugRules('2.6.25'),
    REMOVE_NEEDS_NUMA,
    NO_MODULE_LISTENS,
    ...NO_AUTO_ONLINE,
  ],
  '2.6.26': [BORROWED, ...hotplugRules('2.6.26'), REMOVE_NEEDS_NUMA, ...NO_AUTO_ONLINE],
  '2.6.28': [BORROWED, ...hotplugRules('2.6.28'), ...NO_AUTO_ONLINE],
  '2.6.32': [BORROWED, ...hotplugRules('2.6.32'), ...NO_AUTO_ONLINE],
  '6.1': newerRules('6.1'),
  '6.12': newerRules('6.12'),
  '7.1.5': newerRules('7.1.5'),
};

export const rulesOf = ({ id }: Pick<Edition, 'id'>): readonly Rule[] => {
  const rules = RULES[id];
  if (!rules) throw new Error(`Linux ${id} has no rules.`);
  return rules;
};
