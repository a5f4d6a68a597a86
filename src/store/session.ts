import type { StateCreator } from 'zustand/vanilla';
import type { InputError, MachineConfig, MachineEvent, Outcome, Result } from '../machine/event.ts';
import type { Figure, FigureAbout, FigureId } from '../timeline/figure.ts';
import type { Progress } from '../timeline/timeline.ts';
import type { Client } from '../worker/client.ts';
import { isLeft } from '../worker/left.ts';
import type { Rerun, Scene } from '../worker/protocol.ts';
import type { TakesMore } from './open-more.ts';
import { selectionAfter } from './selection.ts';
import { OPENING_QUESTION, openingQuestion, type ViewSlice, WHOLE } from './view.ts';

type Moved = Result<{ step: number; outcome: Outcome }>;

/** Work that another scene has taken the place of, as the worker keeps it; it can be brought back. */
export interface Earlier {
  readonly kept: string;
  readonly title: string;
  readonly steps: number;
}

/** Works kept on the shelf; the oldest goes first (ours). */
const MOST_ON_SHELF = 5;

/** The scenario at its cursor, as the worker last told it, and what the user can do to it. */
export interface SessionSlice {
  readonly client: Client;
  /** Null until the worker's first answer. */
  readonly scene: Scene | null;
  /** The last refusal, in words for the sentence line; cleared by the next success. */
  readonly complaint: InputError | null;
  /** A link that could not be opened: the calm page with ways on. */
  readonly badLink: InputError | null;
  /** Work put aside when something else was opened over it, newest last. */
  readonly shelf: readonly Earlier[];
  /** The newest of it: what is offered. */
  readonly earlier: Earlier | null;
  /** What a note says was just put aside; it goes with the next thing done, the work stays on the shelf. */
  readonly offered: Earlier | null;
  /** The user acted on this scene or brought it in: it is work, not something merely looked at. */
  readonly mine: boolean;
  readonly playing: boolean;
  /** How far a replay is that takes longer than one waits unasked. */
  readonly progress: Progress | null;
  /** What went wrong in the worker: a bug of ours, with its words for a report. */
  readonly fault: string | null;
  dispatch(event: MachineEvent): Promise<Moved>;
  /** The page's own send: queued work runs right after it, unless it is to be held. */
  send(address: string, hold: boolean): Promise<Moved>;
  seek(step: number): Promise<Moved>;
  undo(): Promise<void>;
  redo(): Promise<void>;
  restore(branch: number): Promise<void>;
  /** A link, scenario text or import; on failure the present scene stays and `complaint` says why. */
  /** Of its events at most so many, if said. */
  open(text: string, most?: number): Promise<Result<Scene>>;
  /** The same, but a refused text leaves no word on the page: scripts read the answer. */
  openQuietly(text: string): Promise<Result<Scene>>;
  openPreset(id: string): Promise<Result<Scene>>;
  /** Brings the earlier work back; the present work takes its place. */
  bringBack(): Promise<void>;
  closeOffer(): void;
  /** `told`: a note says so. */
  putOnShelf(work: Earlier, told: boolean): void;
  /** The same events on another machine; old futures that do not fit it are told of. */
  rerun(config: Partial<MachineConfig>): Promise<Result<Rerun>>;
  /** Leaves the replay that is running: the scene stays. */
  cancel(): void;
  /** A number on the page with its formula and its source, at the cursor. */
  openFigure(id: FigureId, about?: FigureAbout): Promise<Figure>;
  setPlaying(playing: boolean): void;
  complain(error: InputError): void;
  dismiss(): void;
  setBadLink(error: InputError | null): void;
  show(scene: Scene): void;
}

/** The page's quiet line, as far as a scene that opens has to do with it, and what takes more than scenes. */
interface Beside extends Omit<TakesMore, 'scene' | 'complain'> {
  readonly notice: string | null;
}

