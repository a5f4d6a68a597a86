import type { MachineConfig } from '../machine/event.ts';
import type { StructureId } from '../machine/structures/words/structure.ts';
import type { Footings } from '../race/footing.ts';
import type { Sweep } from '../race/sweeps.ts';

/** Messages between the page and the worker that reckons what layouts cost, without building anything. */

/** The layout of so much memory for which a structure takes the most bytes a section. */
export interface WorstQuestion {
  readonly kind: 'worst';
  readonly structure: StructureId;
  /** Bytes of installed memory. */
  readonly budget: bigint;
  /** True: all of it is installed; false: less, where that is worse. */
  readonly all: boolean;
  /** The machine before the user, with the physical bits that are asked about. */
  readonly config: MachineConfig;
  /** What the structure is called on screen. */
  readonly name: string;
}

export interface WorstAnswer {
  /** What was asked: an answer may still stand when the next question is on its way. */
  readonly question: WorstQuestion;
  /** Its sections: first, end, first, end ..., ascending. */
  readonly bounds: Float64Array;
  readonly sections: number;
  readonly reserved: bigint;
  readonly perSection: number;
  /** The reckoning, with the numbers put in. */
  readonly formula: string;
  /** Why nothing is worse. */
  readonly why: string;
}

/** The worst layout as the scenario of the same machine, to be opened: megabytes of text where there are many pieces. */
export interface WorstSceneQuestion {
  readonly kind: 'worst scene';
  readonly of: WorstQuestion;
}

/** What more islands, and a higher address, would make of the layout at hand. */
export interface SweepsQuestion {
  readonly kind: 'sweeps';
  /** Its sections: first, end, first, end ..., ascending. */
  readonly bounds: Float64Array;
  /** What the kernel holds beside them. */
  readonly offline: Float64Array;
  readonly config: MachineConfig;
}

/** What every structure costs over the memory at hand. */
export interface FootingsQuestion {
  readonly kind: 'footings';
  /** Of a scene: first section, sections, state for each run. */
  readonly memory: Float64Array;
  readonly config: MachineConfig;
}

/** What is asked, and what comes of it. */
export interface Reckoning {
  footings: { question: FootingsQuestion; answer: Footings };
  sweeps: { question: SweepsQuestion; answer: readonly Sweep[] };
  worst: { question: WorstQuestion; answer: WorstAnswer };
  'worst scene': { question: WorstSceneQuestion; answer: string };
}

export type ReckonKind = keyof Reckoning;

export interface ReckonRequest {
  readonly id: number;
  readonly question: Reckoning[ReckonKind]['question'];
}

/** `why`: it cannot be reckoned, in words for the user. */
export type ReckonReply =
  | { readonly id: number; readonly answer: Reckoning[ReckonKind]['answer'] }
  | { readonly id: number; readonly why: string };
