/**
 * JSON text from a stranger: read strictly (no comments, no trailing commas, no key twice; depth, keys and items
 * bounded), and every value found again by its path, so that an error can say line and column.
 *
 * Why a scanner of our own: `JSON.parse` says where it stopped in other words in each engine and takes a key
 * twice; a tolerant parser's tree of one hostile MiB costs 100 to 250 ms, this pass 10 to 20.
 */

/** Keys and indices from the root to a value. */
export type JsonPath = readonly (string | number)[];

/** A place in a text, both from 1; columns count UTF-16 units, as editors do. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Why a text was refused: it is not JSON, it is JSON of a shape that nothing here has, a list is too long. */
export type JsonReason = 'syntax' | 'shape' | 'many';

export interface JsonFault {
  readonly reason: JsonReason;
  readonly message: string;
  readonly position: TextPosition;
  /** The value in which it happened. */
  readonly path: JsonPath;
}

export type JsonRead =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fault: JsonFault };

/** Levels. Deeper than anything that we write by far, and far from the end of any engine's stack. */
export const MAX_DEPTH = 64;

/** Keys of an object. Ours have a dozen, so whatever stands beyond is unknown anyway. */
export const MAX_KEYS = 64;

/** The value that the text spells, or the first thing that is wrong with it. */
export function readJson(text: string, maxItems = Number.POSITIVE_INFINITY): JsonRead {
  const scanner = new JsonScanner(text, maxItems);
  if (scanner.document()) return { ok: true, value: JSON.parse(text) };
  const { reason, message, offset, path } = scanner.fault;
  return { ok: false, fault: { reason, message, path, position: positionOf(text, offset) } };
}

/**
 * Where the value at the path stands, or its key if `what` is `key`. A path that leads nowhere ends at the
 * innermost value that is there. The text must have been read by readJson before.
 */
export function locate(
  text: string,
  path: JsonPath,
  what: 'value' | 'key' = 'value',
): TextPosition {
  const scanner = new JsonScanner(text);
  scanner.blank();
  let offset = scanner.offset;
  for (const [i, step] of path.entries()) {
    const found = scanner.enter(step);
    if (found === undefined) break;
    offset = what === 'key' && i === path.length - 1 ? found : scanner.offset;
  }
  return positionOf(text, offset);
}

/** Line and column of an offset. */
export function positionOf(text: string, offset: number): TextPosition {
  let line = 1;
  let start = 0;
  for (let i = 0; i < offset; i += 1) {
    const unit = text.charCodeAt(i);
    // A lone carriage return ends a line as well; before a line feed it is part of that end.
    if (unit === LF || (unit === CR && text.charCodeAt(i + 1) !== LF)) {
      line += 1;
      start = i + 1;
    }
  }
  return { line, column: offset - start + 1 };
}

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

const WORD = /true|false|null/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Walks over a text; each method stands before its thing and leaves the offset behind it. */
class JsonScanner {
  offset = 0;
  readonly fault = {
    reason: 'syntax' as JsonReason,
    message: '',
    offset: 0,
    // Filled on the way out of the recursion, so that reading well costs nothing.
    path: [] as (string | number)[],
  };
  private readonly text: string;
  private readonly maxItems: number;
  private depth = 0;

  constructor(text: string, maxItems = Number.POSITIVE_INFINITY) {
    this.text = text;
    this.maxItems = maxItems;
  }

  /** One value and nothing else; false leaves a fault. */
  document(): boolean {
    this.blank();
    if (!this.value()) return false;
    this.blank();
    return this.offset === this.text.length || this.fail('expected the end of the text');
  }

  blank(): void {
    for (;;) {
      const unit = this.unit();
      if (unit !== SPACE && unit !== LF && unit !== CR && unit !== TAB) return;
      this.offset += 1;
    }
  }

  /**
   * Goes into the object or array here, to the value with this key or index; answers the offset of its key
   * (of itself in an array), or undefined, having moved on, if there is none.
   */
  enter(step: string | number): number | undefined {
    if (this.unit() !== (typeof step === 'string' ? OPEN_BRACE : OPEN_BRACKET)) return undefined;
    for (let index = 0; ; index += 1) {
      this.offset += 1;
      this.blank();
      if (this.unit() === CLOSE_BRACE || this.unit() === CLOSE_BRACKET) return undefined;
      const at = this.offset;
      const name = typeof step === 'string' ? this.key() : index;
      if (name === undefined) return undefined;
      if (name === step) return at;
      if (!this.value()) return undefined;
      this.blank();
      if (this.unit() !== COMMA) return undefined;
    }
  }

