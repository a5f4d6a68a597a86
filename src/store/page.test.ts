import { expect, it } from 'vitest';
import { newsAfter } from './page.ts';
import { OPENING_QUESTION, openingQuestion } from './view.ts';

type Seen = Parameters<typeof newsAfter>[0];

const state = (type: string | null, over: object = {}): Seen =>
  ({
    scene: { trace: [], event: type === null ? null : { type } },
    question: OPENING_QUESTION,
    ...over,
  }) as never;

it('a question that somebody asks is news; one that the page asks is not', () => {
  const before = state(null);
  const asked = { ...before, question: { text: '0x1000', space: 'physical' as const } };
  expect(newsAfter(asked, before)).toBe('translation');
  expect(newsAfter(before, asked)).toBe(undefined);
  expect(newsAfter({ ...before, question: { ...asked.question, text: '' } }, before)).toBe(
    undefined,
  );
});

it('a buffer that is sent leaves the panels as they are, any other silent step calms them', () => {
  const before = state(null);
  expect(newsAfter(state('send'), before)).toBe(undefined);
  expect(newsAfter(state('work'), before)).toBe(undefined);
  expect(newsAfter(state('register'), before)).toBe(null);
});

it('asks about the byte at 2^60 only where there is memory', () => {
  expect(openingQuestion({ memory: new Float64Array([0, 16, 0, 2 ** 36, 1, 0]) })).toBe(
    OPENING_QUESTION,
  );
  expect(openingQuestion({ memory: new Float64Array([0, 2 ** 36, 0]) }).text).toBe('');
  expect(openingQuestion({ memory: new Float64Array(0) }).text).toBe('');
});
