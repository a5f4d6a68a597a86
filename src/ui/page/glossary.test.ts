import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { MOST_BRANCHES } from '../../worker/history.ts';
import { GLOSSARY, INVENTIONS } from './glossary.ts';

/** `| slot | 16 MiB of bus space |` of the table of words, without the marks of Markdown. */
const ROWS = (readFileSync('src/README.md', 'utf8').split('## Words')[1] ?? '')
  .split('\n')
  .map((line) => line.replaceAll('`', '').split('|'))
  .flatMap(([, words, meaning]) =>
    words === undefined || meaning === undefined || /word|---/.test(words)
      ? []
      : [{ words: words.trim().split(', '), meaning: meaning.trim() }],
  );

/** Words of the code that nobody meets on the page. */
const OF_THE_CODE = [
  'LMB',
  'zone',
  'circumstances',
  'pfn',
  'lkey',
  'absolute',
  'resource',
  'story',
  'alternative',
  'direct',
  'pending',
];

it('has every word of the table in src/README.md that the page shows, and no other', () => {
  expect(ROWS.length).toBeGreaterThan(10);
  const known = GLOSSARY.map(({ word, meaning }) => `${word} ${meaning}`).join('\n');
  const words = ROWS.flatMap((row) => row.words);
  for (const word of words) if (!OF_THE_CODE.includes(word)) expect(known).toContain(word);
  expect(words).toEqual(expect.arrayContaining(OF_THE_CODE));
  for (const { word } of GLOSSARY)
    for (const one of word.split(', ')) {
      expect(words).toContain(one);
      expect(OF_THE_CODE).not.toContain(one);
    }
});

it.each(['round', 'slot', 'priority', 'NOTIFY_BAD'])('says of %s what the table says', (word) => {
  const plain = (text: string | undefined): string | undefined =>
    text?.toLowerCase().replaceAll('’', "'").replace(/\.$/, '');
  const row = ROWS.find(({ words }) => words.includes(word));
  expect(plain(GLOSSARY.find((entry) => entry.word === word)?.meaning)).toBe(plain(row?.meaning));
});

it('tells the limits as they are', () => {
  expect(INVENTIONS.join('\n')).toContain(
    '10,000 events, 100,000 runs of memory, 64 callbacks, names of 64 characters',
  );
  expect(INVENTIONS.join('\n')).toContain(`At most ${MOST_BRANCHES} old futures`);
});
