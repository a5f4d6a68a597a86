import { expect, it } from 'vitest';
import { answerCode, codeNamed, codeWords, errnoCode, HCALL_CODES, hcallCode } from './codes.ts';

/** Spelling and numbers: FACTS b, c1 and the numbers at the head of A; Linux 2.6.25. */

it.each([
  ['−EPERM', '−1'],
  ['−EINTR', '−4'],
  ['−EIO', '−5'],
  ['−E2BIG', '−7'],
  ['−EAGAIN', '−11'],
  ['−ENOMEM', '−12'],
  ['−EBUSY', '−16'],
  ['−EEXIST', '−17'],
  ['−EINVAL', '−22'],
  ['NOTIFY_DONE', '0x0000'],
  ['NOTIFY_OK', '0x0001'],
  ['NOTIFY_STOP', '0x8001'],
  ['NOTIFY_BAD', '0x8002'],
  ['H_SUCCESS', '0'],
  ['H_BUSY', '1'],
  ['H_PAGE_REGISTERED', '15'],
  ['H_HARDWARE', '−1'],
  ['H_PARAMETER', '−4'],
  ['H_RESOURCE', '−16'],
  ['H_NOT_ENOUGH_RESOURCES', '−44'],
  ['H_R_STATE', '−45'],
  ['H_LONG_BUSY_ORDER_1_MSEC', '9900'],
  ['H_LONG_BUSY_ORDER_100_SEC', '9905'],
])('%s is %s and says something', (name, number) => {
  const code = codeNamed(name);
  expect(code).toMatchObject({ name, number });
  expect(code?.says).toMatch(/^[A-Z].*\.$/);
});

it('reads what notifier_from_errno made', () => {
  expect(answerCode(0x800d)).toMatchObject({ name: '−ENOMEM', number: '0x800d' });
  expect(answerCode(0x800d).says).toContain('−12');
});

it('has words for numbers without a name, and none for words that are no code', () => {
  expect(codeWords(hcallCode(77))).toBe('77: A number that no header names.');
  expect(codeWords(errnoCode(-16))).toMatch(/^−EBUSY \(−16\): /);
  expect(codeNamed('−ENOSUCH')).toBeNull();
  expect(codeNamed('toString')).toBeNull();
  expect(HCALL_CODES.every((n) => hcallCode(n).name !== hcallCode(n).number)).toBe(true);
});
