import type { Mix } from '../../race/mix.ts';
import type { Place, RacedLayout } from '../../race/result.ts';
import type { RaceState } from '../../store/race.ts';

/** The times there are, and how far they are those of the memory at hand. */
export interface Times {
  readonly layout: RacedLayout;
  readonly place: Place;
  readonly mix: Mix;
  /** `now`: of this memory; `before`: of what it was; `elsewhere`: of another machine, which knows only its own memory. */
  readonly standing: 'now' | 'before' | 'elsewhere';
  /** They are not of the memory at hand. */
  readonly otherMemory: boolean;
  /** Why they are not what a race would give now; null where nothing speaks against them. */
  readonly doubt: string | null;
}

/** Of the last race run here, or else of one that came by link or file. */
export function timesOf({
  result,
  elsewhere,
  mix,
  fingerprint,
}: Pick<RaceState, 'result' | 'elsewhere' | 'mix' | 'fingerprint'>): Times | null {
  const shown = result ?? elsewhere;
  const layout = shown?.layouts.find(({ id }) => id === 'current') ?? shown?.layouts[0];
  if (!shown || !layout) return null;
  // Until the memory at hand was told, nothing speaks against them.
  const same = fingerprint === null || layout.fingerprint === fingerprint;
  const told = { layout, place: shown.place, mix: shown.mix, otherMemory: !same };
  if (!result) {
    const doubts = [
      ...(same ? [] : ['Its memory or machine is not the one here.']),
      ...(sameMix(shown.mix, mix) ? [] : ['It was asked other lookups than are set here.']),
    ];
    const doubt = doubts.length > 0 ? doubts.join(' ') : null;
    return { ...told, standing: 'elsewhere', doubt };
  }
  if (!same) return { ...told, standing: 'before', doubt: 'Times are of the layout before.' };
  const doubt = sameMix(shown.mix, mix) ? null : 'Times are of the mix before.';
  return { ...told, standing: doubt ? 'before' : 'now', doubt };
}

const sameMix = (a: Mix, b: Mix): boolean =>
  a.hits === b.hits && a.order === b.order && a.call === b.call && a.seed === b.seed;
