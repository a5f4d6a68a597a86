import type { InputError, MachineEvent, RangeEvent } from './event.ts';
import { isBeyond } from './hotplug.ts';
import { canHotplug } from './kernel/ability.ts';
import { missingFor } from './kernel/missing.ts';
import { sectionSize } from './kernel/shipped.ts';
import { type Machine, physicalEnd } from './machine.ts';
import type { Extent } from './memory/resource.ts';
import { validSections } from './memory/section.ts';
import { formatHex } from './units/address.ts';
import { formatCount, formatPower, formatSize, iecSize } from './units/bytes.ts';
import { sectionOf, sectionStart, sectionsTouched } from './units/section.ts';

/** Why an event does not fit a machine, and what the kernel itself would have done. */

const error = (code: InputError['code'], message: string, field?: string): InputError => ({
  code,
  message,
  ...(field ? { field } : {}),
});

const spellAddress = (value: bigint): string => formatPower(value) ?? formatHex(value);

/** `8`, `2³⁶`, `−2,147,483,648`: a section is a number, not an address. */
const spellSection = (section: number | bigint): string =>
  formatPower(BigInt(section)) ?? formatCount(section).replace('-', '−');

const HOTPLUG: readonly MachineEvent['type'][] = [
  'hotplug',
  'unplug',
  'add',
  'remove',
  'online',
  'offline',
  'probe',
];

/** Whoever offlines memory holds the hotplug lock while it waits. */
export function refuseWhileWaiting(machine: Machine, event: MachineEvent): InputError | null {
  if (!machine.pending || !HOTPLUG.includes(event.type)) return null;
  const where = formatHex(sectionStart(machine.pending.first));
  return error(
    'bad-event',
    `The offline of the block at ${where} is waiting for pages; send a signal, or let the pages go.`,
    'type',
  );
}

/** The first thing that is wrong with a range, in the order of the contract; null if it fits. */
export function refuseRange(machine: Machine, event: RangeEvent, bytes: Extent): InputError | null {
  const gesture =
    event.type === 'hotplug' ||
    event.type === 'unplug' ||
    (event.type === 'remove' && machine.edition.checksAlignment);
  const unit = gesture ? BigInt(machine.config.blockSize) : sectionSize(machine);
  return (
    lacking(machine, event) ??
    zoneUnknown(machine, event) ??
    (event.type === 'online' || event.type === 'offline'
      ? empty(bytes)
      : unaligned(bytes, unit, gesture ? 'memory block' : 'section')) ??
    beyond(machine, event, bytes) ??
    present(machine, event, bytes)
  );
}

/** A kernel that has no hotplug at all answers nothing to anybody. */
function lacking(machine: Machine, event: RangeEvent): InputError | null {
  const missing = canHotplug(machine) ? null : missingFor(machine, event.type);
  return missing === null ? null : error('bad-event', missing);
}

function zoneUnknown({ edition }: Machine, { type, as }: RangeEvent): InputError | null {
  if (as === undefined) return null;
  if (type !== 'online' && type !== 'hotplug')
    return error('bad-event', `Only online and hotplug ask for a zone, not ${type}.`, 'as');
  if (edition.onlineTypes) return null;
  const own = `${edition.label} knows no zones here: it would have read "${as}" as "online".`;
  return error('bad-event', own, 'as');
}

const empty = (bytes: Extent): InputError | null =>
  bytes.end === bytes.start
    ? error('unaligned', 'A range of 0 bytes holds no memory block.', 'size')
    : null;

/** A size as people say it where that is exact, else its digits. */
const plain = (size: bigint): string =>
  iecSize(size).rounded ? formatHex(size) : formatSize(size);

function unaligned(bytes: Extent, unit: bigint, what: string): InputError | null {
  const size = bytes.end - bytes.start;
  const whole = `a whole number of ${formatSize(unit)} ${what}s`;
  if (size === 0n) return error('unaligned', `The size is 0; it must be ${whole}.`, 'size');
  if (size % unit !== 0n) return error('unaligned', `${plain(size)} is not ${whole}.`, 'size');
  return bytes.start % unit === 0n
    ? null
    : error(
        'unaligned',
        `${formatHex(bytes.start)} is not the start of a ${formatSize(unit)} ${what}.`,
        'start',
      );
}

/** Beyond the limit, 2^64 included, the rest is the kernel's to answer: it finds no section, and remove drops the grant. */
const GUARDED: readonly string[] = ['hotplug', 'unplug', 'add'];

function beyond(machine: Machine, event: RangeEvent, bytes: Extent): InputError | null {
  if (!isBeyond(machine, bytes) || !GUARDED.includes(event.type)) return null;
  const end = spellAddress(physicalEnd(machine.config));
  const own =
    event.type === 'hotplug' || event.type === 'add' ? ` ${wouldHave(machine, bytes)}` : '';
  return error('beyond-limit', `This kernel ends at ${end}.${own}`, 'start');
}

/** Hot-add of 2008 keeps section numbers in an int and checks no range (mm/memory_hotplug.c, mm/sparse.c). */
function wouldHave(machine: Machine, bytes: Extent): string {
  const { label, hotAddSectionBits, checksRange } = machine.edition;
  if (checksRange) return `${label} itself would have answered −E2BIG (−7).`;
  const section = sectionOf(bytes.start);
  const kept = Number(BigInt.asIntN(hotAddSectionBits, BigInt(section)));
  if (kept === section)
    return `${label} itself checks no range: section ${spellSection(section)} lies outside its table of sections.`;
  const cut = `${label} itself would have cut section ${spellSection(section)} to section ${spellSection(kept)}`;
  return validSections(machine.sections).has(kept)
    ? `${cut}, found that present, added nothing and returned 0.`
    : `${cut}.`;
}

function present(machine: Machine, event: RangeEvent, bytes: Extent): InputError | null {
  const valid = validSections(machine.sections);
  const [first, end] = sectionsTouched(bytes.start, bytes.end);
  if (event.type === 'hotplug' && valid.touches(first, end)) {
    const there = Math.max(first, valid.start(valid.seek(first)));
    return error(
      'overlap',
      `Section ${spellSection(there)} is already there. ${reAdd(machine, there)}`,
      'start',
    );
  }
  if (event.type === 'unplug' && !valid.covers(first, end)) {
    const absent = firstAbsent(machine, first);
    return error('bad-event', `There is no section ${spellSection(absent)} to take away.`, 'start');
  }
  const missing = missingFor(machine, event.type);
  return missing === null ? null : error('bad-event', missing);
}

function reAdd(machine: Machine, section: number): string {
  const { label, addSwallowsExisting } = machine.edition;
  return machine.resources.has(section) || !addSwallowsExisting
    ? `${label} itself would have answered −EEXIST (−17): the resource is taken.`
    : `${label} itself would have added a resource line, nothing else, and returned 0.`;
}

function firstAbsent(machine: Machine, first: number): number {
  const valid = validSections(machine.sections);
  const run = valid.seek(first);
  return run < valid.runs && valid.start(run) <= first ? valid.end(run) : first;
}
