import type { MachineEvent } from '../machine/event.ts';
import { startOf } from '../scenario/start-of.ts';
import { STORIES, storyTitled } from '../scenario/stories/stories.ts';
import type { Story } from '../scenario/stories/story.ts';
import { ask } from '../timeline/ask.ts';
import type { Start } from '../timeline/switch-on.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { StoryView } from './protocol.ts';

/** What the page tells of a scene that argues, at this step; undefined for any other. */
export function storyView(
  title: string | undefined,
  line: Timeline,
  cursor: number,
): StoryView | undefined {
  const story = storyTitled(title);
  if (!story) return undefined;
  const at = STORIES.indexOf(story);
  return {
    id: story.id,
    place: at + 1,
    of: STORIES.length,
    sentence: story.sentence,
    address: addressOf(story),
    changed: isChanged(story, line),
    previous: STORIES[at - 1]?.id ?? null,
    next: STORIES[at + 1]?.id ?? null,
    answers: cursor < line.steps ? null : story.questions.map((question) => ask(line, question)),
  };
}

function addressOf({ questions }: Story): string | null {
  const about = questions.find((q) => q.ask === 'dma');
  return about?.ask === 'dma' ? about.address : null;
}

const isChanged = ({ scenario }: Story, { start, events }: Timeline): boolean =>
  !sameStart(startOf(scenario), start) || !sameEvents(scenario.events, events);

const text = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'bigint' ? inner.toString() : inner,
  );

/** Memory first by its length: a layout of the user's own may be long. */
const sameStart = (a: Start, b: Start): boolean =>
  a.boot.length === b.boot.length && text(a) === text(b);

const sameEvents = (a: readonly MachineEvent[], b: readonly MachineEvent[]): boolean =>
  a.length === b.length && text(a) === text(b);
