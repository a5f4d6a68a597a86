import type { MapShape } from '../machine/driver/map-shape.ts';
import type { Machine } from '../machine/machine.ts';
import { formatCount } from '../machine/units/bytes.ts';
import type { Figure, FigureId } from './figure.ts';

/** What figures are made of: their sources by how far they go, and the spelling of bytes. */

export type Inputs = Figure['inputs'];
type Source = Figure['source'];

export const QMR = 'drivers/net/ehea/ehea_qmr.c';

export const ran = (
  file: string,
  note = 'The driver’s own code gave the same figure.',
): Source => ({
  file,
  kind: 'ran',
  note,
});
export const read = (file: string, note = ''): Source => ({ file, kind: 'read', note });
export const derived = (file: string, note = ''): Source => ({ file, kind: 'derived', note });
/** Nobody’s fact: numbers of this page, put together. */
export const arithmetic = (note: string): Source => derived('', note);
export const ours = (note: string): Source => ({ file: '', kind: 'ours', note });

export const bytesOf = (bytes: bigint): string => `${formatCount(bytes)} B`;

export const figure = (value: string, formula: string, inputs: Inputs, source: Source): Figure => ({
  value,
  formula,
  inputs,
  source,
});

/** Millionths with up to four decimals, without a float: 1,928 or 0.0012. */
export function ratio(part: bigint, whole: bigint): string {
  const scaled = (part * 1_000_000n) / whole;
  const digits = scaled >= 10_000_000n ? 0 : scaled >= 10_000n ? 2 : 4;
  const unit = 10n ** BigInt(6 - digits);
  const rounded = (scaled + unit / 2n) / unit;
  const base = 10n ** BigInt(digits);
  const rest = (rounded % base).toString().padStart(digits, '0');
  return digits === 0 ? formatCount(rounded) : `${formatCount(rounded / base)}.${rest}`;
}

/** The figures of one part of the page; together they are all there are. */
export type Figures<Id extends FigureId> = Readonly<Record<Id, Figure>>;

/** The driver's map as a picture of it needs it. */
export const mapOf = ({ driver, generation }: Machine): MapShape => generation.shape(driver);
