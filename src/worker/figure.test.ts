import { expect, it } from 'vitest';
import { FIGURE_IDS } from '../timeline/figure.ts';
import { TextHistory } from './text-history.ts';

it('opens the numbers of the thread', () => {
  const session = new TextHistory();
  session.preset('thread');
  expect(session.figure('flatBytes').value).toBe('549,755,813,896 B');
  expect(session.figure('mapBytes').value).toBe('327,680 B');
  expect(session.figure('mrPages').value).toBe('69,632');
  expect(session.figure('mrHcalls').value).toBe('136');
  expect(session.figure('mrLength').value).toBe('0x11000000');
});

it('opens each number at the cursor, with a formula and a source', () => {
  const session = new TextHistory();
  session.preset('thread');
  session.dispatch({ type: 'hotplug', start: '0x10000000', size: '0x1000000' });
  for (const step of [0, 1]) {
    session.seek(step);
    expect(session.figure('mrHcalls').value).toBe(step === 0 ? '136' : '144');
    for (const id of FIGURE_IDS) {
      const { value, formula, source } = session.figure(id);
      expect(value, id).not.toBe('');
      expect(formula, id).not.toBe('');
      expect(source.file === '' ? ['ours', 'derived'] : ['ran', 'read', 'derived']).toContain(
        source.kind,
      );
      if (source.kind === 'ours') expect(source.note, id).not.toBe('');
    }
  }
});
