import type { SectionState } from '../machine/event.ts';

/** What `inspect` prints and `window.sparsescope.report()` returns; keys in this order. */
export interface Report {
  readonly format: 'sparsescope-report/1';
  readonly step: number;
  readonly steps: number;
  readonly kernel: string;
  readonly driver: string;
  readonly pageSize: number;
  readonly sectionSize: string;
  readonly blockSize: string;
  readonly physicalBits: number;
  readonly memory: readonly {
    readonly start: string;
    readonly size: string;
    readonly state: SectionState;
  }[];
  readonly busMap: {
    readonly kind: string;
    readonly bytes: string;
    readonly tables: Readonly<Record<string, number>>;
    readonly mapped: number;
    readonly runs: readonly (readonly [number, number, string])[];
    readonly mrLength: string;
  };
  readonly regions: readonly {
    readonly handle: string;
    readonly start: string;
    readonly length: string;
    readonly pages: string;
  }[];
  readonly chain: readonly { readonly name: string; readonly priority: number }[];
  readonly transfersStopped: boolean;
  readonly bill: readonly { readonly structure: string; readonly bytes: string }[];
}
