import { useEffect, useRef, useState } from 'react';
import type { MachineConfig } from '../../../machine/event.ts';
import type { Formula, StructureId } from '../../../machine/structures/words/structure.ts';
import type { Explanation } from '../../../race/explanation.ts';
import { Explainer } from '../../../store/explainer.ts';
import type { State } from '../../../store/store.ts';
import { useStore } from '../../kit/use-store.ts';

const configOf = (state: State): MachineConfig | undefined => state.scene?.config;

/** What a structure says of itself over the present memory. */
export interface Said {
  /** The last one that came, of this structure; null before the first. */
  readonly explanation: Explanation | null;
  /** Why there is none, in words. */
  readonly why: string | null;
  /** The formula alone, where there is no more. */
  readonly formula: Formula | null;
}

const NOTHING: Said = { explanation: null, why: null, formula: null };

/** Asks again whenever structure, memory, kernel or address change; an answer to an older question is dropped. */
export function useExplanation(
  structure: StructureId,
  bounds: Float64Array,
  held: Float64Array,
  address: bigint,
): Said {
  const config = useStore(configOf);
  const explainer = useRef<Explainer | null>(null);
  const [said, setSaid] = useState<Said & { readonly of: StructureId | null }>({
    ...NOTHING,
    of: null,
  });
  useEffect(
    () => () => {
      explainer.current?.end();
      explainer.current = null;
    },
    [],
  );
  useEffect(() => {
    if (!config) return;
    let current = true;
    explainer.current ??= new Explainer();
    explainer.current.ask({ structure, bounds, held, config, address }).then((reply) => {
      if (!current) return;
      setSaid(
        'why' in reply
          ? { explanation: null, why: reply.why, formula: reply.formula, of: structure }
          : { ...NOTHING, explanation: reply.explanation, of: structure },
      );
    });
    return () => {
      current = false;
    };
  }, [structure, bounds, held, config, address]);
  return said.of === structure ? said : NOTHING;
}
