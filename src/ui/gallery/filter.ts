import type { GalleryEntry } from '../../worker/protocol.ts';

/** The entries in which every word that was typed occurs somewhere. */
export function matching<T extends GalleryEntry>(
  entries: readonly T[],
  typed: string,
): readonly T[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter((entry) => {
    const { id, title, sentence, kernel, driver, answer } = entry;
    const place = 'place' in entry ? `${entry.place}` : '';
    const text = [place, id, title, sentence, kernel, driver, answer?.verdict ?? ''].join(' ');
    return words.every((word) => text.toLowerCase().includes(word));
  });
}
