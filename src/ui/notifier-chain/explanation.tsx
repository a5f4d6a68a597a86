import type { ReactNode } from 'react';
import type { BlocksFact } from '../../machine/trace.ts';
import { whyOf } from './why.ts';

/** The return value first, then why. */
export function Explanation({ fact }: { readonly fact: BlocksFact }): ReactNode {
  const why = whyOf(fact);
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