/** How a race's file begins, or a link that has fields: more than the worker's history knows of. */
const MORE = /^\s*(?:\{\s*"format"\s*:\s*"sparsescope-race|[^\s{[]\S*?(?:&|%26))/;

export const createSessionSlice =
  (client: Client): StateCreator<SessionSlice & ViewSlice & Beside, [], [], SessionSlice> =>
  (set, get) => {
    /** Where the cursor will be once every request in flight has been answered: two quick undos are two steps. */
    let aim: number | null = null;
    let moves = 0;

    const show = (scene: Scene): void => {
      const shown = get().scene;
      if (shown && scene.epoch < shown.epoch) return;
      const selection = selectionAfter(get().selection, shown?.memory, scene.memory);
      set({ scene, complaint: null, offered: null, selection });
      if (!shown && get().question === OPENING_QUESTION) set({ question: openingQuestion(scene) });
    };

    /** An answer is shown, a refusal told - but for what the user left: they know. */
    const take = <T>(answer: Result<T>, sceneOf: (value: T) => Scene): Result<T> => {
      if (answer.ok) show(sceneOf(answer.value));
      else if (!isLeft(answer.error)) set({ complaint: answer.error });
      return answer;
    };

    const seek = async (step: number): Promise<Moved> => {
      aim = step;
      moves += 1;
      try {
        return take(await client.ask('seek', { step }), (v) => v.scene);
      } finally {
        moves -= 1;
        if (moves === 0) aim = null;
      }
    };

    /** What the user did themselves is theirs from then on. */
    const act = <T>(answer: Result<T>, sceneOf: (value: T) => Scene): Result<T> => {
      if (answer.ok) set({ mine: true });
      return take(answer, sceneOf);
    };

    const putOnShelf = (work: Earlier, told: boolean): void => {
      const others = get().shelf.filter((w) => w.kept !== work.kept);
      const shelf = [...others, work].slice(-MOST_ON_SHELF);
      set({ shelf, earlier: work, ...(told ? { offered: work } : {}) });
    };

    const takeFromShelf = (work: Earlier): void => {
      const shelf = get().shelf.filter((w) => w !== work);
      set({ shelf, earlier: shelf.at(-1) ?? null });
    };

    /** What stands now, if there is something to lose. */
    const putAside = async (): Promise<Earlier | null> => {
      const scene = get().scene;
      if (!scene || !get().mine) return null;
      return { kept: await client.ask('keep', {}), title: scene.title, steps: scene.steps };
    };

    const replace = async (
      ask: () => Promise<Result<Scene>>,
      quiet = false,
    ): Promise<Result<Scene>> => {
      const aside = await putAside();
      const answer = await ask();
      if (!answer.ok) return quiet ? answer : take(answer, (v) => v);
      take(answer, (v) => v);
      // Another scene is another space: a window, a selection or a question from the last one would show nothing of it.
      const mine = answer.value.source !== null;
      const question = openingQuestion(answer.value);
      set({ badLink: null, playing: false, viewport: WHOLE, selection: null, question, mine });
      // What was told of the last scene is not true of this one.
      set({ notice: null });
      if (aside) putOnShelf(aside, true);
      return answer;
    };

    const openText = async (
      text: string,
      quiet: boolean,
      most?: number,
    ): Promise<Result<Scene>> => {
      const openScene = () => replace(() => client.ask('open', { text, most }), quiet);
      if (!MORE.test(text)) return openScene();
      const { openMore } = await import('./open-more.ts');
      return openMore(get(), text, quiet, openScene);
    };

    const stepBy = async (delta: -1 | 1): Promise<void> => {
      const scene = get().scene;
      if (!scene) return;
      const step = (aim ?? scene.step) + delta;
      if (step >= 0 && step <= scene.steps) await seek(step);
    };

    return {
      client,
      scene: null,
      complaint: null,
      badLink: null,
      shelf: [],
      earlier: null,
      offered: null,
      mine: false,
      playing: false,
      progress: null,
      fault: null,
      cancel: () => client.cancel(),
      show,
      dispatch: async (event) => act(await client.ask('dispatch', { event }), (v) => v.scene),
      send: async (address, hold) => {
        const sent = await get().dispatch({ type: 'send', address });
        const queued = sent.ok && get().scene?.workQueued;
        return queued && !hold ? get().dispatch({ type: 'work' }) : sent;
      },
      seek,
      undo: () => stepBy(-1),
      redo: () => stepBy(1),
      restore: async (branch) => {
        act(await client.ask('restore', { branch }), (v) => v);
      },
      open: (text, most) => openText(text, false, most),
      openQuietly: (text) => openText(text, true),
      openPreset: (id) => replace(() => client.ask('preset', { id })),
      bringBack: async () => {
        const earlier = get().earlier;
        if (!earlier) return;
        const answer = await replace(() => client.ask('unkeep', { text: earlier.kept }));
        if (!answer.ok) return;
        takeFromShelf(earlier);
        set({ mine: true });
      },
      closeOffer: () => set({ offered: null }),
      putOnShelf,
      rerun: async (config) => act(await client.ask('rerun', { config }), (v) => v.scene),
      openFigure: (id, about) => client.ask('figure', { id, about }),
      setPlaying: (playing) => set({ playing }),
      complain: (complaint) => set({ complaint }),
      dismiss: () => set({ complaint: null }),
      setBadLink: (badLink) => set({ badLink }),
    };
  };
