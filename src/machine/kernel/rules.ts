import type { ArchitectureId, Edition } from './edition.ts';
import type { Rule } from './kconfig.ts';
import { newerRules } from './newer-rules.ts';
import { NO_MODULE_LISTENS, noHotremove, removeNeedsNuma } from './older-rules.ts';
import { asIn, read, type Source } from './source.ts';
import { eheaNeedsSparsemem, hotplugRules, noAutoOnline } from './usual-rules.ts';

/** What forbids a build or a boot, kernel by kernel. */

const BORROWED = eheaNeedsSparsemem(asIn('Linux 2.6.25'));

const kconfig = (release: string): Source => read(`mm/Kconfig, Linux ${release}`);
const sysfs = (release: string): Source => read(`drivers/base/memory.c, Linux ${release}`);

/** Of the kernels before 2.6.24 nothing but the driver was read: `borrowed` is 2.6.24's. */
const v2_6_24 = (borrowed?: Source): readonly Rule[] => [
  BORROWED,
  ...hotplugRules(borrowed ?? kconfig('2.6.24')),
  noHotremove(borrowed ?? kconfig('2.6.24')),
  NO_MODULE_LISTENS,
  ...noAutoOnline(borrowed ?? sysfs('2.6.24')),
];

const BEFORE_2_6_24 = v2_6_24(asIn('Linux 2.6.24'));

const RULES: Readonly<Record<string, readonly Rule[]>> = {
  '2.6.22': BEFORE_2_6_24,
  '2.6.23': BEFORE_2_6_24,
  '2.6.24': v2_6_24(),
  '2.6.25': [
    eheaNeedsSparsemem(read('drivers/net/Kconfig, Linux 2.6.25')),
    ...hotplugRules(kconfig('2.6.25')),
    removeNeedsNuma(kconfig('2.6.25')),
    NO_MODULE_LISTENS,
    ...noAutoOnline(sysfs('2.6.25')),
  ],
  '2.6.26': [
    BORROWED,
    ...hotplugRules(asIn('Linux 2.6.25')),
    removeNeedsNuma(asIn('Linux 2.6.25')),
    ...noAutoOnline(asIn('Linux 2.6.25')),
  ],
  '2.6.28': [
    BORROWED,
    ...hotplugRules(asIn('Linux 2.6.32')),
    ...noAutoOnline(asIn('Linux 2.6.32')),
  ],
  '2.6.32': [BORROWED, ...hotplugRules(kconfig('2.6.32')), ...noAutoOnline(sysfs('2.6.32'))],
  '6.1': newerRules('6.1'),
  '6.12': newerRules('6.12'),
  '7.1.5': newerRules('7.1.5'),
};

export const rulesOf = ({ id }: Pick<Edition, 'id'>): readonly Rule[] => {
  const rules = RULES[id];
  if (!rules) throw new Error(`Linux ${id} has no rules.`);
  return rules;
};

/** Those that can speak on an architecture. */
export const rulesOn = (edition: Pick<Edition, 'id'>, on: ArchitectureId): readonly Rule[] =>
  rulesOf(edition).filter(({ when }) => when.architecture?.includes(on) ?? true);
