import { PAGES_PER_CALL } from '../machine/firmware/register-pages.ts';
import type { Trace } from '../machine/trace.ts';
import { formatCount } from '../machine/units/bytes.ts';
import { derived, type Figures, figure, QMR, ran, read } from './make-figure.ts';
import type { Moment } from './moments.ts';

type StepId = 'stepHcalls' | 'stepRounds' | 'renumbered';

/** Calls of a step that registered nothing: refused, or answered busy and made again. */
function failedCalls(trace: Trace): number {
  // A block with a call that failed begins a run of its own, so the first act of a run tells all.
  const acts = trace.flatMap((fact) => {
    if (fact.type === 'blocks') return fact.acts;
    return (fact.type === 'load' || fact.type === 'work') && fact.act ? [fact.act] : [];
  });
  return acts.reduce(
    (sum, { registration }) =>
      registration
        ? sum + Number(registration.hcalls) - Number(registration.pagesAccepted) / PAGES_PER_CALL
        : sum,
    0,
  );
}

/** `= 8 × 18 sections + 1 refused or repeated`; what a refusal cut short is not whole sections. */
function hcallFormula({ account, trace }: Pick<Moment, 'account' | 'trace'>): string {
  const failed = failedCalls(trace);
  const good = BigInt(account.hcalls) - BigInt(failed);
  const rest = good % 8n;
  return [
    `= 8 × ${formatCount(good / 8n)} sections`,
    ...(rest > 0n ? [`${rest} of a section cut short`] : []),
    ...(failed > 0 ? [`${formatCount(failed)} refused or repeated`] : []),
  ].join(' + ');
}

/** What the step at the cursor came to, in counts. */
export function stepFigures(moment: Pick<Moment, 'account' | 'trace'>): Figures<StepId> {
  const { account } = moment;
  return {
    stepHcalls: figure(
      formatCount(account.hcalls),
      hcallFormula(moment),
      [
        { label: 'counted', text: `all registrations of step ${account.step}` },
        { label: 'rounds', text: formatCount(account.rounds) },
      ],
      derived(`${QMR}, ehea_reg_kernel_mr, Linux 2.6.32`),
    ),
    stepRounds: figure(
      formatCount(account.rounds),
      `= actions sent down the chain in step ${account.step}, all blocks counted`,
      [{ label: 'a block takes', text: 'two: GOING and the last, or GOING and CANCEL' }],
      read('mm/memory_hotplug.c, Linux 2.6.32'),
    ),
    renumbered: figure(
      formatCount(account.renumbered),
      `= sections mapped before and after step ${account.step}, at another bus address`,
      [{ label: 'why', text: 'the bus space is dense: a slot is a rank' }],
      ran(`${QMR}, ehea_rebuild_busmap, Linux 2.6.28 to 7.1.5`),
    ),
  };
}
