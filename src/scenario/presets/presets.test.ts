import { describe, expect, it } from 'vitest';
import { SECTION_SIZE, sectionOf } from '../../machine/units/section.ts';
import { formatScenario } from '../format-scenario.ts';
import { parseScenario } from '../parse-scenario.ts';
import { endOf, joinBoot, OPENING } from '../scenario.ts';
import { PRESETS, presetOf, presetsOver } from './presets.ts';

/** Entries of one table of the three-level map. */
const TABLE = 8192;

describe('openings', () => {
  it('are these, in this order', () => {
    expect(PRESETS.map(({ id }) => id)).toEqual([
      ...['thread', 'shipped', 'dense', 'terabyte', 'scattered', 'islands', 'empty'],
    ]);
  });

  it.each(PRESETS)(
    '$id is a sound scenario under its own title',
    ({ title, sentence, scenario }) => {
      expect(parseScenario(formatScenario(scenario))).toEqual({ ok: true, value: scenario });
      expect(joinBoot(scenario.boot)).toEqual(scenario.boot);
      if (scenario !== OPENING) expect(scenario.title).toBe(title);
      expect(sentence).toMatch(/^[^.]+\.$|^[^.]+: [^.]+\.$/);
    },
  );

  it('are told by their memory, one that is costly to build by its number of ranges first', () => {
    for (const preset of PRESETS) {
      const { boot } = preset.scenario;
      expect(preset.ranges ?? boot.length).toBe(boot.length);
      expect(presetsOver(boot)).toContain(preset);
    }
    expect(presetsOver(OPENING.boot).map(({ id }) => id)).toEqual(['thread', 'shipped']);
    expect(presetsOver([])).toEqual([presetOf('empty')]);
  });

  it.each(['dense', 'terabyte', 'scattered', 'islands'])('%s lies below its limit', (id) => {
    const { boot, machine } = presetOf(id)?.scenario ?? OPENING;
    expect(machine.physicalBits).toBe(44);
    for (const range of boot) expect(endOf(range) <= 1n << 44n).toBe(true);
    expect(boot[0]?.start).toBe(0n);
  });

  it('scattered has 64 islands of whole memory blocks', () => {
    const boot = presetOf('scattered')?.scenario.boot ?? [];
    expect(boot).toHaveLength(64);
    for (const { start, size } of boot) {
      expect(start % (1n << 24n)).toBe(0n);
      expect(size >= 1n << 28n && size <= 1n << 30n).toBe(true);
    }
  });

  it('islands has 65,536 lone sections that take 128 tables of the lowest level', () => {
    const boot = presetOf('islands')?.scenario.boot ?? [];
    expect(boot).toHaveLength(65_536);
    expect(boot.every(({ size }) => size === BigInt(SECTION_SIZE))).toBe(true);
    expect(new Set(boot.map(({ start }) => Math.floor(sectionOf(start) / TABLE))).size).toBe(128);
  });

  it('islands lie as far apart as the sentence says', () => {
    const boot = presetOf('islands')?.scenario.boot ?? [];
    const gaps = boot
      .slice(1)
      .map((range, i) => Number((range.start - endOf(boot[i] ?? range)) >> 24n));
    const said = /gap of (\d+) to (\d+)/.exec(presetOf('islands')?.sentence ?? '');
    expect(said?.slice(1).map(Number)).toEqual([Math.min(...gaps), Math.max(...gaps)]);
  });

  it('knows no other', () => {
    expect(presetOf('constructor')).toBeUndefined();
  });
});
