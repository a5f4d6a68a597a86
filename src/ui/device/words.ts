import { ACCESS_VERDICTS, type AccessVerdict, type Counts } from '../../machine/device/access.ts';
import { queueRulesOf } from '../../machine/device/queue-rules.ts';
import { counted } from '../../machine/units/bytes.ts';
import { countWords } from '../../timeline/device-account.ts';
import type { DeviceReport } from '../../timeline/device-report.ts';
import type { Scene } from '../../worker/protocol.ts';
import { VERDICTS } from '../translation/words.ts';

type Sign = (typeof VERDICTS)[keyof typeof VERDICTS];

/** What came of an access, with the sign that carries it without colour. */
export const ACCESSES: Readonly<Record<AccessVerdict, Sign>> = {
  ...VERDICTS,
  held: { sign: '‖', tone: 'neutral' },
};

/** `≠ wrong page` */
export const signed = (verdict: AccessVerdict): string => `${ACCESSES[verdict].sign} ${verdict}`;

/** The way of the bytes, as the device sees memory. */
export const ARROWS = { read: '↑', write: '↓' } as const;

/** What traffic reaches for: buffers that nobody posted. */
export const trafficWords = (buffers: number): string =>
  `traffic: ${counted(buffers, 'buffer')} of its own`;

/** The fact beside the heading: `3 posted; so far 2 ok, 1 wrong page`. */
export function factOf(device: DeviceReport | null): string {
  if (!device) return 'nothing posted';
  const { queue, traffic, counts } = device;
  const posted = queue.length === 0 ? 'nothing posted' : `${queue.length} posted`;
  const given = [
    traffic && queue.length === 0 ? '' : posted,
    traffic ? trafficWords(traffic.buffers) : '',
  ];
  const words = countWords(counts);
  return [...given, words && `so far ${words}`].filter(Boolean).join('; ');
}

/** Widths of the bars, 0 .. 1, to scale of the most frequent verdict; one that came at all is never invisible. */
export function barsOf(counts: Counts): Readonly<Record<AccessVerdict, number>> {
  const most = Math.max(1, ...ACCESS_VERDICTS.map((v) => counts[v]));
  const width = (n: number): number => (n === 0 ? 0 : Math.max(0.02, n / most));
  return Object.fromEntries(ACCESS_VERDICTS.map((v) => [v, width(counts[v])])) as Record<
    AccessVerdict,
    number
  >;
}

/** What this driver does to what is posted, in two sentences, and where that was read. */
export function rulesOf({ config }: Pick<Scene, 'config'>): {
  readonly words: string;
  readonly source: string;
} {
  const rules = queueRulesOf(config.driver);
  if (rules.reregistration === 'none')
    return {
      words: 'This driver never registers its region again: what is posted keeps its address.',
      source: rules.source,
    };
  const what =
    rules.reregistration === 'stops them' ? 'stops the queue pairs' : 'destroys the queue pairs';
  return {
    words: `A re-registration ${what}; posted receive buffers: ${rules.receive}. __EHEA_STOP_XFER: ${rules.stopFlag}.`,
    source: [rules.source, rules.receiveSource, rules.stopSource].filter(Boolean).join('\n'),
  };
}
