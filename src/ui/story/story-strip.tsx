import { type ReactNode, useEffect, useRef } from 'react';
import { openBeside } from '../../store/gallery.ts';
import type { State } from '../../store/store.ts';
import type { Answer } from '../../timeline/question.ts';
import type { StoryView } from '../../worker/protocol.ts';
import { Button, IconButton } from '../kit/button.tsx';
import { Chip } from '../kit/chip.tsx';
import { raised } from '../kit/raised.ts';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { togglePlay } from '../time-bar/toggle-play.ts';
import { AnswerButton } from './answer-button.tsx';

const storyOf = (s: State): StoryView | undefined => s.scene?.story;
const stepOf = (s: State): number => s.scene?.step ?? 0;
const stepsOf = (s: State): number => s.scene?.steps ?? 0;
const awaitsOf = (s: State): boolean => s.playAwaits;
const playingOf = (s: State): boolean => s.playing;

/** What a scene of the gallery argues: what to look at while it plays, and at its end what the machine answers. */
export function StoryStrip(): ReactNode {
  const story = useStore(storyOf);
  if (!story) return null;
  return (
    <section
      aria-label="Scene"
      className="flex items-center gap-4 border-t border-line px-6 py-1.5 tabs:gap-3 tabs:px-4 phone:flex-wrap phone:gap-x-2 phone:gap-y-1 phone:border-t-0 phone:border-b phone:px-4"
    >
      <Place story={story} />
      <div role="status" className="min-w-0 flex-1 phone:order-last phone:basis-full">
        {story.answers ? (
          <Answers answers={story.answers} />
        ) : (
          <p className="text-[0.8125rem]/4.5 text-pretty text-ink2 phone:text-xs/4">
            {raised(story.sentence)}
          </p>
        )}
      </div>
      {story.changed && <Chip tone="whatIf">changed by you</Chip>}
      <Play />
    </section>
  );
}

function Place({ story }: { readonly story: StoryView }): ReactNode {
  const store = useStoreApi();
  return (
    <div className="flex shrink-0 items-center gap-0.5">
      <IconButton
        icon="back"
        label="Previous scene"
        hint="Page Up"
        disabled={story.previous === null}
        onClick={() => void openBeside(store, -1)}
      />
      <span className="text-xs whitespace-nowrap text-ink3 tabular-nums">
        <span className="sr-only">scene </span>
        {story.place} <span aria-hidden="true">/</span> <span className="sr-only">of</span>{' '}
        {story.of}
      </span>
      <IconButton
        icon="forward"
        label="Next scene"
        hint="Page Down"
        disabled={story.next === null}
        onClick={() => void openBeside(store, 1)}
      />
    </div>
  );
}

/** The first is the scene's verdict; the others stand beside it. */
function Answers({ answers }: { readonly answers: readonly Answer[] }): ReactNode {
  return (
    <ul className="flex gap-x-6 gap-y-1 phone:flex-wrap phone:gap-x-3">
      {answers.map((answer, i) => (
        <li
          key={`${answer.verdict} ${answer.sentence}`}
          title={answer.sentence}
          className={`line-clamp-5 min-w-0 tabs:line-clamp-6 phone:line-clamp-none text-xs/4 text-pretty text-ink2 ${i === 0 ? 'flex-[1.3] phone:basis-full' : 'flex-1 phone:flex-none phone:py-2.5'}`}
        >
          <AnswerButton answer={answer} className={i === 0 ? 'text-[0.8125rem]' : ''} />{' '}
          <span className={i === 0 ? undefined : 'phone:sr-only'}>{answer.sentence}</span>
        </li>
      ))}
    </ul>
  );
}

function Play(): ReactNode {
  const store = useStoreApi();
  const step = useStore(stepOf);
  const steps = useStore(stepsOf);
  const playing = useStore(playingOf);
  const awaits = useStore(awaitsOf);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!awaits) return;
    button.current?.focus();
    store.getState().setPlayAwaits(false);
  }, [awaits, store]);
  return (
    <div className="flex shrink-0 items-center gap-2.5 phone:ml-auto">
      <span className="text-xs whitespace-nowrap text-ink3 tabular-nums">
        step {step} of {steps}
      </span>
      <Button
        ref={button}
        icon={playing ? 'pause' : 'play'}
        aria-label={playing ? 'Stop the scene' : 'Play the scene'}
        disabled={steps === 0}
        onClick={() => void togglePlay(store)}
      >
        {playing ? 'Stop' : step >= steps ? 'Again' : 'Play'}
      </Button>
    </div>
  );
}
