import { type InputError, LIMITS, type Result } from '../machine/event.ts';
import { isLink, readLink } from '../scenario/link.ts';
import { parseScenario } from '../scenario/parse-scenario.ts';
import { placeError } from '../scenario/place-error.ts';
import { freshScenario, machineOf, OPENING, type Scenario } from '../scenario/scenario.ts';
import { isText, parseText } from '../scenario/text/parse-text.ts';
import { placeEvent } from '../scenario/text/place-in-text.ts';
import {
  type Import,
  type ImportSummary,
  importScenarioParts,
  readImport,
  toImportSource,
} from './import.ts';

/** Anything a person may paste, drop or arrive with. */
export interface Opened {
  readonly scenario: Scenario;
  /** What an import says of itself; null for links and scenario files. */
  readonly source: ImportSummary | null;
  /** Places what an event came to in the text that was given; null where no line of it stands for one event. */
  readonly place: ((error: InputError) => InputError) | null;
}

/**
 * A link (URL or fragment), the text of a scenario (as JSON or in lines), or the listing of a real machine.
 *
 * @param most events beyond so many are left out, unread
 */
export function openText(text: string, most: number = LIMITS.events): Result<Opened> {
  const trimmed = text.trim();
  if (isLink(trimmed)) return asOpened(readLink(trimmed, most));
  // Editors on Windows begin a file with a byte order mark; trim() has taken it off.
  if (isScenarioText(trimmed)) {
    const bare = text.replace(/^\ufeff/, '');
    return asOpened(parseScenario(bare, undefined, most), (error) => placeError(bare, error));
  }
  if (isText(text)) return asOpened(parseText(text, most), (error) => placeEvent(text, error));
  const read = readImport(text);
  return read.ok ? { ok: true, value: fromImport(read.value) } : read;
}

const asOpened = (read: Result<Scenario>, place: Opened['place'] = null): Result<Opened> =>
  read.ok ? { ok: true, value: { scenario: read.value, source: null, place } } : read;

/** JSON of ours: any object that is not lsmem's own, which holds a list "memory" and no format. */
function isScenarioText(trimmed: string): boolean {
  if (!trimmed.startsWith('{')) return false;
  return /"format"\s*:/.test(trimmed) || !/"memory"\s*:/.test(trimmed);
}

const TITLES: Readonly<Record<string, string>> = {
  iomem: 'A real machine, from /proc/iomem',
};

/** An imported machine at boot: the opening's kernel with this memory, at the shipped limit or above. */
function fromImport(read: Import): Opened {
  const parts = importScenarioParts(read);
  const machine = {
    ...machineOf(OPENING.machine.kernel),
    physicalBits: parts.physicalBits,
    blockSize: parts.blockSize,
  };
  const boot = read.ranges.map(({ start, end, state }) => ({ start, size: end - start, state }));
  return {
    scenario: freshScenario(TITLES[read.format] ?? 'A real machine, from lsmem', machine, boot),
    source: toImportSource(read),
    place: null,
  };
}
