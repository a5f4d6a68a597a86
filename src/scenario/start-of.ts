import type { Start } from '../timeline/switch-on.ts';
import type { Scenario } from './scenario.ts';

/** What a scenario begins with, before its events. */
export const startOf = ({ machine, boot }: Pick<Scenario, 'machine' | 'boot'>): Start => ({
  config: machine,
  boot: boot.map(({ start, size, state }) => ({ start, end: start + size, state })),
});
