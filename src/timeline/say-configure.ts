import { NO_ADAPTER } from '../machine/driver/without-adapter.ts';
import { OPTION_WORDS } from '../machine/kernel/option-words.ts';
import { optionsOf } from '../machine/kernel/options.ts';
import type { Stepped } from '../machine/step.ts';
import { formatSize } from '../machine/units/bytes.ts';
import { goesWithout } from './goes-without.ts';
import type { Said } from './said.ts';

/** Power off, on again. */
export function sayConfigure(done: Stepped): Said {
  const changed = done.trace.find((f) => f.type === 'configure');
  const list = changed?.type === 'configure' ? changed.changes : [];
  const refused = done.trace.some((f) => f.type === 'load' && f.ret !== 0);
  const without = goesWithout(done.machine);
  return {
    fact:
      list.length === 0
        ? 'Power off, on again: nothing changed.'
        : `Rebooted: ${list.map(changeWords).join(', ')}.`,
    cost: refused
      ? 'The driver did not load: vmalloc refused its array.'
      : optionsOf(done.machine).adapters === 0
        ? `${NO_ADAPTER} Nobody registers a memory region.`
        : (without ??
          (done.machine.generation.standing(done.machine.driver, done.machine.sections.online)
            ? 'The device was told of its memory anew.'
            : 'Map and memory region were built anew.')),
    tone: refused || without ? 'broken' : 'neutral',
  };
}

const SETTINGS: Readonly<Record<string, string>> = {
  ...OPTION_WORDS,
  pageSize: 'page size',
  blockSize: 'block size',
  physicalBits: 'physical bits',
};

/** `block size 16 MiB is now 128 MiB` */
function changeWords({ key, from, to }: { key: string; from: string; to: string }): string {
  const say = (value: string): string =>
    key === 'pageSize' || key === 'blockSize' ? formatSize(BigInt(value)) : value;
  return `${SETTINGS[key] ?? key} ${say(from)} is now ${say(to)}`;
}
