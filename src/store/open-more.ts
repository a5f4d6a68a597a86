import type { InputError, Result } from '../machine/event.ts';
import { splitFields } from '../scenario/link-fields.ts';
import type { Scene } from '../worker/protocol.ts';

/** What a text may hold that is no scene: taken by whoever shows it, told in the page's quiet line where it is refused. */
export interface TakesMore {
  readonly scene: Scene | null;
  setNotice(notice: string | null): void;
  complain(error: InputError): void;
  takeResult(text: string): Promise<InputError | null>;
  takeRaceField(field: string): Promise<InputError | null>;
  changeRace(part: { readonly open: true; readonly error: string }): void;
}

/** Opens a text that begins as the file of a race does, or a link with fields behind its scene. */
export async function openMore(
  page: TakesMore,
  text: string,
  quiet: boolean,
  openScene: () => Promise<Result<Scene>>,
): Promise<Result<Scene>> {
  const { scene } = page;
  if (scene && text.trimStart().startsWith('{')) {
    const error = await page.takeResult(text);
    if (!error) return { ok: true, value: scene };
    if (!quiet) page.complain(error);
    return { ok: false, error };
  }
  const answer = await openScene();
  if (answer.ok) await takeFields(page, text);
  return answer;
}

/** The fields of a link whose scene stands: each fails alone, and the scene stays. */
export async function takeFields(page: TakesMore, link: string): Promise<void> {
  const { fields, problems } = splitFields(link);
  const field = fields.get('race');
  const unread = field === undefined ? problems.find((p) => p.field === 'race') : undefined;
  const error = unread ?? (field === undefined ? null : await page.takeRaceField(field));
  // Where the figures were to be seen it is said that they are not.
  if (error) page.changeRace({ open: true, error: lostWords(error) });
  const told = problems.filter((problem) => problem !== error).map(({ message }) => message);
  if (told.length > 0) page.setNotice(`${capital(told.join('; '))}.`);
}

const lostWords = ({ message }: InputError): string =>
  `${capital(message)}. Its figures are lost, the scene is whole.`;

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
