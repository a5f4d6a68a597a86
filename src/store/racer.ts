import type { InputError, Result } from '../machine/event.ts';
import { counted } from '../machine/units/bytes.ts';
import { offlineBounds, onlineBounds } from '../race/memory-bounds.ts';
import type { RaceResult } from '../race/result.ts';
import { makeRaceField, readRaceField } from '../race/result-link.ts';
import { parseResult, RESULT_FORMAT } from '../race/result-text.ts';
import type { Scene } from '../worker/protocol.ts';
import { runRace } from '../worker/race-client.ts';
import type { RaceMessage } from '../worker/race-protocol.ts';
import { browserName } from './browser-name.ts';
import { isRecord } from './keep.ts';
import type { RaceSlice, RaceState } from './race.ts';
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
    return this.#run(null);
  }

  /** @param note what is said of it when it is over, if it was begun again */
  #run(note: string | null): Promise<void> {
    const { scene, race, changeRace } = this.#get();
    if (!scene) return Promise.resolve();
    const hadTimes = race.result !== null;
    changeRace({
      running: { done: 0, total: 1, what: 'the race starts' },
      error: null,
      note,
      whose: 'here',
    });
    return new Promise((resolve) => {
      const watch = new HiddenWatch();
      /** Layouts not raced; null until that of the user stands. */
      let left: number | null = null;
      const end = (): void => {
        this.#leave = () => undefined;
        watch.stop();
      };
      const over = (part: Partial<RaceState>): void => {
        end();
        changeRace({ running: null, ...part });
        resolve();
      };
      const leave = runRace(
        {
          bounds: onlineBounds(scene.memory),
          offline: offlineBounds(scene.memory),
          title: scene.title,
          config: scene.config,
          mix: race.mix,
          browser: browserName(navigator.userAgent),
        },
        (message) => {
          const isMoved = !isSameMemory(scene, this.#get().scene);
          if (isMoved && left === null && message.type !== 'failed') {
            leave();
            end();
            void this.#run(BEGUN_AGAIN).then(resolve);
            return;
          }
          changeRace(partOf(message, watch.wasHidden));
          if (message.type === 'result') left = message.left;
          if (isOver(message)) over({});
          else if (isMoved && left !== null) {
            leave();
            over({ note: `The memory moved: ${standsWords('the layout before', left)}` });
          }
        },
      );
      this.#leave = () => {
        leave();
        over({ note: cancelledWords(left, hadTimes) });
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

  /** What was kept over a reload; what does not fit is left as it is, and so is a race that was begun since. */
  bring(kept: unknown): void {
    const { race, changeRace } = this.#get();
    if (!isRecord(kept) || race.result || race.running) return;
    const result = keptResult(kept['result']);
    const elsewhere = race.elsewhere ?? keptResult(kept['elsewhere']);
    const whose = elsewhere && (kept['whose'] === 'elsewhere' || !result) ? 'elsewhere' : 'here';
    changeRace({
      result,
      elsewhere,
      whose,
      open: race.open || kept['open'] === true,
      mix: shownRace({ result, elsewhere, whose })?.mix ?? race.mix,
    });
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
    const seen = { elsewhere: value, whose: 'elsewhere', mix: value.mix } as const;
    this.#get().changeRace({ open: true, ...seen, error: null, note: null });
    return null;
  }
}

/** Read like a file: a tab's storage may hold anything. */
function keptResult(value: unknown): RaceResult | null {
  if (!isRecord(value)) return null;
  const read = parseResult(JSON.stringify({ format: RESULT_FORMAT, ...value }));
  return read.ok ? read.value : null;
}

const BEGUN_AGAIN = 'The memory moved: the race began again over what is there now.';

/** `the layout before complete, 4 openings not raced.` */
const standsWords = (layout: string, left: number): string =>
  `${layout} complete, ${counted(left, 'opening')} not raced.`;

function cancelledWords(left: number | null, hadTimes: boolean): string {
  if (left !== null) return `Cancelled: ${standsWords('this layout', left)}`;
  return hadTimes ? 'Cancelled: the times are of the race before.' : 'Cancelled: no times yet.';
}

/** The same runs in the same states, by the same measures. */
function isSameMemory(a: Scene, b: Scene | null): boolean {
  if (a === b) return true;
  if (!b || MEASURES.some((key) => a.config[key] !== b.config[key])) return false;
  return [onlineBounds, offlineBounds].every((boundsOf) => {
    const [one, other] = [boundsOf(a.memory), boundsOf(b.memory)];
    return one.length === other.length && one.every((bound, i) => bound === other[i]);
  });
}

/** What a machine's structures are measured by. */
const MEASURES = ['kernel', 'pageSize', 'physicalBits'] as const;

const isOver = (message: RaceMessage): boolean =>
  message.type === 'failed' || (message.type === 'result' && message.left === 0);

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
