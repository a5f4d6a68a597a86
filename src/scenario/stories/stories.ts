import { CHAIN_STORIES } from './chain-stories.ts';
import { FLAT_STORIES } from './flat-stories.ts';
import { MAP_STORIES } from './map-stories.ts';
import { OTHER_STORIES } from './other-stories.ts';
import { REAL_STORIES } from './real-stories.ts';
import type { Story } from './story.ts';
import { THREAD_STORIES } from './thread-stories.ts';

/** All scenes, in the order in which a lecturer goes through them. */
export const STORIES: readonly Story[] = [
  ...THREAD_STORIES,
  ...FLAT_STORIES,
  ...CHAIN_STORIES,
  ...MAP_STORIES,
  ...OTHER_STORIES,
  ...REAL_STORIES,
].sort((a, b) => a.number - b.number);

export const storyOf = (id: string): Story | undefined => STORIES.find((s) => s.id === id);

/** A scene is known by its title, in a link and after every change. */
export const storyTitled = (title: string | undefined): Story | undefined =>
  title === undefined ? undefined : STORIES.find((s) => s.title === title);
