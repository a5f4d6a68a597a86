import { formatSize } from '../machine/units/bytes.ts';
import type { Line } from './line.ts';
import { bytesIn, type ListedRange } from './listed-range.ts';
import { type PrintedSize, readSize } from './lsmem-size.ts';
import { quote, type Refusal, refuse } from './refusal.ts';

/** The lines below lsmem's table, in the order in which it prints them. */
const KINDS = ['block', 'online', 'offline', 'memmap'] as const;
type SummaryKind = (typeof KINDS)[number];

/** lsmem's summary. */
export interface Summary {
  readonly block: PrintedSize | null;
  readonly online: PrintedSize | null;
  readonly offline: PrintedSize | null;
}

/** The labels of util-linux 2.38.1 and its message catalogues; `memmap` is newer. */
const LABELS: Readonly<Record<SummaryKind, readonly string[]>> = {
  block: [
    'Memory block size',
    'Velikost paměťového bloku',
    'Hukommelsesblokstørrelse',
    'Speicherblockgröße',
    'Tamaño del bloque de memoria',
    'Taille du bloc mémoire',
    'Veličina bloka memorije',
    'メモリブロックサイズ',
    'Rozmiar bloku pamięci',
    'Tamanho do bloco de memória',
    'Tamanho de bloco de memória',
    'Minnesblockstorlek',
    "Розмір блоку пам'яті",
  ],
  online: [
    'Total online memory',
    'Celkem připojené paměti',
    'Samlet hukommelse via nettet',
    'Online-Gesamtspeicher',
    'Memoria total en línea',
    'Mémoire partagée totale',
    'Ukupna online memorija',
    'Rozmiar pamięci aktywnej',
    'Total de memória online',
    'Memória total online',
    'Totalt minne inkopplat',
    "Загалом задіяної пам'яті",
  ],
  offline: [
    'Total offline memory',
    'Celkem odpojené paměti',
    'Samlet hukommelse uden nettet',
    'Offline-Gesamtspeicher',
    'Memoria total fuera de línea',
    'Mémoire hors ligne totale',
    'Ukupna offline memorija',
    'Rozmiar pamięci nieaktywnej',
    'Total de memória offline',
    'Memória total offline',
    'Totalt minne urkopplat',
    "Загалом незадіяної пам'яті",
  ],
  memmap: ['Memmap on memory parameter'],
};

const fold = (label: string): string => label.normalize('NFC').toLowerCase();

const KIND_OF: ReadonlyMap<string, SummaryKind> = new Map(
  KINDS.flatMap((kind) => LABELS[kind].map((label) => [fold(label), kind] as const)),
);

/** A line that may belong to a summary. */
export interface SummaryLine {
  readonly line: Line;
  /** Undefined: a label in a language not known; its place among its neighbours tells. */
  readonly kind: SummaryKind | undefined;
  readonly value: string;
}

/** Label, an optional colon (some translations forgot it), one word. Longer lines are no summary. */
const SHAPE = /^ *([^ ].*?) *([:：]?) +([^ ]+)$/;
const LONGEST = 200;

/** Takes a line as one of a summary, or answers undefined. */
export function summaryLine(line: Line): SummaryLine | undefined {
  if (line.text.length > LONGEST) return undefined;
  const [, label, colon, value] = SHAPE.exec(line.text) ?? [];
  if (label === undefined || value === undefined) return undefined;
  const kind = KIND_OF.get(fold(label));
  if (kind === 'memmap') return { line, kind, value };
  if (kind && readSize(value)) return { line, kind, value };
  const foreign =
    colon !== '' && /^[^0-9]+$/.test(label) && (readSize(value) || /^\p{L}+$/u.test(value));
  return !kind && foreign ? { line, kind, value } : undefined;
}

/** Summaries of one text: each a run of lines that follow one another. */
function runsOf(lines: readonly SummaryLine[]): SummaryLine[][] {
  const runs: SummaryLine[][] = [];
  for (const entry of lines) {
    const run = runs.at(-1);
    if (run?.at(-1)?.line.number === entry.line.number - 1) run.push(entry);
    else runs.push([entry]);
  }
  return runs;
}

/** Fewer lines in an unknown language are no summary: their order would tell nothing. */
const WHOLE = 3;

function kindIn(run: readonly SummaryLine[], index: number): SummaryKind | undefined {
  const entry = run[index];
  if (!entry || entry.kind) return entry?.kind;
  const kind = KINDS[index];
  if (run.length < WHOLE || kind === undefined) return undefined;
  return kind === 'memmap' || readSize(entry.value) ? kind : undefined;
}

/** Puts the lines of a summary together, or refuses the first one that is none. */
export function readSummary(lines: readonly SummaryLine[]): { ok: true; value: Summary } | Refusal {
  const sizes: Record<SummaryKind, PrintedSize | null> = {
    block: null,
    online: null,
    offline: null,
    memmap: null,
  };
  for (const run of runsOf(lines)) {
    for (const [index, entry] of run.entries()) {
      const kind = kindIn(run, index);
      if (!kind) return strayLine(entry.line);
      sizes[kind] = sizes[kind] ?? readSize(entry.value) ?? null;
    }
  }
  return { ok: true, value: sizes };
}

/** The error for a line that is neither row, nor header, nor summary. */
export function strayLine(line: Line): Refusal {
  const indent = line.text.length - line.text.trimStart().length;
  return refuse(
    'bad-line',
    `Expected a row of lsmem (0xSTART-0xEND ...), its header or its summary, found ${quote(line.text.trim())}.`,
    { line: line.number, column: line.column + indent },
  );
}

const agrees = (printed: PrintedSize | null, bytes: bigint): boolean => {
  if (!printed) return true;
  const gap = printed.bytes > bytes ? printed.bytes - bytes : bytes - printed.bytes;
  return gap <= printed.slack;
};

/** Says so if the rows do not add up to the summary: rows are missing, or were merged over states (`-S none`). */
export function compareSummary(summary: Summary, rows: readonly ListedRange[]): string[] {
  // lsmem adds a block that is on its way out to the offline ones.
  const asLsmem = rows.map((r) => (r.leaving ? { ...r, state: 'offline' as const } : r));
  const [online, offline] = [bytesIn(asLsmem, 'online'), bytesIn(asLsmem, 'offline')];
  if (agrees(summary.online, online) && agrees(summary.offline, offline)) return [];
  const said = (size: PrintedSize | null): string => (size ? formatSize(size.bytes) : 'nothing');
  return [
    `The rows add up to ${formatSize(online)} online and ${formatSize(offline)} offline, the summary says ` +
      `${said(summary.online)} and ${said(summary.offline)}: rows are missing, or ranges of different states ` +
      'were merged (--split). The rows are taken; `lsmem -a` lists every block.',
  ];
}
