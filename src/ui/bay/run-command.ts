import type { InputError, Result } from '../../machine/event.ts';
import type { Space } from '../../machine/translation.ts';
import { ADDRESS_END, formatHex } from '../../machine/units/address.ts';
import { openBeside, openChosen } from '../../store/gallery.ts';
import type { Store } from '../../store/store.ts';
import { togglePlay } from '../time-bar/toggle-play.ts';
import { parseCommand } from './command.ts';
import type { Command } from './command-line.ts';

const SHOWN = 1n << 28n;

/** Does what a typed line asks for; the error, if it cannot be read or was refused. */
export async function runLine(store: Store, line: string): Promise<InputError | null> {
  const parsed = parseCommand(line);
  return parsed.ok ? runCommand(store, parsed.value) : parsed.error;
}

async function runCommand(store: Store, command: Command): Promise<InputError | null> {
  const state = store.getState();
  switch (command.kind) {
    case 'event':
      return errorOf(await state.dispatch(command.event));
    case 'send':
      return errorOf(await state.send(command.address, command.hold));
    case 'step':
      return errorOf(await state.seek(command.step));
    case 'undo':
      await state.undo();
      return null;
    case 'redo':
      await state.redo();
      return null;
    case 'translate':
      state.ask(questionFor(command.address, command.space), 'physical');
      return null;
    case 'go':
      goTo(store, command.address);
      return null;
    case 'open':
      return openText(store, command.what);
    case 'beside':
      return errorOf(await openBeside(store, command.by));
    case 'play':
      await togglePlay(store);
      return null;
    case 'race':
      state.openRace();
      return null;
  }
}

/** The prefix says the space for this question alone. */
const questionFor = (address: bigint, space: Space | null): string =>
  space === null || space === 'physical' ? formatHex(address) : `${space[0]}:${formatHex(address)}`;

const errorOf = (answer: Result<unknown>): InputError | null => (answer.ok ? null : answer.error);

/** Sixteen sections around the address. */
function goTo(store: Store, address: bigint): void {
  const wanted = address - SHOWN / 2n;
  const last = ADDRESS_END - SHOWN;
  const origin = wanted < 0n ? 0n : wanted > last ? last : wanted;
  store.getState().setViewport({ origin, fraction: 0n, span: SHOWN });
}

/** A short name of an opening; anything longer can only be a link. */
async function openText(store: Store, what: string): Promise<InputError | null> {
  const state = store.getState();
  const name = /^[a-z0-9-]{1,24}$/i.test(what);
  return errorOf(name ? await openChosen(store, what.toLowerCase()) : await state.open(what));
}
