import { expect, it } from 'vitest';
import type { CallbackView } from '../../worker/protocol.ts';
import { check, draftOf, freshDraft } from './draft.ts';

it('is ready to refuse MEM_GOING_OFFLINE ahead of eHEA', () => {
  expect(check(freshDraft([]), [])).toEqual({
    ok: true,
    event: {
      type: 'register',
      name: 'my_veto',
      priority: 5,
      answers: { MEM_GOING_OFFLINE: 'NOTIFY_BAD' },
    },
  });
  expect(freshDraft(['my_veto', 'my_veto_2']).name).toBe('my_veto_3');
});

it('takes a callback apart and puts it together again', () => {
  const callback: CallbackView = {
    name: 'odd',
    priority: -3,
    builtin: false,
    gloss: '',
    source: '',
    answers: { MEM_ONLINE: 0x8000, MEM_OFFLINE: '-EIO' },
  };
  expect(check(draftOf(callback), [])).toEqual({
    ok: true,
    event: {
      type: 'register',
      name: 'odd',
      priority: -3,
      answers: { MEM_ONLINE: 0x8000, MEM_OFFLINE: '-EIO' },
    },
  });
});

it('names each field that is wrong', () => {
  const draft = freshDraft([]);
  const bad = check(
    {
      name: 'ehea',
      priority: '1.5',
      answers: { ...draft.answers, MEM_ONLINE: 'maybe' },
    },
    ['ehea'],
  );
  expect(bad).toMatchObject({
    ok: false,
    errors: {
      name: expect.stringMatching(/already/),
      priority: expect.stringMatching(/whole number/),
      MEM_ONLINE: expect.stringMatching(/number/),
    },
  });
  expect(check({ ...draft, name: ' ' }, [])).toMatchObject({
    errors: { name: expect.stringMatching(/needs/) },
  });
  expect(check({ ...draft, priority: '−1' }, [])).toMatchObject({ event: { priority: -1 } });
});
