import { deflateSync, strToU8 } from 'fflate';
import { type ErrorCode, type InputError, LIMITS, type Result } from '../machine/event.ts';
import { decodeBase64url, encodeBase64url } from './base64url.ts';
import { formatScenario } from './format-scenario.ts';
import { inflate } from './inflate.ts';
import { readJson } from './json-text.ts';
import { fragmentStart, splitFields } from './link-fields.ts';
import { scenarioIn } from './parse-scenario.ts';
import { errorOfJson } from './problem.ts';
import { joinBoot, type Scenario } from './scenario.ts';
import { decodeUtf8 } from './utf8.ts';

/**
 * Links: version character + base64url(deflate-raw(canonical text)). Equal scenarios have equal links.
 */

const VERSION_CHARACTER = '1';

/** Bytes of text in a link; nothing is unpacked beyond. */
export const LINK_LIMIT = 1 << 20;

/** Characters of a link: what LINK_LIMIT bytes that cannot be compressed would take, and a long URL before it. */
const MAX_CHARACTERS = 1_500_000;

/** Characters of a range that says next to nothing: many ranges are refused without writing their text first. */
const SHORTEST_RANGE = '{"start":"0x0","size":"0x1"},'.length;

/**
 * The fragment of a link, without `#`. Fails with `too-large` if the scenario takes more than 1 MiB of text
 * (some 20,000 separate ranges of memory): such a scene travels as a file.
 */
export function makeLink(scenario: Scenario): Result<string> {
  if (joinBoot(scenario.boot).length > LINK_LIMIT / SHORTEST_RANGE) return TOO_LARGE;
  const bytes = strToU8(formatScenario(scenario));
  if (bytes.length > LINK_LIMIT) return TOO_LARGE;
  // `mem` is fixed because its default is computed from a logarithm, which engines may round differently.
  const packed = deflateSync(bytes, { level: 9, mem: 4 });
  return { ok: true, value: VERSION_CHARACTER + encodeBase64url(packed) };
}

/**
 * Reads a link: a fragment with or without `#`, or a whole URL, also with percent signs that a mail program
 * put in. Fields behind the scene (link-fields.ts) are not looked at. Codes: `bad-link` (with the column where one
 * is known), `newer-version`, `too-large`; a text that came out whole keeps the codes of parseScenario, and their
 * line and column in that text.
 *
 * @param most events beyond so many are left out, unread
 */
export function readLink(text: string, most: number = LIMITS.events): Result<Scenario> {
  if (text.length > MAX_CHARACTERS)
    return fail('too-large', 'this link is longer than any link of ours');
  const fragment = fragmentOf(splitFields(text).scene);
  const version = fragment.letters.charAt(0);
  if (version !== VERSION_CHARACTER) return refuseVersion(version, fragment);
  const decoded = decodeBase64url(fragment.letters.slice(1));
  if (!decoded.ok)
    return fail(
      'bad-link',
      `the link is damaged: ${decoded.message}`,
      columnOf(fragment, decoded.at + 1),
    );
  return readPacked(decoded.bytes, most);
}

/**
 * True if the text can only be meant as a link: one word that is a URL, begins with `#`, or looks like a fragment. Blanks
 * in its fields do not matter if what stands before them looks like a scene.
 */
export function isLink(text: string): boolean {
  const word = text.trim();
  const scene = /\s/.test(word) ? splitFields(word).scene : word;
  if (/\s/.test(scene)) return false;
  const sign = scene === word ? LINK : SCENE;
  return sign.test(scene);
}

const LINK = /^(?:#|%23)|^[a-z][a-z0-9+.-]*:\/\/|^[1-9](?:[\w-]|%2d|%5f){15,}(?:$|&|%26)/i;
const SCENE = /(?:^|#|%23)[1-9](?:[\w-]|%2d|%5f){15,}$/i;

function readPacked(bytes: Uint8Array, most: number): Result<Scenario> {
  const inflated = inflate(bytes, LINK_LIMIT);
  if (!inflated.ok) {
    if (inflated.reason === 'too-large')
      return fail('too-large', 'the link unpacks to more than 1 MiB');
    return fail('bad-link', `the link is damaged: ${inflated.message}`);
  }
  const text = decodeUtf8(inflated.bytes);
  if (text === undefined) return fail('bad-link', 'the link is damaged: what it holds is not text');
  const json = readJson(text, LIMITS.runs);
  if (json.ok) return scenarioIn(text, json.value, most);
  // Nobody types the text of a link: if it is not even JSON, letters were lost or changed on the way.
  if (json.fault.reason === 'syntax')
    return fail('bad-link', 'the link is damaged: what it holds is not a scenario');
  return { ok: false, error: errorOfJson(json.fault) };
}

interface Fragment {
  /** The text as given, and where in it the fragment begins. */
  readonly text: string;
  readonly start: number;
  /** The fragment without percent signs and blanks around it. */
  readonly letters: string;
}

/** Some mail programs write `#`, `-` and `_` of a link as `%23`, `%2D` and `%5F`. */
function fragmentOf(text: string): Fragment {
  const start = fragmentStart(text);
  const leading = /^\s*/.exec(text.slice(start))?.[0].length ?? 0;
  const letters = text.slice(start).trim().replace(/%2d/gi, '-').replace(/%5f/gi, '_');
  return { text, start: start + leading, letters };
}

/** Column in the given text of a letter of the fragment. */
function columnOf({ text, start }: Fragment, letter: number): number {
  let at = start;
  for (let i = 0; i < letter; i += 1) at += isEscape(text, at) ? 3 : 1;
  return at + 1;
}

const isEscape = (text: string, at: number): boolean =>
  text.charAt(at) === '%' && /^%(?:2d|5f)$/i.test(text.slice(at, at + 3));

function refuseVersion(version: string, fragment: Fragment): Result<never> {
  if (version === '') return fail('bad-link', 'there is nothing after # in this link');
  // There has been no version 0.
  if (/[1-9a-z]/i.test(version))
    return fail(
      'newer-version',
      `this link begins with "${version}", which a newer version wrote; this one reads "${VERSION_CHARACTER}". Reload the page or update`,
      fragment.start + 1,
    );
  return fail('bad-link', `a link begins with "${VERSION_CHARACTER}"`, fragment.start + 1);
}

function fail(code: ErrorCode, message: string, column?: number): { ok: false; error: InputError } {
  const place = column === undefined ? {} : { line: 1, column };
  return { ok: false, error: { code, message, ...place } };
}

const TOO_LARGE = fail(
  'too-large',
  'this scene takes more than 1 MiB, too much for a link; save it as a file',
);
