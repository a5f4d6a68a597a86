import { OLDER_PRESETS } from '../scenario/presets/older.ts';
import type { Preset } from '../scenario/presets/preset.ts';
import { PRESETS } from '../scenario/presets/presets.ts';
import { startOf } from '../scenario/start-of.ts';
import { STORIES } from '../scenario/stories/stories.ts';
import type { Story } from '../scenario/stories/story.ts';
import { ask } from '../timeline/ask.ts';
import { miniatureOf } from '../timeline/miniature.ts';
import { finish, Timeline } from '../timeline/timeline.ts';
import type { Gallery, GalleryEntry } from './protocol.ts';

let made: Gallery | undefined;

/** All scenes and openings, each played to its end once: its picture and its verdict are the machine's. */
export function gallery(): Gallery {
  made ??= {
    stories: STORIES.map((story, i) => ({ ...entryOf(story), place: i + 1 })),
    openings: [...PRESETS, ...OLDER_PRESETS].map(entryOf),
  };
  return made;
}

function entryOf(preset: Preset | Story): GalleryEntry {
  const { id, title, sentence, scenario } = preset;
  const played = finish(Timeline.playing(startOf(scenario), scenario.events));
  if (!played.ok) throw new Error(`${id}: ${played.error.message}`);
  const line = played.value;
  const machine = line.machineAt(line.steps);
  return {
    id,
    title,
    sentence,
    kernel: machine.config.kernel,
    driver: machine.config.driver,
    picture: miniatureOf(machine),
    answer: 'questions' in preset ? ask(line, preset.questions[0]) : null,
  };
}
