import type { ReactNode } from 'react';
import type { DriverId } from '../../machine/driver/driver-id.ts';
import type { BlocksFact } from '../../machine/trace.ts';
import { whyOf } from './why.ts';

interface ExplanationProps {
  readonly fact: BlocksFact;
  readonly driver: DriverId;
}

/** The return value first, then why. */
export function Explanation({ fact, driver }: ExplanationProps): ReactNode {
  const why = whyOf(fact, driver);
  return (
    <p className="pt-1.5 text-xs/4.25 text-ink2">
      <strong
        data-code={/−E[A-Z0-9]+/.exec(why.returns)?.[0]}
        className={`font-semibold ${why.bad ? 'text-wrong-ink' : 'text-ink'}`}
      >
        {why.returns}
      </strong>{' '}
      {why.because.join(' ')}
    </p>
  );
}
