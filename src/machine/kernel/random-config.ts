import { OPTIONS } from './option-values.ts';
import type { OptionKey, Options } from './options.ts';

/**
 * The thread's argument as something to try: someone who builds what nobody thought of, as `make randconfig` does.
 * Only what Kconfig and the command line decide is rolled; the hardware stays.
 */
const ROLLED: readonly OptionKey[] = [
  'memoryModel',
  'memoryHotplug',
  'memoryHotremove',
  'numa',
  'ehea',
  'autoOnline',
  'movableNode',
];

/** The nth roll: the same everywhere (splitmix32). */
export function randomConfig(roll: number): Partial<Options> {
  let state = Math.imul(roll + 1, 0x9e3779b9);
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  const chosen = ROLLED.map((key) => {
    const values = OPTIONS[key];
    return 'low' in values ? [key, values.low] : [key, values[next() % values.length]];
  });
  return Object.fromEntries(chosen);
}
