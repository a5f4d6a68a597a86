import type { ReactNode } from 'react';
import type { CallbackView } from '../../worker/protocol.ts';
import { CallbackTools } from './callback-tools.tsx';
import { glossOf } from './glosses.ts';

interface ChainListProps {
  readonly chain: readonly CallbackView[];
  /** The callback that this step put there. */
  readonly fresh: string | null;
  readonly size: 'wide' | 'normal' | 'narrow';
  readonly onEdit: (callback: CallbackView) => void;
}

/** The callbacks in call order, before anyone was asked: what each would do. */
export function ChainList({ chain, fresh, size, onEdit }: ChainListProps): ReactNode {
  if (chain.length === 0)
    return <p className="text-xs text-ink2">Nobody is registered: an empty chain answers 0.</p>;
  return (
    <ol className="relative">
      {chain.map((callback, i) => (
        <li
          key={callback.name}
          className="relative flex min-h-7.5 low:min-h-6.5 items-center gap-2.5"
        >
          <span className="w-5 shrink-0 text-right font-mono text-xs text-ink3">
            <span className="sr-only">priority </span>
            {callback.priority}
          </span>
          {i < chain.length - 1 && (
            <span
              aria-hidden="true"
              className="absolute top-[calc(50%+0.375rem)] left-[33px] h-[calc(100%-0.75rem)] w-0.5 bg-line2"
            />
          )}
          <span
            aria-hidden="true"
            className={`size-2 shrink-0 rounded-full ${callback.name === fresh ? 'bg-going' : callback.builtin ? 'bg-ink3' : 'bg-ink'}`}
          />
          <CallbackName callback={callback} size={size} />
          {!callback.builtin && (
            <CallbackTools callback={callback} short={size === 'narrow'} onEdit={onEdit} />
          )}
        </li>
      ))}
    </ol>
  );
}

function CallbackName(props: {
  readonly callback: CallbackView;
  readonly size: ChainListProps['size'];
}): ReactNode {
  const { callback, size } = props;
  const gloss = glossOf(callback);
  const source = callback.source === '' ? 'a callback of your own' : callback.source;
  return (
    <span
      className="flex min-w-0 flex-1 items-baseline gap-2.5"
      data-tip={[`${callback.name}, priority ${callback.priority}`, gloss, source].join('\n')}
    >
      <span
        className={`truncate font-semibold ${size === 'narrow' ? '' : 'max-w-[45%] min-w-13 shrink-0'}`}
      >
        {callback.name}
      </span>
      {size !== 'narrow' && (
        <span className="line-clamp-2 min-w-0 text-xs/3.5 text-ink2">{gloss}</span>
      )}
    </span>
  );
}
