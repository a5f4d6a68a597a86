import { expect, it } from 'vitest';
import type { CallbackView } from '../../worker/protocol.ts';
import { check, draftOf, freshDraft } from './draft.ts';
import { glossOf } from './glosses.ts';

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

it.each([
  [-5, '0xfffffffb', 4294967291],
  [-(2 ** 31), '0x80000000', 2147483648],
  [2 ** 32 - 1, '0xffffffff', 4294967295],
])('shows the raw answer %i as %s, and takes it back', (answer, text, read) => {
  const callback: CallbackView = {
    name: 'odd',
    priority: 0,
    builtin: false,
    gloss: '',
    source: '',
    answers: { MEM_ONLINE: answer },
  };
  const draft = draftOf(callback);
  expect(draft.answers.MEM_ONLINE).toBe(text);
  expect(glossOf(callback)).toBe(`${text} to ONLINE`);
  // The same 32 bits.
  expect(read | 0).toBe(answer | 0);
  expect(check(draft, [])).toMatchObject({ event: { answers: { MEM_ONLINE: read } } });
});

it('reads every int, and no more', () => {
  const of = (text: string) => {
    const fresh = freshDraft([]);
    return check({ ...fresh, answers: { ...fresh.answers, MEM_ONLINE: text } }, []);
  };
  expect(of('-5')).toMatchObject({ event: { answers: { MEM_ONLINE: -5 } } });
  expect(of('-2147483648')).toMatchObject({ event: { answers: { MEM_ONLINE: -2147483648 } } });
  for (const text of ['-2147483649', '4294967296', '0x100000000', '0x-5', ''])
    expect(of(text)).toMatchObject({ ok: false, errors: { MEM_ONLINE: expect.any(String) } });
});
