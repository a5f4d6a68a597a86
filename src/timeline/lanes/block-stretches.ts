import { answerName } from '../../machine/notifier/answer-name.ts';
import { NOTIFY_OK } from '../../machine/notifier/chain.ts';
import type { Round } from '../../machine/notifier/round.ts';
import type { BlocksFact, Fact } from '../../machine/trace.ts';
import { formatSize } from '../../machine/units/bytes.ts';
import { sectionBytes, sectionStart } from '../../machine/units/section.ts';
import { spellAddress } from '../../machine/units/spell-address.ts';

/** Blocks beside each other that went the same way, however the machine split them up. */
export interface BlockStretch {
  readonly type: 'stretch';
  readonly op: BlocksFact['op'];
  readonly first: number;
  readonly sections: number;
  /** What one block's rounds were, in words. */
  readonly rounds: string;
  readonly ret: number;
  readonly cause: BlocksFact['cause'];
  readonly waits: boolean;
  readonly hcalls: bigint;
}

export type Told = Exclude<Fact, BlocksFact> | BlockStretch;

/**
 * A step's facts with its blocks in the longest stretches: how a machine splits its runs of blocks depends on its
 * driver, and is no difference in what happened.
 */
export function toldOf(trace: readonly Fact[]): readonly Told[] {
  const told: Told[] = [];
  for (const fact of trace) {
    if (fact.type !== 'blocks') {
      told.push(fact);
      continue;
    }
    const stretch = stretchOf(fact);
    const before = told.at(-1);
    if (before?.type === 'stretch' && follows(before, stretch)) {
      const sections = before.sections + stretch.sections;
      told[told.length - 1] = { ...before, sections, hcalls: before.hcalls + stretch.hcalls };
    } else told.push(stretch);
  }
  return told;
}

/** `online 16 MiB at 2⁴⁴` */
export const stretchWords = ({ op, first, sections }: BlockStretch): string =>
  `${op} ${formatSize(sectionBytes(sections))} at ${spellAddress(sectionStart(first))}`;

const stretchOf = (fact: BlocksFact): BlockStretch => ({
  type: 'stretch',
  op: fact.op,
  first: fact.first,
  sections: fact.blocks * fact.sectionsPerBlock,
  rounds: fact.rounds.map(roundWords).join('; '),
  ret: fact.ret,
  cause: fact.cause,
  waits: fact.waits === true,
  hcalls: BigInt(fact.hcalls),
});

const follows = (before: BlockStretch, next: BlockStretch): boolean =>
  before.first + before.sections === next.first &&
  before.op === next.op &&
  before.rounds === next.rounds &&
  before.ret === next.ret &&
  before.cause === next.cause &&
  before.waits === next.waits;

/** `MEM_ONLINE to ipc, slub NOTIFY_STOP`: who was asked, and what else than NOTIFY_OK they answered. */
function roundWords({ action, calls }: Round): string {
  const asked = calls.flatMap(({ name, answer, acted }) => {
    if (answer === null) return [];
    const said = answer === NOTIFY_OK ? '' : ` ${answerName(answer)}`;
    return [`${name}${acted ? ' acts' : ''}${said}`];
  });
  return `${action} to ${asked.join(', ') || 'nobody'}`;
}
