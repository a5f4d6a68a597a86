import { counted } from '../machine/units/bytes.ts';

/**
 * A line of a pasted listing: what is left after the quote marks of a mail, with its place in the text as given.
 * Every kind of blank is one plain space, so that columns stay what they were.
 */
export interface Line {
  readonly number: number;
  /** Column of `text[0]` in the text as given, from 1. */
  readonly column: number;
  readonly text: string;
}

/** A pasted listing: its lines, and what stood around them. */
export interface Paste {
  /** Lines that are neither blank, nor a shell's prompt, nor `...`. */
  readonly lines: readonly Line[];
  /** True if a line of dots stands for rows left out. */
  readonly shortened: boolean;
  /** What was skipped or repaired, counted. */
  readonly notices: readonly string[];
}

// Tab, no-break space and their kin, one for one.
const BLANKS = /[\t\v\f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff]/g;

// `> `, `>> `, `> > `, `| `: quoted mail.
const QUOTE = /^(?: {0,8}[>|])+ ?/;

const DOTS = /^[[(<]?(?:\.{3,}|…+)[\])>]?$/;

// Longer lines are no prompt; the patterns below are not linear in the length of a word.
const PROMPT_LENGTH = 512;

const PROMPTS: readonly RegExp[] = [
  // `$ lsmem`, `# cat /proc/iomem`, a bare `#`
  /^[#$%❯➜λ](?: .*)?$/,
  // `[root@host ~]# lsmem`
  /^\[[^\]]*\] ?[#$%>].*$/,
  // `user@host:~$ lsmem`, `(env) user@host ~ % lsmem`
  /^(?:\([^)]*\) ?)?[\w.-]+@[\w.-]+[^#$%>]*[#$%>].*$/,
  // `host:~ # lsmem`, `~ $`, `/ # lsmem`
  /^[\w.-]*:?[~/][^#$%>]*[#$%](?: .*)?$/,
  // `bash-5.1# lsmem`, `host% lsmem`
  /^[A-Za-z][\w.-]*[#$%](?: .*)?$/,
  // what sudo asks before it reads /proc/iomem
  /^\[sudo\] [^:]*:$/,
  // a command whose prompt was not copied
  /^(?:sudo )?(?:\/\S*\/)?lsmem(?: .*)?$/,
  /^(?:sudo )?(?:\/\S*\/)?cat \/proc\/iomem$/,
];

const isPrompt = (text: string): boolean =>
  text.length <= PROMPT_LENGTH && PROMPTS.some((p) => p.test(text));

const isDots = (text: string): boolean =>
  /^[[(<.…]/.test(text) && text.length <= PROMPT_LENGTH && DOTS.test(text.replaceAll(' ', ''));

/** Takes a byte order mark off, also one that was read as Latin-1 or not at all. */
const withoutMark = (text: string): string =>
  text.replace(/^(?:\ufeff|ï»¿|ÿþ|þÿ|\ufffd\ufffd(?=.?\0))/, '');

/** UTF-16 that was read byte by byte has a NUL beside every ASCII character. */
function withoutNuls(text: string): string | undefined {
  let nuls = 0;
  for (let at = text.indexOf('\0'); at >= 0; at = text.indexOf('\0', at + 1)) nuls += 1;
  return nuls * 5 >= text.length * 2 && nuls > 0 ? text.replaceAll('\0', '') : undefined;
}

interface Skipped {
  blank: number;
  prompt: number;
  dots: number;
  quoted: number;
}

function skipNotices(skipped: Skipped): string[] {
  const notices: string[] = [];
  const said = [
    counted(skipped.prompt, 'shell prompt'),
    counted(skipped.blank, 'blank line'),
    counted(skipped.dots, 'line of dots', 'lines of dots'),
  ].filter((text) => !text.startsWith('0 '));
  if (said.length > 0) notices.push(`Skipped: ${said.join(', ')}.`);
  if (skipped.quoted > 0) notices.push(`Quote marks taken off ${counted(skipped.quoted, 'line')}.`);
  if (skipped.dots > 0)
    notices.push('Dots stand for rows left out; the machine may have more memory.');
  return notices;
}

function unquoted(raw: string, number: number): Line {
  const spaced = raw.replace(BLANKS, ' ').trimEnd();
  const mark = QUOTE.exec(spaced)?.[0].length ?? 0;
  return { number, column: mark + 1, text: spaced.slice(mark) };
}

/** Splits a pasted listing into lines and takes off what terminals, mails and editors put around it. */
export function readPaste(text: string): Paste {
  const marked = withoutMark(text);
  const narrowed = withoutNuls(marked);
  const skipped: Skipped = { blank: 0, prompt: 0, dots: 0, quoted: 0 };
  const lines: Line[] = [];
  const raws = (narrowed ?? marked).split(/\r\n|\n|\r/);
  // What follows the last line break is no line.
  if (raws.at(-1) === '') raws.pop();
  raws.forEach((raw, index) => {
    const line = unquoted(raw, index + 1);
    if (line.column > 1) skipped.quoted += 1;
    const bare = line.text.trim();
    if (bare === '') skipped.blank += 1;
    else if (isDots(bare)) skipped.dots += 1;
    else if (isPrompt(bare)) skipped.prompt += 1;
    else lines.push(line);
  });
  const notices = skipNotices(skipped);
  if (narrowed !== undefined) {
    notices.unshift('The text was UTF-16 read byte by byte; its NUL characters were taken out.');
  }
  return { lines, shortened: skipped.dots > 0, notices };
}

/** A word of a line with its column in the text as given. */
export interface Word {
  readonly text: string;
  readonly column: number;
}

/** The words of a line, left to right. */
export function wordsOf(line: Line): Word[] {
  const words: Word[] = [];
  for (const match of line.text.matchAll(/[^ ]+/g)) {
    words.push({ text: match[0], column: line.column + match.index });
  }
  return words;
}

/** The column just behind a line's last character. */
export const endColumn = (line: Line): number => line.column + line.text.length;
