import { compiledScan, createFlatMap } from '../machine/ehea/flat-map.ts';
import { translateFlat } from '../machine/ehea/translate.ts';
import type { Machine } from '../machine/machine.ts';
import { validSections } from '../machine/memory/section.ts';
import { vmallocRefusal } from '../machine/memory/vmalloc.ts';
import { flatBytes, flatEntries } from '../machine/structures/flat.ts';
import { formatHex } from '../machine/units/address.ts';
import { counted, formatCount } from '../machine/units/bytes.ts';
import { ENOMEM, errnoWords } from '../machine/units/errno.ts';
import { spellPlace } from './ask-dma.ts';
import type { Reply } from './question.ts';

/** A flat array over this memory, counters wide: its bytes, and what vmalloc says to them. */
export function sayBill(machine: Machine): Reply {
  const { config, pages, sections } = machine;
  const bytes = flatBytes(flatEntries(validSections(sections)));
  const wanted = (bytes + BigInt(config.pageSize) - 1n) / BigInt(config.pageSize);
  const refusal = vmallocRefusal(bytes, config.pageSize, pages);
  const takes = `A flat array over this memory takes ${formatCount(bytes)} bytes, ${counted(wanted, 'page')}`;
  return {
    verdict: refusal ? errnoWords(ENOMEM) : 'granted',
    sentence: refusal
      ? `${takes}; the machine has ${formatCount(pages)}: vmalloc refuses (${refusal}).`
      : `${takes} of the ${formatCount(pages)} that the machine has: vmalloc grants it.`,
    figures: [
      { name: 'bytes', value: bytes.toString() },
      { name: 'pages of the array', value: wanted.toString() },
      { name: 'pages of the machine', value: pages.toString() },
    ],
    tone: refusal ? 'refused' : 'good',
  };
}

/** The flat map as the compiler made it: how far its scan comes, and what it answers. */
export function sayAsCompiled(machine: Machine, address: bigint): Reply {
  const { config, pages, sections } = machine;
  const valid = compiledScan(validSections(sections), config.physicalBits);
  const { map, ret } = createFlatMap(
    valid,
    (bytes) => vmallocRefusal(bytes, config.pageSize, pages) === null,
  );
  const { bus } = translateFlat(map, address);
  const place = spellPlace(address);
  const entries = counted(map.entries, 'entry', 'entries');
  const finds = bus === null ? `${place} simply misses` : `${place} is bus ${formatHex(bus)}`;
  return {
    verdict: ret !== 0 ? errnoWords(ret) : bus === null ? 'miss' : 'mapped',
    sentence:
      ret !== 0
        ? `As compiled, with int counters, it asks for ${entries}, which vmalloc refuses.`
        : `As compiled, with int counters, the array has ${entries}, and ${finds}.`,
    figures: [
      { name: 'entries as compiled', value: map.entries.toString() },
      { name: 'bus address', value: bus === null ? 'a miss' : formatHex(bus) },
    ],
    tone: ret !== 0 || bus === null ? 'refused' : 'good',
  };
}
