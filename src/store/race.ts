import type { StateCreator } from 'zustand/vanilla';
import type { InputError } from '../machine/event.ts';
import type { StructureId } from '../machine/structures/words/structure.ts';
import type { Footing } from '../race/footing.ts';
import { type Mix, USUAL_MIX } from '../race/mix.ts';
import type { RaceResult } from '../race/result.ts';
import type { Racer } from './racer.ts';
import type { SessionSlice } from './session.ts';

/** The structure race as the page shows it. */
export interface RaceState {
  /** Its view stands in the place of the drawing. */
  readonly open: boolean;
  readonly mix: Mix;
  /** What cannot be raced as it is typed: by field, what was expected. */
  readonly wrong: Readonly<Record<string, string>>;
  /** How far the race is that is being run: steps done, steps in all, and what is measured now. */
  readonly running: { readonly done: number; readonly total: number; readonly what: string } | null;
  /** The last race run here; while one is run, what already stands of it. */
  readonly result: RaceResult | null;
  /** One that came by link or file: it says nothing of this browser. */
  readonly elsewhere: RaceResult | null;
  /** Which of the two is shown: what was run or opened last, or what was asked for. */
  readonly whose: 'here' | 'elsewhere';
  /** Why the last race did not run to its end, in words. */
  readonly error: string | null;
  /** What stands of the last race, where it was left or begun again, in words. */
  readonly note: string | null;
  readonly chosen: StructureId | null;
  /** What each structure costs over the memory at the cursor; null until it was told. */
  readonly footings: readonly Footing[] | null;
  /** What tells that memory from another; told together with them. */
  readonly fingerprint: string | null;
}

/** Everything but opening and closing is fetched when it is first asked for. */
export interface RaceSlice {
  readonly race: RaceState;
  changeRace(part: Partial<RaceState>): void;
  openRace(): void;
  /** A race that is being run is left. */
  closeRace(): void;
  setMix(part: Partial<Mix>): void;
  /** Runs the race over the memory at the cursor; one that is being run is left first. Done when it is over. */
  startRace(): Promise<void>;
  cancelRace(): void;
  chooseStructure(chosen: StructureId | null): void;
  /** The text of a result's file: shown as measured elsewhere, or why it cannot be. */
  takeResult(text: string): Promise<InputError | null>;
  /** The field of a link: opens the view with what it holds, an empty one the view alone. */
  takeRaceField(field: string): Promise<InputError | null>;
  /** What was kept of it over a reload of the page, as it was kept. */
  bringRace(kept: unknown): Promise<void>;
  /** The field of a link with the marks of the shown result's own layout, and its fingerprint; null if there are none. */
  raceLink(): Promise<string | null>;
}

export const createRaceSlice: StateCreator<RaceSlice & SessionSlice, [], [], RaceSlice> = (
  set,
  get,
) => {
  let fetched: Promise<Racer | undefined> | undefined;
  /** Undefined where its code did not come: that is told, and may be tried again. */
  const racer = (): Promise<Racer | undefined> => {
    fetched ??= import('./racer.ts').then(
      (module) => new module.Racer(get),
      (error: unknown) => {
        fetched = undefined;
        changeRace({ error: `The race did not load: ${error}` });
        return undefined;
      },
    );
    return fetched;
  };
  const changeRace = (part: Partial<RaceState>): void => set({ race: { ...get().race, ...part } });
  return {
    race: {
      open: false,
      mix: USUAL_MIX,
      wrong: {},
      running: null,
      result: null,
      elsewhere: null,
      whose: 'here',
      error: null,
      note: null,
      chosen: null,
      footings: null,
      fingerprint: null,
    },
    changeRace,
    openRace: () => changeRace({ open: true }),
    closeRace: () => {
      get().cancelRace();
      changeRace({ open: false });
    },
    setMix: (part) => changeRace({ mix: { ...get().race.mix, ...part } }),
    startRace: async () => (await racer())?.start(),
    cancelRace: () => void fetched?.then((r) => r?.cancel()),
    chooseStructure: (chosen) => changeRace({ chosen }),
    takeResult: async (text) => (await racer())?.take(text) ?? null,
    takeRaceField: async (field) => {
      if (field) return (await racer())?.takeField(field) ?? null;
      changeRace({ open: true });
      return null;
    },
    bringRace: async (kept) => (await racer())?.bring(kept),
    raceLink: async () => (await racer())?.link() ?? null,
  };
};
