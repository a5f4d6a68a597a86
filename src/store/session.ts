import type { StateCreator } from 'zustand/vanilla';
import type { InputError, MachineConfig, MachineEvent, Outcome, Result } from '../machine/event.ts';
import type { Client } from '../worker/client.ts';
import type { Scene } from '../worker/protocol.ts';

/** The scenario at its cursor, as the worker last told it, and what the user can do to it. */
export interface SessionSlice {
  readonly client: Client;
  /** Null until the worker's first answer. */
  readonly scene: Scene | null;
  /** The last refusal, in words for the sentence line; cleared by the next success. */
  readonly complaint: InputError | null;
  /** A link that could not be opened: the calm page with ways on. */
  readonly badLink: InputError | null;
  readonly playing: boolean;
  dispatch(event: MachineEvent): Promise<Result<{ step: number; outcome: Outcome }>>;
  seek(step: number): Promise<Result<{ step: number; outcome: Outcome }>>;
  undo(): Promise<void>;
  redo(): Promise<void>;
  restore(branch: number): Promise<void>;
  /** A link, scenario text or import; on failure the present scene stays and `complaint` says why. */
  open(text: string): Promise<Result<Scene>>;
  openPreset(id: string): Promise<void>;
  rerun(config: Partial<MachineConfig>): Promise<Result<Scene>>;
  setPlaying(playing: boolean): void;
  dismiss(): void;
  setBadLink(error: InputError | null): void;
  show(scene: Scene): void;
}

export const createSessionSlice =
  (client: Client): StateCreator<SessionSlice> =>
  (set, get) => {
    const show = (scene: Scene): void => {
      const shown = get().scene;
      if (shown && scene.epoch < shown.epoch) return;
      set({ scene, complaint: null });
    };

    const settle = <T>(answer: Result<T>, sceneOf: (value: T) => Scene): Result<T> => {
      if (answer.ok) show(sceneOf(answer.value));
      else set({ complaint: answer.error });
      return answer;
    };

    return {
      client,
      scene: null,
      complaint: null,
      badLink: null,
      playing: false,
      show,
      dispatch: async (event) => settle(await client.ask('dispatch', { event }), (v) => v.scene),
      seek: async (step) => settle(await client.ask('seek', { step }), (v) => v.scene),
      undo: async () => {
        const scene = get().scene;
        if (scene && scene.step > 0) await get().seek(scene.step - 1);
      },
      redo: async () => {
        const scene = get().scene;
        if (scene && scene.step < scene.steps) await get().seek(scene.step + 1);
      },
      restore: async (branch) => {
        settle(await client.ask('restore', { branch }), (v) => v);
      },
      open: async (text) => settle(await client.ask('open', { text }), (v) => v),
      openPreset: async (id) => {
        settle(await client.ask('preset', { id }), (v) => v);
      },
      rerun: async (config) => settle(await client.ask('rerun', { config }), (v) => v),
      setPlaying: (playing) => set({ playing }),
      dismiss: () => set({ complaint: null }),
      setBadLink: (badLink) => set({ badLink }),
    };
  };
