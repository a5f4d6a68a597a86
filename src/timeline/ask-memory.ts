import type { Machine } from '../machine/machine.ts';
import { grantedIn } from '../machine/memory/resource.ts';
import { errnoWords } from '../machine/units/errno.ts';
import { sectionOf } from '../machine/units/section.ts';
import { spellPlace, spellSection } from './ask-dma.ts';
import type { Reply } from './question.ts';
import type { Timeline } from './timeline.ts';

/** What the kernel itself has of memory. */

export function sayProbed(line: Timeline, at: number): Reply {
  for (let n = at; n > 0; n--) {
    const fact = line.momentAt(n).trace.find((f) => f.type === 'probe');
    if (fact?.type !== 'probe') continue;
    const section = spellSection(fact.section);
    const meant = sectionOf(BigInt(fact.address));
    const cut = meant === fact.section ? '' : `section ${spellSection(meant)} was cut to `;
    return {
      verdict: fact.ret !== 0 ? errnoWords(fact.ret) : fact.added ? 'added' : 'added nothing',
      sentence: `The probe of ${spellPlace(BigInt(fact.address))} returned ${errnoWords(fact.ret)}: ${cut}section ${section}, which ${fact.added ? 'is new' : 'was there already'}.`,
      figures: [
        { name: 'returned', value: fact.ret.toString() },
        { name: 'section', value: section },
      ],
      tone: fact.added ? 'good' : 'refused',
    };
  }
  return { verdict: 'not probed', sentence: 'Nobody wrote to probe.', figures: [], tone: 'held' };
}

export function saySection({ sections, granted }: Machine, address: bigint): Reply {
  const section = sectionOf(address);
  const name = spellSection(section);
  const state = sections.online.has(section)
    ? 'online'
    : sections.offline.has(section)
      ? 'offline'
      : null;
  const figures = [{ name: 'section', value: name }];
  if (state)
    return {
      verdict: state,
      sentence: `Section ${name} is ${state}.`,
      figures,
      tone: state === 'online' ? 'good' : 'held',
    };
  const installed = grantedIn(granted, address, address + 1n).length > 0;
  return {
    verdict: 'no section',
    sentence: installed
      ? `The firmware granted memory at ${spellPlace(address)}; the kernel has no section ${name} for it.`
      : `There is no memory at ${spellPlace(address)}, and no section ${name}.`,
    figures,
    tone: 'refused',
  };
}
