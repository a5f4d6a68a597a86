import { ACCESS_VERDICTS, type AccessVerdict, countedAccesses } from '../machine/device/access.ts';
import { queueRulesOf } from '../machine/device/queue-rules.ts';
import type { Machine } from '../machine/machine.ts';
import { formatCount } from '../machine/units/bytes.ts';
import type { FigureAbout } from './figure.ts';
import { type Figures, figure, ours } from './make-figure.ts';

/** What has to hold for a verdict, the first that applies. */
const RULES: Readonly<Record<AccessVerdict, string>> = {
  ok: 'reached = meant, and its section is online',
  miss: 'the map had no answer: all ones were given',
  'no region': 'no region, or the bus address lies outside it',
  stale: 'reached = meant, and its section is not online',
  'wrong page': 'reached ≠ meant',
  held: 'the queue pairs stand still, or PURGE is set',
};

const isVerdict = (text: string | undefined): text is AccessVerdict =>
  ACCESS_VERDICTS.some((verdict) => verdict === text);

/** Accesses of the device since power on. */
export function deviceFigures(machine: Machine, about: FigureAbout): Figures<'accesses'> {
  const { counts, traffic } = machine.device;
  const rules = queueRulesOf(machine.config.driver);
  const all = countedAccesses(counts);
  const { verdict } = about;
  const one = isVerdict(verdict);
  return {
    accesses: figure(
      formatCount(one ? counts[verdict] : all),
      one
        ? `${verdict}: ${RULES[verdict]}`
        : `= ${ACCESS_VERDICTS.map((v) => `${formatCount(counts[v])} ${v}`).join(' + ')}`,
      [
        { label: 'accesses since power on', text: formatCount(all) },
        { label: 'a re-registration', text: reregistrationWords(rules.reregistration) },
        ...(rules.reregistration === 'none'
          ? []
          : [
              { label: 'read in', text: rules.source },
              { label: '__EHEA_STOP_XFER', text: rules.stopFlag },
              { label: 'posted receive buffers', text: rules.receive },
              { label: 'read in', text: rules.receiveSource },
            ]),
        ...(traffic ? [{ label: 'seed of the traffic', text: formatCount(traffic.seed) }] : []),
      ],
      ours(
        'The machine knows which page was meant, so it can judge. That a buffer stays posted until it is completed, and traffic, are ours: the driver itself flushes its send queue before it stops the queue pairs (Linux 7.1.5).',
      ),
    ),
  };
}

const reregistrationWords = (what: ReturnType<typeof queueRulesOf>['reregistration']): string =>
  what === 'none' ? 'never comes' : what.replace('them', 'the queue pairs');
