import { probeBlock } from './add-blocks.ts';
import type { Draft } from './draft.ts';
import { keepResources } from './drop-sections.ts';
import type { InputError, ProbeEvent } from './event.ts';
import { hasProbe } from './kernel/bringer.ts';
import { missingFor } from './kernel/missing.ts';
import { optionsOf } from './kernel/options.ts';
import { limitOf, type Machine } from './machine.ts';
import { addResources } from './memory/added-resources.ts';
import { validSections } from './memory/section.ts';
import { formatHex } from './units/address.ts';
import { formatCount, formatPower } from './units/bytes.ts';
import { EEXIST } from './units/errno.ts';
import { SECTION_END, SECTION_SIZE, sectionOf, sectionsTouched } from './units/section.ts';

/**
 * A write to /sys/devices/system/memory/probe (drivers/base/memory.c; mm/memory_hotplug.c, add_memory; Linux 2.6.24,
 * 2.6.25 and 2.6.32): 16 MiB are added wherever it is said, without a check of alignment or range, and no firmware
 * is asked. Resources are kept by whole sections here: an address within one takes both that it touches.
 */

type Sited = Pick<Machine, 'config' | 'edition'>;

/**
 * The section that __add_pages makes of this one: it keeps the number in an int. Within the limit of a machine that
 * counter is taken as wide enough.
 */
function keptAs(machine: Sited, section: number): number {
  if (section < limitOf(machine)) return section;
  return Number(BigInt.asIntN(machine.edition.hotAddSectionBits, BigInt(section)));
}

/** Sections that 16 MiB from this address touch. */
function touched({ address }: ProbeEvent): readonly [number, number] {
  const start = BigInt(address);
  return sectionsTouched(start, start + BigInt(SECTION_SIZE));
}

const kept = (machine: Sited, [first, end]: readonly [number, number]): readonly number[] =>
  Array.from({ length: end - first }, (_, i) => keptAs(machine, first + i));

const spell = (section: number): string =>
  formatPower(BigInt(section)) ?? formatCount(section).replace('-', '−');

/** What a number outside the table leads to was not read: that write is not simulated. */
export function refuseProbe(machine: Machine, event: ProbeEvent): InputError | null {
  const missing = missingFor(machine, 'probe');
  if (missing !== null) return { code: 'bad-event', message: missing };
  const file = refuseFile(machine);
  if (file || machine.edition.addUnit === 'block') return file;
  const sections = touched(event);
  const limit = limitOf(machine);
  const lost = kept(machine, sections).find((n) => n < 0 || n >= limit);
  if (sections[1] <= SECTION_END && lost === undefined) return null;
  const what =
    lost === undefined
      ? 'the 16 MiB there end above 2⁶⁴'
      : `section ${spell(lost)} lies outside its table of sections`;
  return {
    code: 'beyond-limit',
    message: `${machine.edition.label} checks no range, and ${what}: what comes of that was not read.`,
    field: 'address',
  };
}

function refuseFile(machine: Machine): InputError | null {
  if (hasProbe(machine)) return null;
  const { architecture } = optionsOf(machine);
  const what = `${architecture} has no probe file unless ARCH_MEMORY_PROBE was asked for.`;
  return { code: 'bad-event', message: what, field: 'type' };
}

/** @returns what the write does */
export function probe(draft: Draft, event: ProbeEvent): number {
  return draft.edition.addUnit === 'block' ? ofBlock(draft, event) : ofSection(draft, event);
}

function ofBlock(draft: Draft, { address }: ProbeEvent): number {
  const start = BigInt(address);
  const ret = probeBlock(draft, start);
  const section = sectionOf(start);
  draft.facts.push({ type: 'probe', address, section, added: ret === 0, ret });
  return ret;
}

function ofSection(draft: Draft, event: ProbeEvent): number {
  const sections = touched(event);
  const numbers = kept(draft, sections);
  const tell = (added: boolean, ret: number): number => {
    const address = formatHex(BigInt(event.address));
    draft.facts.push({ type: 'probe', address, section: numbers[0] as number, added, ret });
    return ret;
  };
  if (draft.resources.touches(...sections)) return tell(false, EEXIST);
  const [first, end] = sections;
  keepResources(draft, addResources(draft, { first, end, unit: 1 }, 'whole'));
  const valid = validSections(draft.sections);
  const absent = numbers.filter((n) => !valid.has(n));
  let { offline } = draft.sections;
  // -EEXIST of a section that is there is swallowed: 0, and nothing but the resource line is new.
  for (const n of absent) offline = offline.addRange(n, n + 1);
  draft.sections = { ...draft.sections, offline };
  return tell(absent.length > 0, 0);
}
