import type { Line } from './line.ts';
import type { ImportFormat } from './listing.ts';
import { readHeader } from './lsmem-header.ts';
import { summaryLine } from './lsmem-summary.ts';

type Signs = readonly (readonly [ImportFormat, (line: Line) => boolean])[];

/** Lines that are whole. */
const SURE: Signs = [
  ['lsmem-pairs', (l) => /^ *[A-Z][\w:%-]*="/.test(l.text)],
  ['lsmem', (l) => /(?:^| )0x[0-9a-f]+-0x[0-9a-f]+(?: |$)/i.test(l.text) || !!readHeader(l)],
  ['iomem', (l) => /^ *[0-9a-f]+ ?- ?[0-9a-f]+ ?: /i.test(l.text)],
];

/** Lines that are broken but can be meant as nothing else. */
const LIKELY: Signs = [
  ['lsmem-pairs', (l) => /\b(?:RANGE|STATE|BLOCK)=/.test(l.text)],
  ['lsmem-json', (l) => /"(?:range|state|memory)"/.test(l.text)],
  [
    'iomem',
    (l) => /System RAM|^ *[0-9a-f]{4,} *- *[0-9a-f]{4,}\b|^ *[0-9a-f]+-[0-9a-f]+ *:/i.test(l.text),
  ],
  ['lsmem', (l) => /(?:^| )0x[0-9a-f]/i.test(l.text) || summaryLine(l)?.kind !== undefined],
];

/** No line of lsmem or /proc/iomem comes near; only JSON may stand in one line. In UTF-16 units. */
export const LINE_LIMIT = 4096;

/** The format most lines speak for. One broken line, or a foreign one, does not hide what the others are. */
function vote(lines: readonly Line[], signs: Signs): ImportFormat | undefined {
  const counts = new Map<ImportFormat, number>();
  for (const line of lines) {
    if (line.text.length > LINE_LIMIT) continue;
    const format = signs.find(([, test]) => test(line))?.[0];
    if (format) counts.set(format, (counts.get(format) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** Recognises the format of a listing, or answers undefined. */
export function recognise(lines: readonly Line[]): ImportFormat | undefined {
  if (/^ *[[{]/.test(lines[0]?.text ?? '')) return 'lsmem-json';
  return vote(lines, SURE) ?? vote(lines, LIKELY);
}
