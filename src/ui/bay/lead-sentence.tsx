import type { ReactNode } from 'react';
import type { State } from '../../store/store.ts';
import { useStore } from '../kit/use-store.ts';
import { INVITATION, narrate, type Sentence } from './sentence.ts';

const sceneOf = (s: State): State['scene'] => s.scene;
const heldOf = (s: State): State['held'] => s.held;
const previewOf = (s: State): State['preview'] => s.preview;
const refusalOf = (s: State): State['refusal'] => s.refusal;
const layoutOf = (s: State): State['layout'] => s.layout;
const complaintOf = (s: State): State['complaint'] => s.complaint;

const TONES: Readonly<Record<Sentence['tone'], string>> = {
  plain: 'text-ink',
  ghost: 'text-ghost',
  wrong: 'text-wrong-ink',
};

/** One size for what is usually told; only a long sentence is set smaller: it has one place, and the page never moves for it. */
function sizeOf(length: number): string {
  if (length <= 110)
    return 'text-[1.1875rem]/5.75 tracking-[-0.014em] line-clamp-3 tabs:text-sm/4.5';
  if (length <= 150)
    return '@min-[86rem]:text-[1.1875rem]/5.75 text-[1.0625rem]/5.25 tracking-[-0.01em] line-clamp-3 tabs:text-[0.8125rem]/4.25';
  return 'text-xs/4 line-clamp-4 tabs:line-clamp-3';
}

/** The second half of the page's first sentence: its object is the tray of parts beside it. */
export function LeadSentence(): ReactNode {
  const scene = useStore(sceneOf);
  const held = useStore(heldOf);
  const preview = useStore(previewOf);
  const refusal = useStore(refusalOf);
  const complaint = useStore(complaintOf);
  const byTouch = useStore(layoutOf) === 'phone';
  const sentence = narrate({ scene, held, preview, refusal, complaint, byTouch });
  const { fact, cost, tone } = sentence;
  // While a pointer drags, every pixel would be announced: the result is, at the drop.
  const live = held?.by === 'pointer' ? 'off' : 'polite';
  return (
    <p
      aria-live={live}
      title={`${fact} ${cost}`.length > 150 ? `${fact} ${cost}` : undefined}
      className={`min-w-0 flex-1 font-medium text-balance phone:line-clamp-3 phone:text-[0.8125rem]/4.25 phone:tracking-normal phone:text-wrap @max-[58rem]:tabs:text-[0.8125rem]/4.25 @max-[58rem]:tabs:line-clamp-3 ${sizeOf(fact.length + cost.length)}`}
    >
      {sentence === INVITATION && <span className="hidden phone:inline">Drag </span>}
      <span className={TONES[tone]}>
        <Words text={fact} />
      </span>{' '}
      <span className="text-ink2">
        <Words text={cost} />
      </span>
    </p>
  );
}

/** A line may end between words, not at the hyphen within one: `three-level` stays whole; codes can be asked. */
function Words({ text }: { readonly text: string }): ReactNode {
  if (!WHOLE.test(text) && !CODE.test(text)) return text;
  return text.split(/( )/).map((word, i) =>
    WHOLE.test(word) || CODE.test(word) ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the words of a sentence never change places
      <span key={i} className="whitespace-nowrap" data-code={CODE.exec(word)?.[0]}>
        {word}
      </span>
    ) : (
      word
    ),
  );
}

const WHOLE = /\S-\S/;
/** An errno, an answer or an hcall's code: a tip says its number and what it means. */
const CODE = /−E[A-Z0-9]{2,}|NOTIFY_[A-Z]+|H_[A-Z0-9_]{3,}/;
