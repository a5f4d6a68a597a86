import { describe, expect, test } from 'vitest';
import type { InputError } from '../machine/event.ts';
import { LIMITS } from '../machine/event.ts';
import { type Import, importScenarioParts, readImport, toImportSource } from './import.ts';

function read(text: string): Import {
  const result = readImport(text);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

function fault(text: string): InputError {
  const result = readImport(text);
  if (result.ok) throw new Error('read');
  return result.error;
}

const at = ({ code, line, column }: InputError) => [code, line, column];

const TABLE = `RANGE                                  SIZE   STATE REMOVABLE BLOCK
0x0000000000000000-0x0000000007ffffff  128M  online       yes     0
0x0000000008000000-0x0000000017ffffff  256M offline             1-2

Memory block size:       128M
Total online memory:     128M
Total offline memory:    256M
`;

const IOMEM = `00000000-00000fff : Reserved
00001000-0009ffff : System RAM
00100000-7fffffff : System RAM
  01000000-01ffffff : Kernel code
100000000-17fffffff : System RAM
`;

const JSON_TEXT = `{
   "memory": [
      {"range":"0x0000000000000000-0x0000000007ffffff", "state":"online", "block":"0"},
      {"range":"0x0000000008000000-0x0000000017ffffff", "state":"offline", "block":"1-2"}
   ]
}
`;

const row = (start: bigint, state = 'online'): string =>
  `0x${start.toString(16).padStart(16, '0')}-0x${(start + 0xffffffn).toString(16).padStart(16, '0')} 16M ${state}`;

describe('what pastes look like', () => {
  const plain = read(TABLE);
  const quoted = (mark: string) =>
    TABLE.split('\n')
      .map((l) => mark + l)
      .join('\n')
      .replace(/\n[> |]*$/, '\n');

  test.each([
    ['CRLF', TABLE.replaceAll('\n', '\r\n')],
    ['lone CR', TABLE.replaceAll('\n', '\r')],
    ['byte order mark', `\ufeff${TABLE}`],
    ['byte order mark read as Latin-1', `ï»¿${TABLE}`],
    ['UTF-16 read byte by byte', `ÿþ${[...TABLE].map((c) => `${c}\0`).join('')}`],
    ['trailing blanks', TABLE.replaceAll('\n', '  \t\n')],
    ['tabs', TABLE.replace(/ {2,}/g, '\t')],
    ['no-break spaces', TABLE.replaceAll(' ', '\u00a0')],
    ['blanks collapsed', TABLE.replace(/ {2,}/g, ' ')],
    ['no final newline', TABLE.trimEnd()],
    ['quoted', quoted('> ')],
    ['quoted twice', quoted('> > ')],
    ['quoted tightly', quoted('>>')],
    ['indented', quoted('    ')],
    ['a user prompt', `$ lsmem\n${TABLE}$ `],
    ['a root prompt', `[root@host ~]# lsmem -a\n${TABLE}[root@host ~]# `],
    ['a coloured shell', `user@host:~$ lsmem\n${TABLE}user@host:~$`],
    ['other shells', `host:~ # lsmem\n/ # lsmem\nbash-5.1# lsmem\nhost% lsmem\n❯ lsmem\n${TABLE}`],
    ['a password prompt', `[a@b ~]$sudo lsmem\n[sudo] password for a: \n${TABLE}`],
    ['a quoted prompt', `> # lsmem\n${quoted('> ')}`],
    ['dots', TABLE.replace('\n0x', '\n...\n0x')],
  ])('%s', (_, text) => {
    const found = read(text);
    expect(found.ranges).toEqual(plain.ranges);
    expect(found.blockSize).toBe(plain.blockSize);
  });

  test('skipped lines are counted', () => {
    const { notices } = read(`$ lsmem\n\n${TABLE}...\n[...]\n\n> $\n`);
    expect(notices[0]).toBe('Skipped: 2 shell prompts, 3 blank lines, 2 lines of dots.');
    expect(notices[1]).toBe('Quote marks taken off 1 line.');
  });

  test('JSON between prompts, quoted', () => {
    const text = `$ lsmem -J\n${JSON_TEXT}$ `;
    expect(read(text).ranges).toEqual(plain.ranges);
    expect(read(text.replace(/^/gm, '> ')).ranges).toEqual(plain.ranges);
  });

  test('/proc/iomem without indentation, quoted, with a prompt, with blanks around the dash', () => {
    const { ranges } = read(IOMEM);
    expect(read(IOMEM.replace(/^ +/gm, '')).ranges).toEqual(ranges);
    expect(read(`root@host:~# cat /proc/iomem\n${IOMEM}`).ranges).toEqual(ranges);
    expect(read(IOMEM.replace(/^/gm, '> ')).ranges).toEqual(ranges);
    expect(read(IOMEM.replaceAll('\n', '\r\n')).ranges).toEqual(ranges);
    const spaced = read(IOMEM.replace('00001000-', '00001000 - '));
    expect(spaced.ranges).toEqual(ranges);
    expect(spaced.notices).toEqual(['1 line with blanks around the dash, which no kernel prints.']);
  });
});

describe('columns', () => {
  test('reordered, extra, without header', () => {
    const shuffled = `NODE ZONES STATE RANGE SIZE BLOCK MEMMAP-ON-MEMORY
   0 None online 0x0000000000000000-0x0000000007ffffff 128M 0 no
   1  offline 0x0000000008000000-0x0000000017ffffff 256M 1-2 no
`;
    const found = read(shuffled);
    expect(found.ranges).toEqual(read(TABLE).ranges);
    expect(found.blockSize).toBe(1n << 27n);
    const headless = read(shuffled.split('\n').slice(1).join('\n'));
    expect(headless.ranges).toEqual(found.ranges);
    expect(headless.blockSize).toBe(1n << 27n);
  });

  test('SIZE and NODE in digits are not taken for BLOCK', () => {
    const text = `RANGE SIZE STATE BLOCK NODE
0x0000000000000000-0x000000000fffffff 268435456 online 0 1
`;
    expect(read(text).blockSize).toBe(1n << 28n);
    expect(read(text.split('\n')[1] ?? '').blockSize).toBe(1n << 28n);
  });

  test('a translated header', () => {
    const found = read(TABLE.replace(/^.*$/m, 'BEREICH GRÖSSE ZUSTAND ENTFERNBAR BLOCK'));
    expect(found.ranges).toEqual(read(TABLE).ranges);
    expect(found.notices.some((n) => n.includes('not known'))).toBe(true);
  });

  test('a translated summary is told by its order', () => {
    const found = read(
      TABLE.replace('Memory block size:', 'Muistilohkon koko:')
        .replace('Total online memory:', 'Muistia:')
        .replace('Total offline memory:', 'Muu muisti:'),
    );
    expect(found.blockSize).toBe(1n << 27n);
    expect(found.notices).toEqual(['Skipped: 1 blank line.']);
  });

  test('the newest summary has a fourth line', () => {
    expect(read(`${TABLE}Memmap on memory parameter:  yes\n`).ranges).toHaveLength(2);
  });

  test('rows in any order; adjacent ones of one state are one', () => {
    const { ranges } = read(
      [row(0x2000000n), row(0n), row(0x1000000n), row(0x3000000n, 'offline')].join('\n'),
    );
    expect(ranges).toEqual([
      { start: 0n, end: 0x3000000n, state: 'online' },
      { start: 0x3000000n, end: 0x4000000n, state: 'offline' },
    ]);
  });

  test('contradictions are said, not hidden', () => {
    const size = TABLE.replace('block size:       128M', 'block size:        64M');
    expect(read(size).notices.join()).toContain('the summary is taken');
    expect(read(size).blockSize).toBe(1n << 26n);
    const rows = TABLE.replace(/\nMemory.*/s, '').replace('1-2', '1-4');
    expect(read(rows).blockSize).toBeNull();
    expect(read(rows).notices.join()).toContain('do not agree');
  });

  test('going-offline counts as online', () => {
    const found = read(TABLE.replace('offline ', 'on->off '));
    expect(found.totals).toEqual({ online: 3n << 27n, offline: 0n });
    expect(found.notices.join()).toContain('1 range (256 MiB) going offline');
    expect(found.notices.join()).not.toContain('the summary says');
  });
});

describe('/proc/iomem', () => {
  test('nesting by containment, aliases left out, nested memory once', () => {
    const found = read(`80000000-9fffffff : System RAM (boot alias)
00000000-0fffffff : System RAM
00000000-07ffffff : System RAM (kmem)
c0000000-cfffffff : Soft Reserved
c0000000-c7ffffff : System RAM (kmem)
d0000000-dfffffff : System RAMBO
e0000000-efffffff : IOP RAM
`);
    expect(found.ranges).toEqual([
      { start: 0n, end: 0x10000000n, state: 'online' },
      { start: 0xc0000000n, end: 0xc8000000n, state: 'online' },
    ]);
    expect(found.notices).toHaveLength(2);
  });

  test('a zero line among others is tolerated, all zeros are not', () => {
    const zero = '00000000-00000000 : System RAM\n';
    expect(read(IOMEM + zero).notices).toEqual(['1 line of 0-0 left out (an empty window).']);
    expect(at(fault(`$ cat /proc/iomem\n${zero}${zero}`))).toEqual(['all-zero', 2, 1]);
  });

  test('the last byte of the address space', () => {
    const { ranges } = read('ff00000000000000-ffffffffffffffff : System RAM');
    expect(ranges).toEqual([{ start: 0xffn << 56n, end: 1n << 64n, state: 'online' }]);
  });
});

describe('errors', () => {
  const LINES = TABLE.split('\n');
  const withLine = (index: number, text: string) => LINES.toSpliced(index, 0, text).join('\n');

  test.each<[string, string, string, number | undefined, number | undefined]>([
    ['nothing', '', 'no-memory', 1, 1],
    ['prompts only', '$ lsmem\n\n', 'no-memory', 1, 1],
    ['prose', 'Dear all,\nhello\n', 'unknown-format', 1, 1],
    ['a header alone', `${LINES[0]}\n`, 'no-memory', 1, 1],
    ['a stray line', withLine(2, '  what is this'), 'bad-line', 3, 3],
    ['a stray line in front', withLine(0, 'what is this'), 'bad-line', 1, 1],
    ['a lone summary line', withLine(2, 'Muistia: 5G'), 'bad-line', 3, 1],
    ['a broken digit', TABLE.replace('0007ffffff', '0007ff_fff'), 'bad-line', 2, 34],
    ['no 0x', TABLE.replace('\n0x', '\n'), 'bad-line', 2, 2],
    ['no dash', TABLE.replace('-0x', ' 0x'), 'bad-line', 2, 19],
    ['17 digits at the start', TABLE.replace('\n0x', '\n0x0'), 'bad-line', 2, 1],
    ['17 digits at the end', TABLE.replace('-0x', '-0x1'), 'bad-line', 2, 20],
    [
      'end below start',
      TABLE.replace('0x0000000017ffffff', '0x0000000007fffffe'),
      'bad-line',
      3,
      20,
    ],
    ['quoted: columns count as given', withLine(2, '> 0x10-0x0f'), 'bad-line', 3, 8],
    [
      'an unknown state',
      TABLE.replace(' online       yes', ' onlime       yes'),
      'bad-line',
      2,
      46,
    ],
    ['no state', TABLE.replace(' online       yes', '              yes'), 'bad-line', 2, 59],
    ['two states', TABLE.replace('online       yes', 'online   offline'), 'bad-line', 2, 55],
    ['too many cells', TABLE.replace('    0\n', '  0 x\n'), 'bad-line', 2, 67],
    ['an overlap', withLine(4, row(0x17000000n)), 'overlap', 5, 1],
    ['the same row twice', withLine(2, LINES[1] ?? ''), 'overlap', 3, 1],
    ['no RANGE', 'SIZE STATE\n1G online\n', 'unknown-format', 1, 1],
    ['no STATE', 'RANGE SIZE\n0x0-0xffffff 16M\n', 'unknown-format', 1, 1],
    ['no STATE, no header', '0x0000-0xffffff 16M 0\n', 'unknown-format', 1, 1],
    ['pairs without STATE', 'RANGE="0x0-0xffffff"\n', 'unknown-format', 1, 1],
    ['pairs of something else', 'NAME="sda" SIZE="1T"\n', 'unknown-format', 1, 1],
    ['pairs: unknown state', 'RANGE="0x0-0xffffff" STATE="up"', 'bad-line', 1, 29],
    ['pairs: open quote', 'STATE="online" RANGE="0x0-0xffffff', 'bad-line', 1, 16],
    ['pairs: bad range', 'STATE="online" RANGE="0x0-0xfgffff"', 'bad-line', 1, 30],
    ['JSON: bad range', JSON_TEXT.replace('-0x', '-0y'), 'bad-line', 3, 37],
    ['JSON: unknown state', JSON_TEXT.replace('"online"', '"up"'), 'bad-line', 3, 66],
    ['JSON: state null', JSON_TEXT.replace('"online"', 'null'), 'bad-line', 3, 65],
    ['JSON: blocks backwards', JSON_TEXT.replace('1-2', '7-3'), 'bad-line', 4, 87],
    ['blocks backwards', TABLE.replace('1-2', '7-3'), 'bad-line', 3, 67],
    [
      'pairs: blocks backwards',
      'RANGE="0x0-0xffffff" STATE="online" BLOCK="7-3"',
      'bad-line',
      1,
      46,
    ],
    ['JSON: no state in one row', JSON_TEXT.replace('"state":"online", ', ''), 'bad-line', 3, 7],
    ['JSON: no state at all', JSON_TEXT.replaceAll('"state"', '"x"'), 'unknown-format', 3, 7],
    ['JSON: cut off', JSON_TEXT.slice(0, 120), 'bad-line', 4, 16],
    ['JSON: comma', JSON_TEXT.replace('},', '}'), 'bad-line', 4, 7],
    ['JSON: empty', '{"memory": []}', 'no-memory', 1, 1],
    ['JSON of something else', '{"blockdevices": []}', 'unknown-format', 1, 1],
    ['JSON, damaged, of something else', '{"a": ', 'unknown-format', 1, 6],
    ['JSON, deep', `{"memory":${'['.repeat(1e5)}`, 'bad-line', 1, 74],
    ['iomem: end below start', '00001000-00000fff : System RAM\n', 'bad-line', 1, 10],
    ['iomem: a broken digit', IOMEM.replace('00100000-', '0010000g-'), 'bad-line', 3, 8],
    ['iomem: no name', IOMEM.replace(' : System RAM\n', '\n'), 'bad-line', 2, 18],
    ['iomem: 17 digits', IOMEM.replace('-17fffffff', '-00000000017fffffff0'), 'bad-line', 5, 11],
    ['iomem: a stray line', `${IOMEM}hello\n`, 'bad-line', 6, 1],
    ['iomem: an overlap', `${IOMEM}00080000-000fffff : System RAM\n`, 'overlap', 6, 1],
    ['iomem: a stray word of hex letters', `${IOMEM}foo\n`, 'bad-line', 6, 1],
    ['iomem: a stray word, indented', `${IOMEM}  fable\n`, 'bad-line', 6, 3],
    [
      'iomem: only empty memory',
      '00000000-00000fff : Reserved\n00000000-00000000 : System RAM\n',
      'no-memory',
      2,
      1,
    ],
    ['iomem: no memory', '00000000-00000fff : Reserved\n', 'no-memory', 1, 1],
    ['one broken line of iomem', '00000000-0000zfff : System RAM', 'bad-line', 1, 14],
    ['one broken row of lsmem', '0x00000000-0000zfff online', 'bad-line', 1, 13],
    ['a NUL', TABLE.replace('yes', 'y\0s').replace('online', 'onl\0ne'), 'bad-line', 2, 46],
    ['too long', ' '.repeat(16 * 1024 * 1024 + 1), 'too-large', undefined, undefined],
  ])('%s', (_, text, code, line, column) => {
    expect(at(fault(text))).toEqual([code, line, column]);
  });

  test.each([
    ['"on"', /found "on"\.$/],
    ['"a\\"b"', /found "a\\"b"\.$/],
    ['null', /found null\.$/],
    ['{"x": [1]}', /found an object\.$/],
    ['[1]', /found a list\.$/],
  ])('a state of %s in JSON is shown as it stands', (state, words) => {
    expect(fault(JSON_TEXT.replace('"online"', state)).message).toMatch(words);
  });

  test('memory that is empty is not called none', () => {
    const { message } = fault('00000000-00000fff : Reserved\n00000000-00000000 : System RAM\n');
    expect(message).toMatch(/^All System RAM .* is 0-0/);
  });

  test('messages show what they found without control characters', () => {
    expect(fault(`${TABLE}\u0007\u200b`).message).toMatch(/"\\u0007\\u200b"/);
  });

  test('too many ranges', () => {
    const many = Array.from({ length: LIMITS.runs + 1 }, (_, i) => row(BigInt(i) << 26n));
    expect(at(fault(many.join('\n')))).toEqual(['too-many', LIMITS.runs + 1, 1]);
    expect(read(many.slice(1).join('\n')).ranges).toHaveLength(LIMITS.runs);
    const dense = Array.from({ length: LIMITS.runs + 1 }, (_, i) => row(BigInt(i) << 24n));
    expect(read(dense.join('\n')).ranges).toHaveLength(1);
  }, 60_000);
});

describe('what a scenario takes', () => {
  const parts = (text: string) => importScenarioParts(read(text));
  const reaching = (bits: bigint) => row((1n << bits) - 0x1000000n);

  test('the boot layout is unrounded, the block size that of the listing', () => {
    expect(parts(TABLE)).toEqual({
      boot: [
        { start: '0x0', size: '0x8000000' },
        { start: '0x8000000', size: '0x10000000', state: 'offline' },
      ],
      blockSize: '0x8000000',
      physicalBits: 44,
      notices: [],
    });
  });

  test.each([
    [44n, 44],
    [45n, 46],
    [46n, 46],
    [47n, 51],
    [52n, 52],
    [61n, 61],
    [62n, 64],
    [64n, 64],
  ])('memory up to 2^%i needs %i bits', (reach, bits) => {
    const { physicalBits, notices } = parts(reaching(reach));
    expect(physicalBits).toBe(bits);
    expect(notices.some((n) => n.includes(`raised to ${bits}`))).toBe(bits !== 44);
  });

  test.each([
    ['1M', false],
    ['16M', true],
    ['48M', false],
    ['1T', true],
    ['2T', false],
    ['0B', false],
  ])('a block size of %s', (size, good) => {
    const { blockSize, notices } = parts(`${row(0n)}\nMemory block size: ${size}\n`);
    expect(notices.length === 0).toBe(good);
    if (!good) expect(blockSize).toBe('0x1000000');
  });

  test('a section of two states is said', () => {
    const text = '0x0-0x7fffff online\n0x800000-0xffffff offline\n';
    expect(parts(text).notices.join()).toContain('1 section with both online and offline bytes');
    expect(parts(text).notices.join()).toContain('that adds nothing');
  });

  test('the source, in strings', () => {
    expect(toImportSource(read(TABLE))).toEqual({
      format: 'lsmem',
      blockSize: '0x8000000',
      totals: { online: '134217728', offline: '268435456' },
      notices: ['Skipped: 1 blank line.'],
    });
    expect(toImportSource(read(IOMEM)).blockSize).toBeNull();
  });
});
