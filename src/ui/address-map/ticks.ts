import { formatPower, iecSize } from '../../machine/units/bytes.ts';
import { type Projection, xOf } from './projection.ts';

/** A mark on a ruler. */
export interface Tick {
  readonly x: number;
  readonly address: bigint;
  readonly label: string;
}

const END = 1n << 64n;

/** Powers of two between two pixels of a fold or of the logarithmic axis, `gap` pixels apart at least. */
export function powerTicks(p: Projection, from: bigint, to: bigint, gap: number): readonly Tick[] {
  for (const step of [1n, 2n, 4n, 8n, 16n]) {
    const ticks = powersBetween(p, from, to, step);
    if (ticks.every((t, i) => i === 0 || t.x - (ticks[i - 1]?.x ?? 0) >= gap)) return ticks;
  }
  return [];
}

function powersBetween(p: Projection, from: bigint, to: bigint, step: bigint): Tick[] {
  const ticks: Tick[] = [];
  for (let bit = 16n; bit < 64n; bit += 1n) {
    const address = 1n << bit;
    // Near 0 the ruler is shorter than an octave to the power.
    const isCramped = from < 1n << 24n && bit < 26n;
    if (bit % step !== 0n || isCramped || address <= from || address >= to) continue;
    ticks.push({ x: xOf(p, address), address, label: formatPower(address) ?? '' });
  }
  return ticks;
}

const GROUP = 16n;

/** The lowest hex groups of an address that still change across the window. */
function lowGroups(address: bigint, stride: bigint, span: bigint): string {
  let groups = 1n;
  while (groups < 4n && 1n << (groups * GROUP) < span + stride) groups += 1n;
  const digits = (address & ((1n << (groups * GROUP)) - 1n))
    .toString(16)
    .padStart(Number(groups) * 4, '0')
    .replace(/(.{4})(?=.)/g, '$1 ');
  return groups === 4n ? digits : `…${digits}`;
}

/** Multiples of a power of two, `gap` pixels apart at least, where every pixel is as many bytes. */
export function strideTicks(p: Projection, gap: number): readonly Tick[] {
  const want = (Number(p.view.span) / p.width) * gap;
  let stride = 1n;
  while (Number(stride) < want) stride <<= 1n;
  const ticks: Tick[] = [];
  const end = p.view.origin + p.view.span;
  const round = isRound(p, stride);
  for (let at = ((p.view.origin + stride - 1n) / stride) * stride; at <= end; at += stride) {
    const label = round
      ? sizeLabel(at, stride, at + stride > end)
      : lowGroups(at, stride, p.view.span);
    ticks.push({ x: xOf(p, at), address: at, label });
  }
  return ticks;
}

/** Few enough strides from 0 that sizes are shorter than digits: `3`, `4 EiB`. */
const isRound = (p: Projection, stride: bigint): boolean =>
  stride >= 1024n && (p.view.origin + p.view.span) / stride <= 4096n;

/** `0`, `1`, `2` ... and the unit on the last. */
function sizeLabel(at: bigint, stride: bigint, last: boolean): string {
  if (at === 0n) return '0';
  const unit = 10n * BigInt(Math.floor((stride.toString(2).length - 1) / 10));
  const { unit: name } = iecSize(1n << unit);
  const count = (at >> unit).toString();
  return last || at === END ? `${count} ${name}` : count;
}
