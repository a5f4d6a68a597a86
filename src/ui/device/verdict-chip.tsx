import type { ReactNode } from 'react';
import type { AccessVerdict } from '../../machine/device/access.ts';
import { Chip } from '../kit/chip.tsx';
import { ACCESSES, signed } from './words.ts';

/** What an access came to; held: what it would have. Without one, that it has not come. */
export function VerdictChip({
  verdict,
  would,
}: {
  readonly verdict: AccessVerdict | null;
  readonly would?: AccessVerdict | undefined;
}): ReactNode {
  if (verdict === null) return <span className="px-2 text-tiny text-ink3">not accessed</span>;
  return (
    <Chip tone={ACCESSES[verdict].tone} className="h-5 px-1.5 text-tiny">
      {signed(verdict)}
      {verdict === 'held' && would !== undefined && (
        <span className="font-normal">would be {signed(would)}</span>
      )}
    </Chip>
  );
}
