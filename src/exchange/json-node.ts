/** A value of a JSON text with its place there: an object has members, a list items, anything else a value. */
export interface JsonNode {
  /** Of its first unit. */
  readonly offset: number;
  /** Behind its last unit. */
  readonly end: number;
  readonly members?: readonly (readonly [key: string, value: JsonNode])[];
  readonly items?: readonly JsonNode[];
  readonly value?: unknown;
}

const BLANK = /[ \t\r\n]*/y;
const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/y;
const SCALAR = /[^\s,\]}]+/y;

/** The values of a text that readJson has found to be JSON, with their places. */
export function nodeOf(text: string): JsonNode {
  let at = 0;
  const match = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? '';
    at += found.length;
    return found;
  };
  /** The mark here and the blanks around it. */
  const mark = (): string => {
    match(BLANK);
    const unit = text[at] ?? '';
    at += 1;
    match(BLANK);
    return unit;
  };
  const closes = (end: string): boolean => text[at] === end;
  const list = <T>(end: string, read: () => T): T[] => {
    const out: T[] = [];
    mark();
    while (!closes(end)) {
      out.push(read());
      match(BLANK);
      if (!closes(end)) mark();
    }
    at += 1;
    return out;
  };
  const member = (): readonly [string, JsonNode] => {
    const key = String(JSON.parse(match(STRING)));
    mark();
    return [key, value()];
  };
  function value(): JsonNode {
    const offset = at;
    if (text[at] === '{') {
      const members = list('}', member);
      return { offset, end: at, members };
    }
    if (text[at] === '[') {
      const items = list(']', value);
      return { offset, end: at, items };
    }
    const scalar: unknown = JSON.parse(match(text[at] === '"' ? STRING : SCALAR));
    return { offset, end: at, value: scalar };
  }
  match(BLANK);
  return value();
}
