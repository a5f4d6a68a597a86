import { describe, expect, it } from 'vitest';
import type { MachineEvent } from '../../machine/event.ts';
import { translate } from '../../machine/translation.ts';
import { ask } from '../../timeline/ask.ts';
import { makeReport } from '../../timeline/report.ts';
import { Timeline } from '../../timeline/timeline.ts';
import { formatScenario } from '../format-scenario.ts';
import { parseScenario } from '../parse-scenario.ts';
import { OLDER_PRESETS } from '../presets/older.ts';
import { PRESETS } from '../presets/presets.ts';
import type { Scenario } from '../scenario.ts';
import { startOf } from '../start-of.ts';
import { STORIES, storyOf, storyTitled } from './stories.ts';
import type { Story } from './story.ts';

function play({ machine, boot, events }: Scenario, more: readonly MachineEvent[] = []): Timeline {
  const played = Timeline.play(startOf({ machine, boot }), [...events, ...more]);
  if (!played.ok) throw new Error(JSON.stringify(played.error));
  return played.value;
}

function storyNamed(id: string): Story {
  const story = storyOf(id);
  if (!story) throw new Error(id);
  return story;
}

/** What the machine answers at the end of a scene, question by question. */
function verdicts(id: string, more: readonly MachineEvent[] = []): readonly string[] {
  const { scenario, questions } = storyNamed(id);
  const line = play(scenario, more);
  return questions.map((question) => ask(line, question).verdict);
}

const report = (id: string) => {
  const { scenario } = storyNamed(id);
  const line = play(scenario);
  return makeReport(line.machineAt(line.steps), line.steps, line.steps);
};

describe('scenes', () => {
  it.each(STORIES)('$id is a sound scenario at its first step, under its own title', (story) => {
    const { id, title, sentence, scenario } = story;
    expect(parseScenario(formatScenario(scenario))).toEqual({ ok: true, value: scenario });
    expect(scenario).toMatchObject({ title, step: 0 });
    expect(scenario.events.length).toBeGreaterThan(0);
    expect(sentence).toMatch(/^[^.]+\.$/);
    expect(storyTitled(title)).toBe(story);
    const others = [...PRESETS, ...OLDER_PRESETS, ...STORIES].filter((p) => p !== story);
    expect(others.filter((p) => p.id === id || p.title === title)).toEqual([]);
  });

  it('are 18, numbered in their order', () => {
    expect(STORIES.map(({ number }) => number)).toEqual(
      Array.from({ length: 18 }, (_, i) => i + 1),
    );
  });

  it('hold no verdict in words: what they ask is data', () => {
    const tokens = /wrong page|no region|stale|miss\b|EIO|ENOMEM|EPERM/;
    for (const { questions } of STORIES) expect(JSON.stringify(questions)).not.toMatch(tokens);
  });

  it.each(STORIES)('$id: a DMA is judged as translate does', ({ scenario, questions }) => {
    const line = play(scenario);
    for (const question of questions) {
      if (question.ask !== 'dma') continue;
      const answer = translate(line.machineAt(line.steps), BigInt(question.address), 'physical');
      expect(ask(line, question).verdict).toBe(answer.verdict);
    }
  });
});

