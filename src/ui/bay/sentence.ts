import type { InputError } from '../../machine/event.ts';
import { formatSize } from '../../machine/units/bytes.ts';
import { spellAddress } from '../../machine/units/spell-address.ts';
import type { Held } from '../../store/hold.ts';
import type { Account } from '../../timeline/account.ts';
import type { Preview, Scene } from '../../worker/protocol.ts';
import { capital, counted } from './words.ts';

/** What the lead says: a fact, and what it costs or what follows. */
export interface Sentence {
  readonly fact: string;
  readonly cost: string;
  readonly tone: 'plain' | 'ghost' | 'wrong';
}

/** The state of the page that the sentence tells of. */
export interface Told {
  readonly scene: Scene | null;
  readonly held: Held | null;
  readonly preview: Preview | null;
  readonly refusal: InputError | null;
  readonly complaint: InputError | null;
  /** There are no keys to speak of. */
  readonly byTouch?: boolean;
}

/** What the page says before anything has happened; the word before the tray is its verb. */
export const INVITATION: Sentence = {
  fact: 'into the emptiness.',
  cost: 'Every bus address above it will move.',
  tone: 'plain',
};

const plain = (fact: string, cost = ''): Sentence => ({ fact, cost, tone: 'plain' });
const wrong = (fact: string, cost = ''): Sentence => ({ fact, cost, tone: 'wrong' });

/** It invites, narrates what is in the hand, then tells the result; a refusal is one sentence. */
export function narrate(told: Told): Sentence {
  if (told.held) return ofHeld(told.held, told);
  if (told.complaint) return wrong(told.complaint.message);
  const account = told.scene && accountOf(told.scene);
  if (!account) return INVITATION;
  const failed = account.tone === 'refused' || account.tone === 'broken';
  if (account.step === 0 && !failed) return INVITATION;
  return failed ? wrong(account.fact, account.cost) : plain(account.fact, account.cost);
}

/** A send and the work that it queued are one thing that was done; a queue that was empty says nothing after it. */
function accountOf({ accounts, step }: Scene): Account | undefined {
  const account = accounts[step];
  const sent = accounts[step - 1];
  if (account?.type !== 'work' || sent?.type !== 'send') return account;
  if (account.tone === 'neutral') return sent;
  return { ...account, fact: `${sent.fact} ${account.fact}` };
}

function ofHeld(held: Held, { scene, preview, refusal, byTouch }: Told): Sentence {
  if (refusal) return wrong(refusal.message);
  if (held.from !== null) return ofTaken(held, preview);
  if (held.address === null) return ofEmptyHand(held);
  const fact = dropWords(held, spellAddress(held.address), byTouch);
  if (!preview || !scene) return { fact, cost: '', tone: 'ghost' };
  return { fact, cost: previewCost(preview, scene), tone: 'ghost' };
}

/** The act that would put it there: whoever holds it by keys has nothing to let go of. */
function dropWords({ by, label }: Held, place: string, byTouch = false): string {
  if (by === 'pointer') return `Let go: ${label} at ${place}.`;
  return byTouch
    ? `Drop puts ${label} at ${place}.`
    : `Enter drops ${label} at ${place}, ← → move it.`;
}

const ofEmptyHand = (held: Held): Sentence =>
  held.by === 'pointer'
    ? plain(`${held.label} in your hand.`, 'Let go of it above the line, in the emptiness.')
    : plain(`${held.label} in your hand.`, 'Arrow keys find its place, Enter drops it.');

function ofTaken(held: Held, preview: Preview | null): Sentence {
  if (held.address !== null)
    return plain(`${held.label} in your hand.`, 'Drag it off the line to remove it.');
  const fact = `Let go: ${held.label} leaves ${spellAddress(held.from ?? 0n)}.`;
  return { fact, cost: preview ? accountCost(preview) : '', tone: 'ghost' };
}

const accountCost = ({ account }: Preview): string =>
  account.tone === 'good' || account.tone === 'neutral'
    ? `${capital(counted(account.renumbered, 'section'))} ${account.renumbered === 1 ? 'moves' : 'move'}.`
    : `${account.fact} ${account.cost}`;

/** Bytes of a table of the three-level map: 8,192 entries of 8. */
const TABLE = 65_536n;

/** What the drop does to the map and to what lies above it, from the real step. */
function previewCost(preview: Preview, scene: Scene): string {
  const { account } = preview;
  if (account.tone === 'refused' || account.tone === 'broken')
    return `${account.fact} ${account.cost}`;
  const moved = account.renumbered;
  const rest =
    moved === 0
      ? 'nothing else moves'
      : `${counted(moved, 'section')} ${moved === 1 ? 'moves' : 'move'}`;
  return `${mapChange(preview, scene)}; ${rest}.`;
}

function mapChange(preview: Preview, scene: Scene): string {
  const { kind } = scene.map;
  if (kind !== 'flat' && kind !== 'three-level') {
    const by = BigInt(preview.scene.map.bytes) - BigInt(scene.map.bytes);
    return by === 0n ? 'No map changes' : `The map grows by ${formatSize(by)}`;
  }
  const isFlat = scene.map.kind === 'flat';
  const [before, after] = isFlat
    ? [preview.flatBefore, preview.flatAfter]
    : [preview.threeLevelBefore, preview.threeLevelAfter];
  const delta = BigInt(after) - BigInt(before);
  if (delta === 0n) return isFlat ? 'The array stays as long' : 'No new table';
  if (isFlat)
    return `The array ${delta > 0n ? 'grows' : 'shrinks'} by ${formatSize(delta > 0n ? delta : -delta)}`;
  const tables = Number((delta > 0n ? delta : -delta) / TABLE);
  return `The map ${delta > 0n ? 'grows' : 'shrinks'} by ${counted(tables, 'table')}`;
}
