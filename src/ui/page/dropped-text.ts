/** Texts that came by file and are to be shown in the Import sheet, from whoever caught them. */
const listeners = new Set<(text: string) => void>();

export function onDroppedText(listener: (text: string) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function showDroppedText(text: string): void {
  for (const listener of listeners) listener(text);
}
