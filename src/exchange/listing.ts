import type { ListedRange } from './listed-range.ts';

/** The formats that can be read: lsmem's table (also `-n`, `-r`), its `-P` and `-J`, and /proc/iomem. */
export type ImportFormat = 'lsmem' | 'lsmem-pairs' | 'lsmem-json' | 'iomem';

/** What a reader of one format found. */
export interface Listing {
  readonly format: ImportFormat;
  /** In the order of the text. */
  readonly rows: readonly ListedRange[];
  /** Bytes of a memory block, or null if the text does not tell. */
  readonly blockSize: bigint | null;
  readonly notices: readonly string[];
}

/** What every refusal of a listing without RANGE or STATE advises. */
export const LSMEM_ADVICE = 'Take the output of `lsmem -a`, `lsmem -o RANGE,STATE` or `lsmem -J`.';

/** What can be read, for a text that is nothing of it. */
export const READABLE =
  'What can be read: the output of lsmem with its columns RANGE and STATE (such as `lsmem`, `lsmem -a`, ' +
  '`lsmem -o RANGE,STATE`, also with -b, -n, -r, -P or -J), /proc/iomem as root reads it, ' +
  'a scenario file, and a link to a scene.';
