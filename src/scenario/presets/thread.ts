import { OPENING } from '../scenario.ts';
import type { Preset } from './preset.ts';

/** The partition of the mail thread, with the limit raised so that all of it has sections. */
export const thread: Preset = {
  id: 'thread',
  title: 'The thread’s partition',
  sentence:
    '256 MiB at 0 and 16 MiB at 2^60: look at what a map must store to join two pieces that lie so far apart.',
  scenario: OPENING,
};
