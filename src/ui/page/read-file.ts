import type { Result } from '../../machine/event.ts';

/** More than any listing of 100,000 runs needs. */
const MOST = 32 * 2 ** 20;

/** The text of a file, unless it is far too long to be meant. */
export async function readFile(file: File): Promise<Result<string>> {
  if (file.size > MOST)
    return {
      ok: false,
      error: { code: 'too-large', message: `${file.name} is longer than 32 MiB.` },
    };
  return { ok: true, value: await file.text() };
}
