import { describe, expect, it } from 'vitest';
import { type BootExtent, boot } from '../../machine/boot.ts';
import { editionOf } from '../../machine/kernel/editions.ts';
import type { Machine } from '../../machine/machine.ts';
import { step } from '../../machine/step.ts';
import { translate } from '../../machine/translation.ts';
import { formatScenario } from '../format-scenario.ts';
import { parseScenario } from '../parse-scenario.ts';
import { joinBoot } from '../scenario.ts';
import { OLDER_PRESETS, olderPresetOf } from './older.ts';
import { PRESETS } from './presets.ts';

/** The machine at the end of an opening. */
function endOf(id: string): Machine {
  const scenario = olderPresetOf(id)?.scenario;
  const edition = editionOf(scenario?.machine.kernel ?? '');
  if (!scenario || !edition) throw new Error(id);
  const memory = scenario.boot.map(
    ({ start, size, state }): BootExtent => ({ start, end: start + size, state }),
  );
  let { machine } = boot(scenario.machine, edition, memory);
  for (const event of scenario.events) {
    const done = step(machine, event);
    if (!done.ok) throw new Error(done.error.message);
    machine = done.machine;
  }
  return machine;
}

const verdict = (id: string, address: bigint) => translate(endOf(id), address, 'physical').verdict;

describe('openings on older kernels', () => {
  it.each(OLDER_PRESETS)('$id is a sound scenario under its own title', (preset) => {
    const { id, title, sentence, scenario } = preset;
    expect(parseScenario(formatScenario(scenario))).toEqual({ ok: true, value: scenario });
    expect(joinBoot(scenario.boot)).toEqual(scenario.boot);
    expect(scenario.title).toBe(title);
    expect(sentence).toMatch(/^[^.]+\.$|^[^.]+: [^.]+\.$/);
    expect(PRESETS.filter((p) => p.id === id || p.title === title)).toEqual([]);
  });

  it('end in what they say', () => {
    expect(verdict('no-map', 1n << 30n)).toBe('no region');
  });
});
