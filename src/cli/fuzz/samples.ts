import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatScenario } from '../../scenario/format-scenario.ts';
import { readLink } from '../../scenario/link.ts';
import { printText } from '../../scenario/text/print-text.ts';

/** What is put into the mill: inputs of one format, all sound. */
export interface Samples {
  readonly format: 'link' | 'json' | 'text' | 'lsmem' | 'iomem';
  readonly texts: readonly string[];
}

/** Longer ones take their time to change and add no new line. In characters. */
const LONGEST = 6000;

/** From the fixtures of the repository: its links of version 1 (also as JSON and as text), and listings of real machines. */
export function samplesIn(fixtures: string): readonly Samples[] {
  const links = linksIn(join(fixtures, 'links', '1.json'));
  const scenarios = links.flatMap((link) => {
    const read = readLink(link);
    return read.ok ? [read.value] : [];
  });
  return [
    { format: 'link', texts: links.map((link, i) => `#${link}${FIELDS[i % FIELDS.length]}`) },
    { format: 'json', texts: scenarios.map(formatScenario) },
    { format: 'text', texts: scenarios.map(printText) },
    { format: 'lsmem', texts: textsIn(join(fixtures, 'lsmem')) },
    { format: 'iomem', texts: textsIn(join(fixtures, 'iomem')) },
  ].map(({ format, texts }) => ({
    format: format as Samples['format'],
    texts: texts.filter((text) => text.length <= LONGEST),
  }));
}

const FIELDS = ['', '', '&step=3', '&race=q1ZKyy_KTSxR&view=0x0,0x1000:broken', '%26lanes%3Dflat'];

const linksIn = (file: string): readonly string[] =>
  (JSON.parse(readFileSync(file, 'utf8')) as { link: string }[]).map(({ link }) => link);

/** Text files as they are; of JSON every text that is in it. */
const textsIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return name.endsWith('.json') ? stringsOf(JSON.parse(text)) : [text];
    });

function stringsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.includes('\n') ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}