/** Expected values are those of FACTS.md, by section. */
describe('verdicts', () => {
  it('1, a5: 549,755,813,896 bytes are refused; as compiled 16 entries, and 2^60 misses', () => {
    expect(verdicts('flat-bill')).toEqual(['−ENOMEM', 'miss', 'miss']);
    const { scenario, questions } = storyNamed('flat-bill');
    const line = play(scenario);
    const [bill, compiled] = questions.map((q) => ask(line, q));
    expect(bill?.figures.map((f) => f.value)).toEqual(['549755813896', '134217729', '69632']);
    expect(compiled?.figures[0]?.value).toBe('16');
  });

  it('2, d5: hot-add of 2^60 is cut to section 0, adds nothing, and returns 0', () => {
    expect(verdicts('cut')).toEqual(['added nothing', 'no section', 'miss']);
    const { scenario, questions } = storyNamed('cut');
    expect(ask(play(scenario), questions[0]).figures.map((f) => f.value)).toEqual(['0', '0']);
    expect(report('cut').memory).toEqual([{ start: '0x0', size: '0x10000000', state: 'online' }]);
  });

  it('3, a4: the pages of section 0 behind the bus address of 2^60, every hcall well', () => {
    expect(verdicts('wrong-page')).toEqual(['wrong page', 'stands', 'all mapped']);
    const { scenario, questions } = storyNamed('wrong-page');
    expect(ask(play(scenario), questions[0]).figures).toContainEqual({
      name: 'the device reaches',
      value: '0xabc',
    });
  });

  it('5, a1: a removed section is never noticed', () => {
    expect(verdicts('still-mapped')).toEqual(['stale', 'stale', 'not in the chain']);
  });

  it('6, a1: a miss stops transfers and queues the rebuild that mends it', () => {
    expect(verdicts('mended')).toEqual(['ok', 'mended', 'running']);
    const { scenario, questions } = storyNamed('mended');
    const line = play(scenario);
    expect(questions.map((q) => ask(line, q, 2).verdict)).toEqual([
      'miss',
      'not mended',
      'stopped',
    ]);
  });

  it('7 and 8, c1: with SLUB eHEA is never called, with SLAB it is', () => {
    expect(verdicts('untold')).toEqual(['never asked', 'stale']);
    expect(verdicts('told')).toEqual(['asked', 'stale']);
    expect(report('untold').regions[0]?.handle).toBe('0x1');
    expect(report('told').regions[0]?.handle).toBe('0x2');
  });

  it('9, c4: CANCEL without GOING: the length drifts, -EIO, and the notifier says OK', () => {
    expect(verdicts('cancelled')).toEqual(['−EIO', 'half told', 'no region']);
    expect(report('cancelled').busMap).toMatchObject({ mapped: 32, mrLength: '0x21000000' });
    const { scenario, questions } = storyNamed('cancelled');
    expect(ask(play(scenario), questions[1] ?? questions[0]).sentence).toContain('NOTIFY_OK');
  });

  it('10, a3 and c5: transfers stay stopped, the kernel returns 0, flag 1 goes out as an address', () => {
    expect(verdicts('flag')).toEqual(['stopped', 'returned 0', 'no region']);
    const { scenario, questions } = storyNamed('flag');
    expect(ask(play(scenario), questions[2] ?? questions[0]).figures).toContainEqual({
      name: 'bus address',
      value: '0xabd',
    });
  });

  it('11, a2: earlier ranges are lost with their root', () => {
    expect(verdicts('root-per-range')).toEqual(['256 MiB lost', 'miss', '−EIO']);
  });

  it('12, a1: with 64K pages the loop of 2.6.23 runs 0 times', () => {
    expect(verdicts('no-page')).toEqual(['no page', 'no region']);
    expect(report('no-page').regions[0]).toMatchObject({ length: '0x10000000', pages: '0' });
  });

  it('13, a4: 2^63 is section 0 once more, and its length is counted twice', () => {
    expect(verdicts('alias')).toEqual(['one bus address', '−EIO', 'no region']);
  });

  it('14, a3: a 16 GiB page is skipped at boot and not on hot-add', () => {
    expect(verdicts('huge-pages')).toEqual(['miss', 'ok', '16 GiB lost']);
    expect(report('huge-pages').busMap.runs.map(([first, count]) => [first, count])).toEqual([
      [0, 1024],
      [2048, 1024],
      [4096, 1024],
    ]);
  });

  it('4: with a section base of 64 bits the device reaches 2^60, at the same 327,680 bytes', () => {
    expect(verdicts('repaired')).toEqual(['ok', 'ok', 'stands']);
    expect(report('repaired').busMap.bytes).toBe('327680');
    expect(report('repaired').busMap).toEqual(report('wrong-page').busMap);
  });

  it('15, b: a packet takes one handle, a section one and two for its queue pair; three are there', () => {
    expect(verdicts('run-out')).toEqual(['3 of 3', '3 of 3', '48 MiB lost']);
    const { scenario, questions } = storyNamed('run-out');
    const [packets, sections] = questions.map((q) => ask(play(scenario), q).sentence);
    expect(packets).toContain('packet 4');
    expect(sections).toContain('section 1, at 2²⁴');
  });

  it('16, h: ehca answers NOTIFY_BAD to both GOING', () => {
    expect(verdicts('refuses')).toEqual(['−EPERM', '−EPERM', 'asked']);
    const { scenario, questions } = storyNamed('refuses');
    expect(ask(play(scenario), questions[2] ?? questions[0]).sentence).toContain('NOTIFY_BAD');
    expect(report('refuses').memory).toEqual([
      { start: '0x0', size: '0x10000000', state: 'online' },
      { start: '0x40000000', size: '0x1000000', state: 'offline' },
    ]);
  });

  it('17, h: the window maps at GOING_ONLINE and vetoes what it cannot map; the LMB is taken back', () => {
    expect(verdicts('direct-window')).toEqual(['ok', 'asked', 'no section']);
    const { scenario, questions } = storyNamed('direct-window');
    const told = ask(play(scenario), questions[1] ?? questions[0]).sentence;
    expect(told).toMatch(/MEM_GOING_ONLINE and MEM_CANCEL_ONLINE .*NOTIFY_BAD/);
  });

  it('18, A4a and the recording x86-61-errors, step 8: asked twice, put back as Normal, -EBUSY', () => {
    expect(verdicts('put-back')).toEqual(['−EBUSY', 'Movable is Normal now', '−EBUSY']);
    const { scenario, questions } = storyNamed('put-back');
    expect(ask(play(scenario), questions[0]).figures.map((f) => f.value)).toEqual(['2', '2']);
    // Two blocks go, two come back, GOING and the last for each; the third is never isolated, so nobody is asked.
    expect(play(scenario).momentAt(5).account.rounds).toBe('8');
    const { zones, memory } = report('put-back');
    expect(zones?.at(-1)).toEqual({ start: '0x100000000', size: '0x18000000', zone: 'Normal' });
    expect(memory.every(({ state }) => state === 'online')).toBe(true);
    const movable = { type: 'pages', start: '0x110000000', size: '0x8000000', are: 'movable' };
    const again = { type: 'unplug', start: '0x100000000', size: '0x18000000' };
    expect(verdicts('put-back', [movable, again] as MachineEvent[])).toEqual([
      'nobody refused',
      'same zones',
      'returned 0',
    ]);
  });

  it('are those of the scene as it is now: change it and they change', () => {
    const again = { type: 'hotplug', start: '0x80000000', size: '0x1000000' } as const;
    expect(verdicts('mended', [again])).toEqual(['ok', 'mended', 'running']);
    const reboot = (change: object) => [{ type: 'configure', ...change } as MachineEvent];
    expect(verdicts('cancelled', reboot({}))).toEqual(['stands', 'half told', 'ok']);
    expect(verdicts('no-page', reboot({ pageSize: 4096 }))).toEqual(['stands', 'ok']);
    expect(verdicts('wrong-page', reboot({ physicalBits: 44 }))[0]).toBe('miss');
    expect(verdicts('flat-bill', reboot({ physicalBits: 44 }))[0]).toBe('granted');
  });
});
