import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Dice } from './dice.ts';
import type { Samples } from './samples.ts';

/** What means something to one of the readers, or should not be there. */
const SPICE = [
  ...'{}[]",:\\#&=%@-+.|>$ \n\r\t\0',
  ...[
    '\u00a0',
    '\ufeff',
    '\u2028',
    '\ud800',
    '😀',
    'é',
    '%26',
    '%3D',
    '%2D',
    '%23',
    '0x',
    '-1',
    '-0',
  ],
  ...[
    '1e999',
    '9'.repeat(30),
    'null',
    'true',
    '"__proto__":{},',
    '"constructor":1,',
    '"size":"0x0",',
  ],
  ...[
    '[['.repeat(500),
    '{"a":'.repeat(500),
    '__proto__',
    'constructor',
    'toString',
    'online',
    'MEM_',
  ],
  ...[
    'boot none\n',
    'step 9\n',
    '# ',
    'System RAM',
    'RANGE',
    '...\n',
    '$ lsmem\n',
    '0'.repeat(5000),
  ],
  ...[
    '"title":"',
    '18446744073709551616',
    '0xffffffffffffffff',
    '0x10000000000000000',
    '&race=',
    '//',
  ],
];

type Change = (text: string, dice: Dice, others: readonly string[]) => string;

const cut = (text: string, at: number, length: number, put: string): string =>
  text.slice(0, at) + put + text.slice(at + length);

const flip: Change = (text, dice) => {
  const at = dice.below(text.length + 1);
  return cut(text, at, 1, String.fromCharCode((text.charCodeAt(at) || 0) ^ (1 << dice.below(8))));
};
const truncate: Change = (text, dice) => text.slice(0, dice.below(text.length + 1));
const remove: Change = (text, dice) => cut(text, dice.below(text.length + 1), dice.below(20), '');
const double: Change = (text, dice) => {
  const at = dice.below(text.length + 1);
  return cut(text, at, 0, text.slice(at, at + 1 + dice.below(60)));
};
const spice: Change = (text, dice) =>
  cut(text, dice.below(text.length + 1), dice.below(4), dice.of(SPICE));
const graft: Change = (text, dice, others) => {
  const other = dice.of(others);
  const from = dice.below(other.length + 1);
  return cut(text, dice.below(text.length + 1), 0, other.slice(from, from + dice.below(200)));
};
const swapLines: Change = (text, dice) => {
  const lines = text.split('\n');
  const [line = ''] = lines.splice(dice.below(lines.length), 1);
  lines.splice(dice.below(lines.length + 1), 0, line);
  return lines.join('\n');
};
/** A digit for a digit: what is still sound but means something else. */
const digit: Change = (text, dice) => {
  const at = text.slice(dice.below(text.length + 1)).search(/\d/);
  const start = at < 0 ? -1 : text.length - text.slice(at).length;
  return start < 0 ? text : cut(text, start, 1, dice.of([...'0123456789abcdef']));
};

const CHANGES: readonly Change[] = [
  ...[flip, truncate, remove, double, spice, spice, graft, swapLines, digit, digit],
];

const change: Change = (text, dice, others) => {
  let changed = text;
  for (let left = 1 + dice.below(2) * dice.below(4); left > 0; left -= 1)
    changed = dice.of(CHANGES)(changed, dice, others);
  return changed;
};

/** Bytes in the place of bytes of a sound text, wrong UTF-8 among them, in a sound link. */
function repack(link: string, dice: Dice): string {
  const scene = /^#1[\w-]+/.exec(link)?.[0].slice(2) ?? '';
  const bytes = inflateRawSync(Buffer.from(scene, 'base64url'));
  for (let left = 1 + dice.below(3); left > 0; left -= 1)
    bytes[dice.below(bytes.length)] = dice.below(256);
  const packed = deflateRawSync(bytes, { level: dice.below(10) });
  return `#1${packed.toString('base64url')}`;
}

/** Bytes of a stream that unpacks, or nearly, to something else or far too much. */
function bomb(dice: Dice): string {
  const size = 1 << (10 + dice.below(14));
  const packed = deflateRawSync(Buffer.alloc(size, dice.of(['a', '[', '{"a":', ' '])));
  const kept = dice.below(2) === 0 ? packed : packed.subarray(0, dice.below(packed.length));
  return `1${kept.toString('base64url')}`;
}

/** One hostile input out of sound ones. */
export function mutant({ format, texts }: Samples, dice: Dice): string {
  const text = dice.of(texts);
  if (format !== 'link') return change(text, dice, texts);
  const kind = dice.below(20);
  if (kind === 0) return bomb(dice);
  return kind < 8 ? repack(text, dice) : change(text, dice, texts);
}
