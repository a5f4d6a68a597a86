import type { Word } from './line.ts';

/** `leaving` is lsmem's `on->off`: a block on its way from online to offline. */
export type ListedState = 'online' | 'offline' | 'leaving';

/**
 * lsmem prints its states in the user's language. These are the words of util-linux 2.38.1 and its 27 message
 * catalogues, with the kernel's own `going-offline` (drivers/base/memory.c) and the usual words of three
 * languages whose catalogues leave them in English. Languages not listed print `online` and `offline`.
 */
const WORDS: Readonly<Record<ListedState, readonly string[]>> = {
  online: [
    'online',
    'on-line', // pt_BR
    'připojeno', // cs
    'netadgang', // da
    'en línea', // es
    'en línia', // ca
    'en ligne', // fr
    'オンライン', // ja
    '온라인', // ko
    'aktywna', // pl
    'inkopplad', // sv
    'задіяно', // uk
    '在线', // zh_CN
    '線上', // zh_TW
  ],
  offline: [
    'offline',
    'off-line',
    'odpojeno', // cs
    'uden netadgang', // da
    'fuera de línea', // es
    'fora de línia', // ca
    'hors ligne', // fr
    'オフライン', // ja
    '오프라인', // ko
    'nieaktywna', // pl
    'urkopplad', // sv
    'не задіяно', // uk
    '离线', // zh_CN
    '離線', // zh_TW
  ],
  leaving: [
    'on->off',
    'going-offline',
    'připojeno → odpojeno', // cs
    'an->aus', // de
    'wł.->wył.', // pl
    'ligar->desligar', // pt
    'på->av', // sv
    'увімкн.->вимкн.', // uk
  ],
};

// Normalizing is dear, and ASCII needs none.
const fold = (text: string): string =>
  (/[\u0080-\uffff]/.test(text) ? text.normalize('NFC') : text).toLowerCase();

const STATES: ReadonlyMap<string, ListedState> = new Map(
  (['online', 'offline', 'leaving'] as const).flatMap((state) =>
    WORDS[state].map((word) => [fold(word), state] as const),
  ),
);

/** Words of the longest state: `fuera de línea`. */
const LONGEST = 3;

/** What a message says was expected. */
export const EXPECTED_STATE = 'Expected a state, online or offline (or their translation in lsmem)';

/** The state a word or phrase stands for, in any language known; undefined for anything else. */
export const stateOf = (text: string): ListedState | undefined =>
  // As lsmem writes it, or else in another case, with other blanks or decomposed accents.
  STATES.get(text) ?? STATES.get(fold(text.trim().replace(/\s+/g, ' ')));

/** A state found among the words of a row. */
export interface FoundState {
  readonly state: ListedState;
  readonly column: number;
  /** Index of its first word. */
  readonly at: number;
  /** How many words it takes. */
  readonly words: number;
}

/** First words of all states: most cells of a row are none of them. */
const FIRST_WORDS: ReadonlySet<string> = new Set(
  [...STATES.keys()].map((s) => s.split(' ')[0] ?? s),
);

function beginsState(text: string): boolean {
  if (/^[\d-]/.test(text)) return false;
  const blank = text.indexOf(' ');
  return FIRST_WORDS.has(fold(blank < 0 ? text : text.slice(0, blank)));
}

function stateAt(words: readonly Word[], at: number): FoundState | undefined {
  if (!beginsState(words[at]?.text ?? '')) return undefined;
  // The longest first: `не задіяно` holds `задіяно`.
  for (let count = Math.min(LONGEST, words.length - at); count > 0; count -= 1) {
    const phrase = words.slice(at, at + count);
    const state = stateOf(phrase.map((w) => w.text).join(' '));
    if (state) return { state, column: phrase[0]?.column ?? 1, at, words: count };
  }
  return undefined;
}

/** All states among these words, left to right. */
export function findStates(words: readonly Word[]): FoundState[] {
  const found: FoundState[] = [];
  for (let at = 0; at < words.length; ) {
    const here = stateAt(words, at);
    if (here) found.push(here);
    at += here?.words ?? 1;
  }
  return found;
}
