import type { Machine } from '../machine/machine.ts';
import { formatCount, formatSize } from '../machine/units/bytes.ts';
import { sectionBytes } from '../machine/units/section.ts';
import { billOf } from './bill.ts';
import type { Figure, FigureAbout } from './figure.ts';
import { arithmetic, bytesOf, figure, ours, ratio } from './make-figure.ts';

type BarId = 'barScale' | 'flatPixels' | 'threeLevelPixels' | 'screens';

const SCALE = 2n << 20n;
const WIDTH = 1440;

/** The lengths of the bill’s bars, at the scale and in the window where they are drawn. */
export function barFigures(machine: Machine, about: FigureAbout): Readonly<Record<BarId, Figure>> {
  const scale = about.scale === undefined ? SCALE : BigInt(about.scale);
  const width = about.width ?? WIDTH;
  const { flat, threeLevel } = billOf(machine);
  const { online, offline } = machine.sections;
  return {
    barScale: figure(
      `1 px = ${formatSize(scale)}`,
      `= ${formatCount(scale)} B for each pixel of the three bars`,
      [
        { label: 'the memory', text: pixels(sectionBytes(online.size + offline.size), scale) },
        { label: 'flat array', text: pixels(flat, scale) },
        { label: 'three-level map', text: pixels(threeLevel, scale) },
      ],
      ours('At least 2 MiB; doubled until the memory’s own bar fits beside its name.'),
    ),
    flatPixels: pixelFigure(flat, scale),
    threeLevelPixels: pixelFigure(threeLevel, scale),
    screens: figure(
      `${formatCount(flat / (scale * BigInt(width)))} widths`,
      `= ${bytesOf(flat)} / (${formatCount(width)} px × ${formatSize(scale)})`,
      [
        { label: 'this window', text: `${formatCount(width)} px wide` },
        { label: 'scale', text: `1 px = ${formatSize(scale)}` },
      ],
      arithmetic('It shows a length that does not fit here.'),
    ),
  };
}

const pixels = (bytes: bigint, scale: bigint): string => `${ratio(bytes, scale)} px`;

const pixelFigure = (bytes: bigint, scale: bigint): Figure =>
  figure(
    pixels(bytes, scale),
    `= ${bytesOf(bytes)} / ${formatCount(scale)} B`,
    [{ label: 'scale', text: `1 px = ${formatSize(scale)}` }],
    arithmetic('Less than a pixel is drawn as one.'),
  );
