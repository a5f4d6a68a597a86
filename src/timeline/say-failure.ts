import { H_NOT_ENOUGH_RESOURCES } from '../machine/firmware/hcall.ts';
import { handlesInUse } from '../machine/firmware/mr-budget.ts';
import { optionsOf } from '../machine/kernel/options.ts';
import { type Machine, sectionsPerBlock } from '../machine/machine.ts';
import type { Stepped } from '../machine/step.ts';
import type { BlocksFact } from '../machine/trace.ts';
import { counted, formatCount } from '../machine/units/bytes.ts';
import { errnoWords } from '../machine/units/errno.ts';
import { sectionStart } from '../machine/units/section.ts';
import { spellAddress } from '../machine/units/spell-address.ts';
import { CAUSE_WORDS } from './cause-words.ts';
import type { Said } from './said.ts';

/** A block that would not change: who refused, what that did to eHEA, and what was put back. */
export function sayFailure(fact: BlocksFact, done: Stepped): Said {
  const said = sayRefusal(fact, done.machine);
  const back = sayPutBack(fact, done);
  return back === null ? said : { ...said, fact: `${said.fact} ${back}` };
}

function sayRefusal(fact: BlocksFact, after: Machine): Said {
  const answer = errnoWords(fact.ret);
  const where = spellAddress(sectionStart(fact.first));
  const refusing = fact.rounds.find((round) => round.errno < 0);
  if (fact.cause || !refusing)
    return {
      fact: `The block at ${where} answered ${answer}.`,
      cost: fact.cause ? CAUSE_WORDS[fact.cause] : 'No callback was asked.',
      tone: 'refused',
    };
  const last = [...refusing.calls].reverse().find((c) => c.answer !== null);
  const added = fact.acts.find((a) => a.on === 'MEM_CANCEL_OFFLINE');
  const removed = fact.acts.some((a) => a.on === 'MEM_GOING_OFFLINE');
  const refused = `${last?.name ?? 'The chain'} refused: ${answer}.`;
  if (added && !removed)
    return {
      fact: refused,
      cost: after.driver.region
        ? 'ehea, never asked, added memory it already had.'
        : 'ehea, never asked, added memory it already had: the device lost its region.',
      tone: 'broken',
    };
  return {
    fact: refused,
    cost:
      fact.op === 'online'
        ? `${handlesShort(fact, after)}The memory at ${where} stays offline.`
        : `The memory at ${where} stays online.`,
    tone: 'refused',
  };
}

/** Where each section needs handles of its own: how many a block wants and how many the budget has; else nothing. */
function handlesShort(fact: BlocksFact, after: Machine): string {
  const { driver, generation, sections, config } = after;
  const rules = optionsOf(after);
  const answers = fact.lastActs.map((act) => act.registration?.lastHret);
  if (rules.mrBudget === null || !answers.includes(H_NOT_ENOUGH_RESOURCES)) return '';
  if (generation.standing(driver, sections.online) === null) return '';
  const needs = handlesInUse(rules, sectionsPerBlock(config));
  const left = rules.mrBudget - generation.handles(driver, rules);
  if (needs <= left) return '';
  return `It needs ${counted(needs, 'handle')}, ${formatCount(left)} left (H_NOT_ENOUGH_RESOURCES). `;
}

/** What the request had done before it failed, undone; null where nothing was. */
function sayPutBack(fact: BlocksFact, done: Stepped): string | null {
  const back = done.trace.filter(
    (f): f is BlocksFact => f.type === 'blocks' && f.op !== fact.op && f.ret === 0,
  );
  const blocks = back.reduce((n, f) => n + f.blocks, 0);
  if (blocks === 0) return null;
  const was = fact.op === 'offline' ? 'online' : 'offline';
  // They come back to the default zone, whatever they were.
  const zones = new Set(back.flatMap((f) => f.zone ?? []));
  const zone = zones.size > 0 ? `, as ${[...zones].join(' and ')}` : '';
  return `${counted(blocks, 'block')} went back ${was}${zone}.`;
}
