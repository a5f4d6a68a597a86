import { type AccessVerdict, countedAccesses } from '../machine/device/access.ts';
import type { Machine } from '../machine/machine.ts';
import { counted, formatCount } from '../machine/units/bytes.ts';
import type { AnswerTone, Reply } from './question.ts';

/** The worst first: what is told of many accesses is the worst that happened. */
const WORST: readonly AccessVerdict[] = ['wrong page', 'stale', 'no region', 'miss', 'held', 'ok'];

const TONES: Readonly<Record<AccessVerdict, AnswerTone>> = {
  ok: 'good',
  miss: 'refused',
  'no region': 'refused',
  stale: 'stale',
  'wrong page': 'wrong',
  held: 'held',
};

/** The accesses that the device has made, counted by what came of them. */
export function sayAccesses({ device: { counts } }: Machine): Reply {
  const met = WORST.filter((verdict) => counts[verdict] > 0);
  const [worst] = met;
  const figures = met.map((verdict) => ({ name: verdict, value: counts[verdict].toString() }));
  if (!worst)
    return {
      verdict: 'no access',
      sentence: 'The device has accessed no buffer yet.',
      figures,
      tone: 'held',
    };
  const list = met.toReversed().map((verdict) => `${formatCount(counts[verdict])} ${verdict}`);
  const all = counted(countedAccesses(counts), 'access', 'accesses');
  return {
    verdict: worst,
    sentence: `Of ${all} that the device made: ${list.join(', ')}.`,
    figures,
    tone: TONES[worst],
  };
}
