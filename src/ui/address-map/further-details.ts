import type { Details } from './details.ts';
import { coverOf } from './installed.ts';
import { movementOf } from './motion.ts';
import { neighbourWishes } from './neighbour-labels.ts';
import { nameWrong, paintEmptied, sayRight } from './page-words.ts';
import { paintAbsent } from './paint-absent.ts';
import { paintForeigners } from './paint-foreigners.ts';
import { overviewWords, paintOverview } from './paint-overview.ts';
import { paintPackets } from './paint-packets.ts';
import { paintPath } from './paint-path.ts';
import { paintPrice } from './paint-price.ts';
import { paintStrips } from './paint-strips.ts';
import { paintFlags, paintStaleSlots } from './paint-untrue.ts';
import { priceWishes } from './price.ts';
import { pathOf } from './question-path.ts';
import { sightWords } from './sight-words.ts';

export const FURTHER: Details = {
  cover: coverOf,
  rightPage: sayRight,
  wrongPage: nameWrong,
  emptied: paintEmptied,
  strips: paintStrips,
  neighbours: neighbourWishes,
  words: (pic) => [...overviewWords(pic), ...sightWords(pic)],
  overview: paintOverview,
  absent: paintAbsent,
  foreigners: paintForeigners,
  staleSlots: paintStaleSlots,
  flags: paintFlags,
  price: paintPrice,
  prices: priceWishes,
  question: (pen, pic, palette, asked) => {
    const path = pathOf(pic, asked);
    if (path) paintPath(pen, pic, palette, path);
  },
  packets: (pen, pic, palette, chosen) => {
    const queue = pic.scene.device?.queue ?? [];
    const picked = queue.find(({ buffer }) => buffer === chosen) ?? null;
    paintPackets(pen, pic, palette, queue, picked);
  },
  movement: movementOf,
};
