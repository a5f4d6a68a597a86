import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openText } from '../exchange/open-text.ts';
import { isLink, makeLink, readLink } from './link.ts';
import { FIELD_NAMES, FIELDS_LIMIT, joinFields, splitFields } from './link-fields.ts';
import { OPENING } from './scenario.ts';

const SCENE = '1q1ZKyy_KTSxRslIqLkgsKk4tTs4vSNUtTk7NSyzKzNc3VKoFAA';

const fieldsOf = (text: string): unknown => Object.fromEntries(splitFields(text).fields);
const messagesOf = (text: string): readonly string[] =>
  splitFields(text).problems.map(({ message }) => message);

describe('splitFields', () => {
  it.each([
    SCENE,
    `#${SCENE}`,
    `https://example.org/?a=1&b=2#${SCENE}`,
    'https://example.org/?a=1&b=2',
    '',
    '#',
  ])('finds no field in %j', (text) =>
    expect(splitFields(text)).toEqual({ scene: text, fields: new Map(), problems: [] }),
  );

  it.each([
    [`#${SCENE}&race`, `#${SCENE}`, { race: '' }],
    [`#${SCENE}&race=`, `#${SCENE}`, { race: '' }],
    [`${SCENE}&race=q1-_`, SCENE, { race: 'q1-_' }],
    [
      `#${SCENE}&step=3&view=0x0,0x100:broken\n`,
      `#${SCENE}`,
      { step: '3', view: '0x0,0x100:broken' },
    ],
    [`#${SCENE}%26race%3Dq1%2D%5F%26step%3d3`, `#${SCENE}`, { race: 'q1-_', step: '3' }],
    [
      `https://a.example/?x=1&step=9%23${SCENE}&step=3`,
      `https://a.example/?x=1&step=9%23${SCENE}`,
      { step: '3' },
    ],
    [`#${SCENE}&view=0%2C1%3A2`, `#${SCENE}`, { view: '0,1:2' }],
    ['#&race', '#', { race: '' }],
  ])('takes %j apart', (text, scene, fields) => {
    expect(splitFields(text)).toMatchObject({ scene, problems: [] });
    expect(fieldsOf(text)).toEqual(fields);
  });

  it('leaves out what it does not know and keeps the others', () => {
    const text = '#1abc&colour=red&step=3&__proto__=1&&constructor';
    expect(fieldsOf(text)).toEqual({ step: '3' });
    expect(splitFields(text).problems).toMatchObject([
      { code: 'bad-link', line: 1, column: 7 },
      { code: 'bad-link', column: 25 },
      { code: 'bad-link', column: 37 },
      { code: 'bad-link', column: 38 },
    ]);
    expect(messagesOf(text)[0]).toBe(
      'the field "colour" is not known here and was left out; known are view, lanes, select, step, race, embed',
    );
    expect(messagesOf(text)[2]).toBe('expected the name of a field after "&"');
  });

  it('takes the first of two', () => {
    const text = '#1abc&step=3&race&step=4';
    expect(fieldsOf(text)).toEqual({ step: '3', race: '' });
    expect(splitFields(text).problems).toMatchObject([{ field: 'step', column: 19 }]);
  });

  it.each(['a b', '<b>', '%', '%zz', '%ff', 'a%20b', '\u0000', '😀', 'a=b', '"'])(
    'a value %j fails alone',
    (value) => {
      const text = `#1abc&step=3&race=${value}&lanes=2`;
      expect(fieldsOf(text)).toEqual({ step: '3', lanes: '2' });
      expect(splitFields(text).problems).toMatchObject([
        { code: 'bad-link', field: 'race', column: 14 },
      ]);
    },
  );

  it('fields that take too much fail, those before them do not', () => {
    const long = 'a'.repeat(FIELDS_LIMIT);
    expect(fieldsOf(`#1abc&step=3&race=${long}&lanes=2`)).toEqual({ step: '3' });
    expect(splitFields(`#1abc&step=3&race=${long}&lanes=2`).problems).toMatchObject([
      { code: 'too-large', column: 14 },
    ]);
    const fits = 'a'.repeat(FIELDS_LIMIT - '&race='.length);
    expect(fieldsOf(`#1abc&race=${fits}`)).toEqual({ race: fits });
    expect(fieldsOf(`#1abc&race=${fits}a`)).toEqual({});
    expect(splitFields(`#1abc${'&'.repeat(100_000)}`).problems).toHaveLength(17);
    expect(splitFields(`#1abc${'&'.repeat(1_000_000)}`).scene).toBe('#1abc');
  });
});

