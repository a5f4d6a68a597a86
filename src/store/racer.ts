import type { InputError, Result } from '../machine/event.ts';
import type { RaceResult } from '../race/result.ts';
import { makeRaceField, readRaceField } from '../race/result-link.ts';
import { parseResult } from '../race/result-text.ts';
import { runRace } from '../worker/race-client.ts';
import type { RaceMessage } from '../worker/race-protocol.ts';
import { browserName } from './browser-name.ts';
import type { RaceSlice } from './race.ts';
import type { SessionSlice } from './session.ts';
import { shownRace } from './shown-race.ts';

/** Runs races for the page, and takes results that come from elsewhere. */
export class Racer {
  readonly #get: () => RaceSlice & SessionSlice;
  #leave: () => void = () => undefined;

  constructor(get: () => RaceSlice & SessionSlice) {
    this.#get = get;
  }

  /** Resolves when the race is over or was left. */
  start(): Promise<void> {
    this.cancel();
    const { scene, race, changeRace } = this.#get();
    if (!scene) return Promise.resolve();
    changeRace({
      running: { done: 0, total: 1, what: 'the race starts' },
      error: null,
      whose: 'here',
    });
    return new Promise((resolve) => {
      const watch = new HiddenWatch();
      const over = (): void => {
        this.#leave = () => undefined;
        watch.stop();
        changeRace({ running: null });
        resolve();
      };
      const leave = runRace(
        {
          bounds: boundsOf(scene.memory),
          title: scene.title,
          config: scene.config,
          mix: race.mix,
          browser: browserName(navigator.userAgent),
        },
        (message) => {
          changeRace(partOf(message, watch.wasHidden));
          if (isOver(message)) over();
        },
      );
      this.#leave = () => {
        leave();
        over();
      };
    });
  }

  cancel(): void {
    this.#leave();
  }

  take(text: string): InputError | null {
    return this.#show(parseResult(text));
  }

  takeField(field: string): InputError | null {
    return this.#show(readRaceField(field));
  }

  /** Of what is shown: a result that came by link goes on as it came. */
  link(): string | null {
    const shown = shownRace(this.#get().race);
    return shown && makeRaceField(shown);
  }

  /** The tools take its mix over: they say what is seen, and a race of one's own is then asked the same. */
  #show(read: Result<RaceResult>): InputError | null {
    if (!read.ok) return read.error;
    const { value } = read;
    this.#get().changeRace({ open: true, elsewhere: value, whose: 'elsewhere', mix: value.mix });
    return null;
  }
}

/** [first, sections, state] for each run as first, end, first, end ... */
function boundsOf(memory: Float64Array): Float64Array {
  const bounds = new Float64Array((memory.length / 3) * 2);
  for (let i = 0, at = 0; i < memory.length; i += 3, at += 2) {
    const first = memory[i] as number;
    bounds[at] = first;
    bounds[at + 1] = first + (memory[i + 1] as number);
  }
  return bounds;
}

const isOver = (message: RaceMessage): boolean =>
  message.type === 'failed' || (message.type === 'result' && message.isLast);

function partOf(message: RaceMessage, hidden: boolean): Partial<RaceSlice['race']> {
  if (message.type === 'progress') return { running: message.progress };
  if (message.type === 'failed') return { error: message.message };
  const { result } = message;
  return { result: hidden ? { ...result, place: { ...result.place, hidden } } : result };
}

/** Whether the page was out of sight at any time: browsers slow down what nobody sees. */
class HiddenWatch {
  wasHidden = document.hidden;
  readonly #look = (): void => {
    this.wasHidden ||= document.hidden;
  };

  constructor() {
    document.addEventListener('visibilitychange', this.#look);
  }

  stop(): void {
    document.removeEventListener('visibilitychange', this.#look);
  }
}
