import type { InputError, Result } from '../machine/event.ts';

/**
 * Fields after the scene of a link: `#1<scene>&name=value&name`. They say how one looks at the scene, never what it is:
 * each fails alone, and none can lose the scene. What a value means is checked by whoever reads that name.
 */

/** The names there are, in the order in which they are written. */
export const FIELD_NAMES = ['view', 'lanes', 'select', 'step', 'race', 'embed'] as const;

export type FieldName = (typeof FIELD_NAMES)[number];

/** Characters of all fields of a link together, as they stand there (ours). */
export const FIELDS_LIMIT = 16_000;

/** Fields that are looked at; what stands behind them is left out with one note (ours). */
const MOST_FIELDS = 16;

/** Letters that no mail program, chat or shell takes for the end of a link; anything else travels as base64url. */
const VALUE = /^[\w.~,:-]*$/;

export interface SplitLink {
  /** The text without its fields: what `readLink` reads. */
  readonly scene: string;
  /** Value by known name; `&name` without a value has the empty one. */
  readonly fields: ReadonlyMap<FieldName, string>;
  /** What was left out and why, each with its column in the text; code `bad-link`, or `too-large`. */
  readonly problems: readonly InputError[];
}

/** Where the fragment of a link begins: after `#`, which some mail programs write as `%23`. A text without `#` is all fragment, unless it is a URL. */
export function fragmentStart(text: string): number {
  const mark = /#|%23/.exec(text);
  if (mark) return mark.index + mark[0].length;
  return text.includes('://') ? text.length : 0;
}

/** Takes a link (a URL, or a fragment with or without `#`) apart. `&` and `=` may stand as `%26` and `%3D`. Never fails. */
export function splitFields(text: string): SplitLink {
  const start = fragmentStart(text);
  const cut = /&|%26/.exec(text.slice(start));
  if (!cut) return { scene: text, fields: new Map(), problems: [] };
  const at = start + cut.index;
  const rest = text.slice(at).trimEnd();
  const fields = new Map<FieldName, string>();
  const problems: InputError[] = [];
  for (const piece of piecesOf(rest.slice(0, FIELDS_LIMIT + 1))) {
    const column = at + piece.at + 1;
    const read = piece.at + piece.text.length > FIELDS_LIMIT ? TOO_LONG : readField(piece, fields);
    if ('value' in read) fields.set(read.name, read.value);
    else problems.push({ ...read, line: 1, column });
  }
  return { scene: text.slice(0, at), fields, problems };
}

/**
 * The link with these fields, in the one order. `link` is a URL or a fragment; fields it has are dropped.
 * Codes: `too-large` beyond 16,000 characters, `bad-link` for a value with letters that do not travel; `field` is the name.
 */
export function joinFields(link: string, fields: ReadonlyMap<FieldName, string>): Result<string> {
  let joined = '';
  for (const name of FIELD_NAMES) {
    const value = fields.get(name);
    if (value === undefined) continue;
    if (!VALUE.test(value)) return { ok: false, error: { ...strangeLetters(name), field: name } };
    joined += value === '' ? `&${name}` : `&${name}=${value}`;
    if (joined.length > FIELDS_LIMIT)
      return { ok: false, error: { code: TOO_LONG.code, message: TOO_LONG.message, field: name } };
  }
  return { ok: true, value: splitFields(link).scene + joined };
}

interface Piece {
  /** Index in the fields of what stands behind the `&`. */
  readonly at: number;
  readonly text: string;
}

/** What stands between the marks, the last piece with all that is too many. */
function piecesOf(rest: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const marks = [...rest.matchAll(/&|%26/g)].slice(0, MOST_FIELDS + 1);
  for (const [i, mark] of marks.entries()) {
    const at = mark.index + mark[0].length;
    const end = i === MOST_FIELDS ? rest.length : (marks[i + 1]?.index ?? rest.length);
    pieces.push({ at, text: rest.slice(at, end) });
  }
  return pieces;
}

interface Field {
  readonly name: FieldName;
  readonly value: string;
}

function readField({ text }: Piece, known: ReadonlyMap<FieldName, string>): Field | InputError {
  const cut = /=|%3d/i.exec(text);
  const written = text.slice(0, cut?.index ?? text.length);
  const name = FIELD_NAMES.find((one) => one === written);
  if (!name) return unknownName(written);
  const value = plainOf(cut ? text.slice(cut.index + cut[0].length) : '');
  if (known.has(name))
    return {
      code: 'bad-link',
      message: `the field "${name}" stands there twice; the first counts`,
      field: name,
    };
  return VALUE.test(value) ? { name, value } : { ...strangeLetters(name), field: name };
}

/** Without the percent signs that a mail program put in; a percent sign that is none stays, and is refused with its field. */
const plainOf = (value: string): string =>
  value.replace(/%([2-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number(`0x${hex}`)));

function unknownName(written: string): InputError {
  if (written === '')
    return { code: 'bad-link', message: 'expected the name of a field after "&"' };
  const shown = /^[\w-]{1,24}$/.test(written) ? `the field "${written}"` : 'a field';
  return {
    code: 'bad-link',
    message: `${shown} is not known here and was left out; known are ${FIELD_NAMES.join(', ')}`,
  };
}

const strangeLetters = (name: FieldName): InputError => ({
  code: 'bad-link',
  message: `the field "${name}" was left out: expected letters, digits and - _ . ~ , : alone`,
});

const TOO_LONG: InputError = {
  code: 'too-large',
  message: `the fields of a link take at most ${FIELDS_LIMIT.toLocaleString('en')} characters; what reaches beyond was left out`,
};
