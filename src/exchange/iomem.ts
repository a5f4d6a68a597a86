import type { Result } from '../machine/event.ts';
import { counted } from '../machine/units/bytes.ts';
import { endColumn, type Line } from './line.ts';
import { ascending, type ByteRange, type ListedRange, rangeFromDigits } from './listed-range.ts';
import type { Listing } from './listing.ts';
import { quote, type Refusal, refuse } from './refusal.ts';

/** A resource: one line of /proc/iomem. */
interface Resource extends ByteRange {
  readonly name: string;
  readonly line: number;
  readonly column: number;
  /** `00000000-00000000`: what an ordinary user sees of every line, and root of an empty window. */
  readonly zero: boolean;
  /** Written with blanks around the dash, as no kernel does. */
  readonly spaced: boolean;
}

const LINE = /^( *)([0-9a-f]+)( *- *)([0-9a-f]+) *:(?: (.*))?$/i;
// As much of a line as is right: the fault is at the character behind it.
const RIGHT_PART = /^ *(?:[0-9a-f]+ *(?:- *(?:[0-9a-f]+ *:?)?)?)?/i;

// `foo` is a word, not an address with a wrong digit behind it.
const WORD = /^( *)(?=[a-f]*[g-z])[a-z]+(?: |$)/i;

function lineFault(line: Line): Refusal {
  const right = (WORD.exec(line.text)?.[1] ?? RIGHT_PART.exec(line.text)?.[0] ?? '').length;
  const rest = line.text.slice(right);
  const found = rest === '' ? 'the end of the line' : quote(rest);
  const column = Math.min(line.column + right, endColumn(line));
  const message = `Expected START-END : NAME as in /proc/iomem, found ${found}.`;
  return refuse('bad-line', message, { line: line.number, column });
}

function readResource(line: Line): Result<Resource> {
  const [, indent, first, dash, last, name = ''] = LINE.exec(line.text) ?? [];
  if (indent === undefined || first === undefined || dash === undefined || last === undefined) {
    return lineFault(line);
  }
  const column = line.column + indent.length;
  const lastColumn = column + first.length + dash.length;
  const range = rangeFromDigits(
    { text: first, line: line.number, column },
    { text: last, line: line.number, column: lastColumn },
  );
  if (!range.ok) return range;
  return {
    ok: true,
    value: {
      ...range.value,
      name: name.trim(),
      line: line.number,
      column,
      zero: range.value.end === 1n,
      spaced: dash !== '-',
    },
  };
}

/**
 * Memory the kernel uses: `System RAM` and `System RAM (kmem)` and its kin. The boot alias of 32-bit Keystone is
 * the same memory under a second address (arch/arm/mm/init.c), so it is none of its own.
 */
const isMemory = (name: string): boolean =>
  /^System RAM(?: \(.*\))?$/.test(name) && name !== 'System RAM (boot alias)';

/** Those that lie in no other: memory inside memory counts once, however the lines were indented. */
function outermost(resources: readonly Resource[]): { rows: ListedRange[]; nested: number } {
  const rows: ListedRange[] = [];
  let nested = 0;
  let reach = 0n;
  for (const { start, end, line, column } of ascending(resources)) {
    if (end <= reach) {
      nested += 1;
      continue;
    }
    reach = end;
    rows.push({ start, end, state: 'online', leaving: false, line, column });
  }
  return { rows, nested };
}

function allZero(first: Resource): Refusal {
  return refuse(
    'all-zero',
    'Every address is zero: the kernel shows /proc/iomem to ordinary users this way. Read it as root: ' +
      '`sudo cat /proc/iomem`.',
    first,
  );
}

function readResources(lines: readonly Line[]): Result<Resource[]> {
  const resources: Resource[] = [];
  for (const line of lines) {
    const resource = readResource(line);
    if (!resource.ok) return resource;
    resources.push(resource.value);
  }
  return { ok: true, value: resources };
}

function noticesFor(resources: readonly Resource[], nested: number): string[] {
  const zero = resources.filter((r) => r.zero).length;
  const spaced = resources.filter((r) => r.spaced).length;
  const alias = resources.filter((r) => r.name === 'System RAM (boot alias)').length;
  return [
    ...(zero > 0 ? [`${counted(zero, 'line')} of 0-0 left out (an empty window).`] : []),
    ...(nested > 0
      ? [`${counted(nested, 'entry', 'entries')} of System RAM inside System RAM counted once.`]
      : []),
    ...(alias > 0
      ? [
          `${counted(alias, 'boot alias', 'boot aliases')} left out: the same memory under a second address.`,
        ]
      : []),
    ...(spaced > 0
      ? [`${counted(spaced, 'line')} with blanks around the dash, which no kernel prints.`]
      : []),
  ];
}

/** Reads /proc/iomem: every outermost System RAM, all of it online; it knows no memory blocks. */
export function readIomem(lines: readonly Line[]): Result<Listing> {
  const read = readResources(lines);
  if (!read.ok) return read;
  const resources = read.value;
  const [first] = resources;
  if (first && resources.every((r) => r.zero)) return allZero(first);
  const memory = resources.filter((r) => isMemory(r.name) && !r.zero);
  if (memory.length === 0) {
    const empty = resources.find((r) => isMemory(r.name));
    const message = empty
      ? 'All System RAM in this /proc/iomem is 0-0, which is empty: no byte of it is memory.'
      : 'No System RAM in this /proc/iomem: no line of it is memory.';
    return refuse('no-memory', message, empty ?? first ?? { line: 1, column: 1 });
  }
  const { rows, nested } = outermost(memory);
  const notices = noticesFor(resources, nested);
  return { ok: true, value: { format: 'iomem', rows, blockSize: null, notices } };
}