describe('joinFields', () => {
  const value = fc.string({
    unit: fc.constantFrom(...'abcXYZ019-_.~,:'),
    maxLength: 60,
  });
  const fields = fc
    .uniqueArray(fc.tuple(fc.constantFrom(...FIELD_NAMES), value), { selector: ([name]) => name })
    .map((entries) => new Map(entries));

  it('gives what splitFields takes apart, also as mail programs write it', () => {
    fc.assert(
      fc.property(fields, fc.boolean(), (given, mailed) => {
        const joined = joinFields(`#${SCENE}`, given);
        if (!joined.ok) throw new Error(joined.error.message);
        const text = mailed ? encodeURIComponent(joined.value) : joined.value;
        const split = splitFields(text);
        expect(split.problems).toEqual([]);
        expect(split.fields).toEqual(given);
        expect(readLink(text)).toEqual({ ok: true, value: OPENING });
        expect(joinFields(joined.value, given)).toEqual(joined);
      }),
    );
  });

  it('writes one order', () => {
    const given = new Map([
      ['race', ''],
      ['step', '3'],
      ['view', '0'],
    ] as const);
    expect(joinFields(`https://a.example/#${SCENE}&lanes=2`, given)).toEqual({
      ok: true,
      value: `https://a.example/#${SCENE}&view=0&step=3&race`,
    });
  });

  it('refuses what would not come back', () => {
    expect(joinFields(SCENE, new Map([['race', 'a&b']]))).toMatchObject({
      error: { code: 'bad-link', field: 'race' },
    });
    expect(joinFields(SCENE, new Map([['race', 'a'.repeat(FIELDS_LIMIT)]]))).toMatchObject({
      error: { code: 'too-large', field: 'race' },
    });
  });
});

describe('a link with fields', () => {
  const tails = [
    '&race',
    '&race=q1-_&step=3',
    '&',
    '&&&',
    '&%',
    '&race=<script>',
    '&race=a b&step=3',
    '&race=a\nb',
    '&__proto__=1',
    '%26step%3D3',
    `&${'x'.repeat(50_000)}`,
  ];

  it.each(tails)('opens the scene before %j', (tail) => {
    for (const text of [
      `#${SCENE}${tail}`,
      SCENE + tail,
      ` https://example.org/?q=1&r=2#${SCENE}${tail}\n`,
    ]) {
      expect(isLink(text)).toBe(true);
      expect(readLink(text)).toEqual({ ok: true, value: OPENING });
      expect(openText(text)).toMatchObject({ ok: true, value: { scenario: OPENING } });
    }
    expect(makeLink(OPENING)).toEqual({ ok: true, value: SCENE });
  });

  it.each(['#a & b', '#a&\nboot 16M@0', 'https://example.org/&a b', 'RANGE&SIZE a', '1 &'])(
    'does not take %j for one',
    (text) => expect(isLink(text)).toBe(false),
  );

  it('says at which column its scene is damaged', () => {
    expect(readLink('#1%5F*&race')).toMatchObject({ error: { code: 'bad-link', column: 6 } });
    expect(readLink('#&race')).toMatchObject({ error: { code: 'bad-link' } });
    expect(readLink('#2abc&race')).toMatchObject({ error: { code: 'newer-version', column: 2 } });
  });

  it('never loses the scene by what stands behind it', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ maxLength: 200 }), fc.string({ unit: 'binary' })),
        (noise) => {
          expect(readLink(`#${SCENE}&${noise}`)).toEqual({ ok: true, value: OPENING });
          for (const { code, message } of splitFields(`#${SCENE}&${noise}`).problems) {
            expect(['bad-link', 'too-large']).toContain(code);
            expect(message.length).toBeLessThan(200);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
