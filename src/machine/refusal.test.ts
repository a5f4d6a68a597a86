import { describe, expect, it } from 'vitest';
import { OPENING } from '../scenario/scenario.ts';
import { bootOn } from './boot-on.test-data.ts';
import type { InputError, MachineEvent } from './event.ts';
import { step } from './step.ts';

const SECTION = 1n << 24n;
const hex = (n: bigint): string => `0x${n.toString(16)}`;

/** What the thread's machine says to it. */
function refusal(event: MachineEvent, physicalBits = 61): InputError {
  const memory = OPENING.boot.map((b) => ({ ...b, end: b.start + b.size }));
  const { machine } = bootOn({ ...OPENING.machine, physicalBits }, memory);
  const done = step(machine, event);
  if (done.ok) throw new Error('It fits.');
  return done.error;
}
const range = (type: 'hotplug' | 'unplug', start: bigint) =>
  ({ type, start: hex(start), size: hex(2n * SECTION) }) as const;

describe('a range that does not fit', () => {
  it('names sections by their number, as the rest of the page does', () => {
    expect(refusal(range('hotplug', 8n * SECTION)).message).toMatch(
      /^Section 8 is already there\./,
    );
    expect(refusal(range('hotplug', 1n << 60n)).message).toMatch(/^Section 2³⁶ is already there\./);
    const absent = refusal(range('unplug', 1000n * SECTION)).message;
    expect(absent).toBe('There is no section 1,000 to take away.');
  });

  it('above the limit says what an int makes of the section number', () => {
    const says = (section: bigint): string =>
      refusal(range('hotplug', section << 24n), 44).message.replace(/^.* itself /, '');
    expect(says(1n << 36n)).toBe(
      'would have cut section 2³⁶ to section 0, found that present, added nothing and returned 0.',
    );
    // 2^31 is the first that an int takes for a negative number, 2^32 the first that it takes for 0.
    expect(says(1n << 31n)).toBe('would have cut section 2³¹ to section −2,147,483,648.');
    expect(says((1n << 32n) - 1n)).toBe('would have cut section 4,294,967,295 to section −1.');
    expect(says((1n << 31n) - 1n)).toBe(
      'checks no range: section 2,147,483,647 lies outside its table of sections.',
    );
    expect(says((1n << 32n) + 100n)).toBe('would have cut section 4,294,967,396 to section 100.');
  });
});

it('every refusal has its keys in one order', () => {
  const names = [
    { type: 'register', name: 'ehea', priority: 0, answers: {} },
    { type: 'unregister', name: 'nobody' },
    range('unplug', 1n << 50n),
  ] as const;
  for (const event of names)
    expect(Object.keys(refusal(event))).toEqual(['code', 'message', 'field']);
});
