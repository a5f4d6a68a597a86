import { Fragment, type ReactNode } from 'react';
import type { Preview } from '../../worker/protocol.ts';
import { priceOf } from '../kit/price.ts';
import { foretell } from './foretell.ts';
import type { Foreseen } from './use-foreseen.ts';

/** What Enter would do, from the real step: the numbers of a drag, or why it cannot be. */
export function ForeseenCard({ foreseen }: { readonly foreseen: Foreseen }): ReactNode {
  if (!foreseen.ok) return <p className="text-wrong-ink">{foreseen.error.message}</p>;
  const { account } = foreseen.value;
  const isBad = account.tone === 'refused' || account.tone === 'broken';
  return (
    <>
      <p className={isBad ? 'text-wrong-ink' : 'text-ghost'}>
        <span className="text-ink3">Enter: </span>
        {foretell(account.fact)} {foretell(account.cost)}
      </p>
      {hasPrice(foreseen.value) && <Price preview={foreseen.value} />}
    </>
  );
}

const MEMORY: readonly string[] = ['hotplug', 'unplug', 'add', 'remove', 'online', 'offline'];

/** A change of memory has one, even where it is nothing. */
const hasPrice = ({ account }: Preview): boolean => MEMORY.includes(account.type);

function Price({ preview }: { readonly preview: Preview }): ReactNode {
  return (
    <dl className="mt-2 grid grid-cols-[1fr_auto] gap-x-3 leading-5 text-ink2">
      {priceOf(preview).map(({ name, value }) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd className="text-right font-medium text-ink">{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
