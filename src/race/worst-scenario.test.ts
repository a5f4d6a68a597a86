import { expect, it } from 'vitest';
import { bootOn } from '../machine/boot-on.test-data.ts';
import type { StructureId } from '../machine/structures/words/structure.ts';
import { formatScenario } from '../scenario/format-scenario.ts';
import { parseScenario } from '../scenario/parse-scenario.ts';
import { OPENING, type Scenario } from '../scenario/scenario.ts';
import { startOf } from '../scenario/start-of.ts';
import { wholeBill } from '../timeline/whole-bill.ts';
import { worstLayout } from './worst-layout.ts';
import { worstScenario } from './worst-scenario.ts';

const found = (structure: StructureId, sections: bigint, physicalBits: number) =>
  worstLayout({
    structure,
    budget: sections << 24n,
    installed: 'exactly',
    measures: { physicalBits },
  });

const read = (scenario: Scenario): Scenario => {
  const parsed = parseScenario(formatScenario(scenario));
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
};

it.each(['three-level', 'radix-64', 'vmemmap', 'extents'] as const)(
  'opens as a scene that costs what was found: %s',
  (id) => {
    for (const bits of [44, 61, 64]) {
      const worst = found(id, 300n, bits);
      const scenario = worstScenario(worst, OPENING.machine, id);
      expect(read(scenario)).toEqual(scenario);
      const { config, boot } = startOf(scenario);
      const bill = wholeBill(bootOn(config, boot).machine);
      expect(bill.find((line) => line.structure === id)?.bytes).toBe(worst.formula.bytes);
    }
  },
);

it('has a title in one line', () => {
  const { title } = worstScenario(
    found('three-level', 1024n, 61),
    OPENING.machine,
    'eHEA three-level',
  );
  expect(title).toBe('Worst for eHEA three-level: 16 GiB below 2⁶¹');
});

it('holds as many pieces as a scene may', () => {
  const { boot } = worstScenario(found('extents', 150_000n, 61), OPENING.machine, 'extents');
  expect(boot.length).toBe(100_000);
  expect(boot.reduce((sum, range) => sum + range.size, 0n)).toBe(150_000n << 24n);
});

it('calls no layout the worst where all cost the same', () => {
  const { title } = worstScenario(found('hash', 64n, 61), OPENING.machine, 'hash table');
  expect(title).toBe('A layout for hash table: 1 GiB below 2⁶¹');
});