  private value(): boolean {
    const unit = this.unit();
    if (unit === QUOTE) return this.string();
    if (unit === OPEN_BRACE || unit === OPEN_BRACKET) return this.nested(unit);
    return this.match(NUMBER) || this.match(WORD) || this.fail('expected a JSON value');
  }

  private nested(unit: number): boolean {
    if (this.depth === MAX_DEPTH) return this.refuse(`nested deeper than ${MAX_DEPTH} levels`);
    this.depth += 1;
    this.offset += 1;
    this.blank();
    const done = unit === OPEN_BRACE ? this.object() : this.array();
    this.depth -= 1;
    return done;
  }

  private object(): boolean {
    if (this.take(CLOSE_BRACE)) return true;
    const keys: string[] = [];
    for (;;) {
      const at = this.offset;
      const key = this.key();
      if (key === undefined) return false;
      if (keys.includes(key)) return this.refuse(`the key ${brief(key)} stands here twice`, at);
      if (keys.push(key) > MAX_KEYS) return this.refuse(`more than ${MAX_KEYS} keys`, at);
      if (!this.value()) return this.inside(key);
      this.blank();
      if (this.take(CLOSE_BRACE)) return true;
      if (!this.take(COMMA)) return this.fail('expected "," or "}"');
      this.blank();
    }
  }

  private array(): boolean {
    if (this.take(CLOSE_BRACKET)) return true;
    for (let index = 0; ; index += 1) {
      if (index >= this.maxItems)
        return this.fail(`more than ${this.maxItems} items`, this.offset, 'many');
      if (!this.value()) return this.inside(index);
      this.blank();
      if (this.take(CLOSE_BRACKET)) return true;
      if (!this.take(COMMA)) return this.fail('expected "," or "]"');
      this.blank();
    }
  }

  /** A key with its colon; the offset is left at the value. */
  private key(): string | undefined {
    const start = this.offset;
    if (this.unit() !== QUOTE) this.fail('expected a key in double quotes');
    else if (this.string()) {
      const raw = this.text.slice(start, this.offset);
      this.blank();
      if (this.take(COLON)) {
        this.blank();
        return raw.includes('\\') ? String(JSON.parse(raw)) : raw.slice(1, -1);
      }
      this.fail('expected ":"');
    }
    return undefined;
  }

  private string(): boolean {
    const start = this.offset;
    for (;;) {
      this.offset = this.plainEnd(this.offset === start ? start + 1 : this.offset);
      const unit = this.unit();
      if (unit === QUOTE) return this.take(QUOTE);
      if (unit === BACKSLASH) {
        if (!this.match(ESCAPE)) return this.fail('not an escape that JSON knows');
      } else if (unit === -1 || unit === LF || unit === CR)
        return this.fail('this text in quotes does not end', start);
      else return this.fail('a control character must be escaped');
    }
  }

  /** First unit from here on that is not simply itself in a text in quotes. */
  private plainEnd(from: number): number {
    let at = from;
    // At the end of the text the unit is NaN, which no comparison takes.
    for (let unit = this.text.charCodeAt(at); unit >= SPACE; unit = this.text.charCodeAt(at)) {
      if (unit === QUOTE || unit === BACKSLASH) break;
      at += 1;
    }
    return at;
  }

  /** Code unit here; -1 at the end. */
  private unit(): number {
    return this.offset < this.text.length ? this.text.charCodeAt(this.offset) : -1;
  }

  private take(unit: number): boolean {
    if (this.unit() !== unit) return false;
    this.offset += 1;
    return true;
  }

  private match(pattern: RegExp): boolean {
    pattern.lastIndex = this.offset;
    if (!pattern.test(this.text)) return false;
    this.offset = pattern.lastIndex;
    return true;
  }

  private fail(message: string, offset = this.offset, reason: JsonReason = 'syntax'): false {
    Object.assign(this.fault, { message, offset, reason });
    return false;
  }

  private refuse(message: string, offset = this.offset): false {
    return this.fail(message, offset, 'shape');
  }

  private inside(step: string | number): false {
    this.fault.path.unshift(step);
    return false;
  }
}

/** A value from outside, short and harmless enough for a message. */
export function brief(value: unknown): string {
  if (typeof value === 'string')
    return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (value === null || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
