import { formatHex } from '../../machine/units/address.ts';
import { BUSMAP_START } from '../../machine/units/bus-space.ts';
import { formatCount } from '../../machine/units/bytes.ts';
import type { Scene } from '../../worker/protocol.ts';
import { readsWrong, type Thing } from './hit.ts';
import { heldWords } from './paint-held.ts';
import { rowHolding } from './runs.ts';
import { sectionName } from './section-name.ts';
import { sizeWords } from './size-words.ts';

const sections = (thing: Thing): string => {
  const first = Number(thing.start >> 24n);
  const count = Number((thing.end - thing.start) >> 24n);
  if (count === 1) return `section ${formatCount(first)}`;
  return `${formatCount(count)} sections, ${formatCount(first)} to ${formatCount(first + count - 1)}`;
};

const range = (thing: Thing): string => `${formatHex(thing.start)} to ${formatHex(thing.end - 1n)}`;

/** What a thing is, in one phrase. */
export function headline(thing: Thing): string {
  const size = sizeWords(thing.end - thing.start);
  if (thing.kind === 'beyond') return `${size} installed that this kernel cannot see`;
  if (thing.kind === 'hole') return `Hole: ${size} of nothing`;
  if (thing.kind === 'memory') return `${size} of memory, ${thing.offline ? 'offline' : 'online'}`;
  return thing.slots === 1
    ? `Bus slot ${formatCount(thing.slot)}, ${size}`
    : `Bus slots ${formatCount(thing.slot)} to ${formatCount(thing.slot + thing.slots - 1)}, ${size}`;
}

/** What, start, end, size, sections, state; first line the most important. */
export function describe(thing: Thing, scene: Scene): readonly string[] {
  const lines = [headline(thing), range(thing), sections(thing)];
  if (thing.kind === 'memory')
    lines.push(...heldWords(scene, Number(thing.start >> 24n), Number(thing.end >> 24n)));
  if (thing.kind === 'slot') lines.push(memoryBehind(thing, scene), ...slotStory(thing));
  if (thing.kind === 'beyond')
    lines.push(
      `no section: this kernel ends at ${formatHex(1n << BigInt(scene.config.physicalBits))}`,
    );
  if (thing.kind === 'hole') lines.push(...holeStory(thing, scene));
  return lines;
}

/** What became of the memory that slots answer for. */
function memoryBehind(thing: Thing, { memory }: Scene): string {
  const first = Number(thing.start >> 24n);
  const row = rowHolding(memory, first) * 3;
  const what = first + 1 === Number(thing.end >> 24n) ? 'its section' : 'their sections';
  const verb = what === 'its section' ? 'is' : 'are';
  if (row < 0) return `× stale: ${what} ${verb} gone`;
  const end = (memory[row] ?? 0) + (memory[row + 1] ?? 0);
  if (end < Number(thing.end >> 24n)) return `${what} ${verb} not all in one state`;
  return memory[row + 2] === 1 ? `× stale: ${what} ${verb} offline` : `${what} ${verb} online`;
}

function slotStory(thing: Extract<Thing, { kind: 'slot' }>): readonly string[] {
  const bus = `bus address ${formatHex(BUSMAP_START + (BigInt(thing.slot) << 24n))}`;
  const { registered, before, slot } = thing.segment;
  const pages = Number.isNaN(registered)
    ? 'no page list stands behind it'
    : readsWrong(thing)
      ? `≠ the device reads section ${sectionName(registered)}: wrong page`
      : `holds the pages of section ${formatCount(registered)}`;
  const past = !Number.isNaN(before) && before !== slot ? [`was slot ${formatCount(before)}`] : [];
  return [bus, pages, ...past];
}

function holeStory(thing: Thing, scene: Scene): readonly string[] {
  const limit = 1n << BigInt(scene.config.physicalBits);
  return thing.end > limit ? [`this kernel ends at ${formatHex(limit)}`] : [];
}
