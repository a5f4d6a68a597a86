import { describe, expect, it } from 'vitest';
import { checkChain, type Upgrader, upgrade } from './upgraders.ts';

const add =
  (key: string): Upgrader =>
  (value) => ({ ...value, [key]: true });

describe('upgraders', () => {
  it('take a value through every version that it lacks', () => {
    const chain = [add('second'), add('third')];
    expect(upgrade({}, 1, chain)).toEqual({ second: true, third: true });
    expect(upgrade({}, 2, chain)).toEqual({ third: true });
    expect(upgrade({}, 3, chain)).toEqual({});
  });

  it('have no gap', () => {
    expect(() => checkChain([add('second')], 2)).not.toThrow();
    expect(() => checkChain([], 2)).toThrow('version 2 needs 1 upgraders, not 0');
  });
});
