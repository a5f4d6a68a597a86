import type { InputError, RegisterEvent } from '../../machine/event.ts';
import type { State } from '../../store/store.ts';

type Page = Pick<State, 'dispatch' | 'seek'>;

/**
 * Puts a callback into the chain, in place of the one called `old`. A callback cannot be changed in place: it
 * leaves the chain and comes back; where it may not come back, the step that took it out is taken back too.
 */
export async function saveCallback(
  page: Page,
  step: number,
  old: string | null,
  event: RegisterEvent,
): Promise<InputError | null> {
  if (old !== null) {
    const left = await page.dispatch({ type: 'unregister', name: old });
    if (!left.ok) return left.error;
  }
  const answer = await page.dispatch(event);
  if (answer.ok) return null;
  if (old !== null) await page.seek(step);
  return answer.error;
}
