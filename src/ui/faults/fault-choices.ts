import { actionsAsked, type Chains } from '../../machine/asked-actions.ts';
import type { MachineEvent } from '../../machine/event.ts';
import { nameHcall } from '../../machine/firmware/hcall.ts';
import { OTHER_CALLS } from '../../machine/firmware/other-calls.ts';
import type { PageKind } from '../../machine/memory/held-pages.ts';
import { formatHex } from '../../machine/units/address.ts';
import { formatSize } from '../../machine/units/bytes.ts';
import { spellAddress } from '../../machine/units/spell-address.ts';
import { HCALL_CODES } from '../../timeline/codes.ts';
import type { Scene } from '../../worker/protocol.ts';
import { ordinal } from '../notifier-chain/answer.ts';

/** What can be made to fail, as lists to choose from, and what is armed, in words. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

const plain = (values: readonly string[]): readonly Choice[] =>
  values.map((value) => ({ value, label: value }));

/** Codes that mean failure: H_SUCCESS and H_PAGE_REGISTERED say that the call went well. */
export const CODE_CHOICES: readonly Choice[] = HCALL_CODES.filter((n) => n !== 0 && n !== 15).map(
  (n) => ({ value: n.toString(), label: nameHcall(n) }),
);

const CALL_WORDS: Readonly<Record<string, string>> = {
  register: 'H_REGISTER_HEA_RPAGES: pages',
  allocate: 'H_ALLOC_HEA_RESOURCE: a region',
  free: 'H_FREE_RESOURCE: the region',
  share: 'H_REGISTER_SMR: a shared region',
};

export const CALL_CHOICES: readonly Choice[] = ['register', ...OTHER_CALLS].map((value) => ({
  value,
  label: CALL_WORDS[value] ?? value,
}));

export const ANSWER_CHOICES: readonly Choice[] = plain([
  'NOTIFY_BAD',
  '-ENOMEM',
  '-EBUSY',
  '-EINVAL',
  'NOTIFY_STOP',
  'NOTIFY_DONE',
  'NOTIFY_OK',
]).map((c) => ({ ...c, label: c.label.replace('-', '−') }));

export const PAGE_CHOICES: readonly (Choice & { readonly value: PageKind })[] = [
  { value: 'unmovable', label: 'unmovable' },
  { value: 'pinned', label: 'pinned' },
  { value: 'failing', label: 'failing to move' },
  { value: 'poisoned', label: 'poisoned' },
  { value: 'movable', label: 'movable' },
];

/** Actions that this callback can be asked here. */
export const actionChoices = (scene: Chains, name: string): readonly Choice[] =>
  plain(actionsAsked(scene, name));

type Armed = Scene['armed'][number];

/** `next hcall to free: H_HARDWARE (−1)` */
export function armedWords(armed: Armed): string {
  switch (armed.what) {
    case 'allocation':
      return `${which(armed.nth)} allocation`;
    case 'hcall':
      return `${which(armed.nth)} hcall${armed.call ? ` to ${armed.call}` : ''}: ${nameHcall(armed.code)}`;
    case 'callback':
      return `${armed.name}, ${armed.action}: ${String(armed.answer).replace('-', '−')}`;
    case 'signal':
      return 'a signal';
  }
}

const which = (nth: number): string => (nth === 1 ? 'next' : ordinal(nth));

/** The selected bytes as an event; null where nothing is selected. */
export function pagesEvent(
  selection: { readonly start: bigint; readonly end: bigint } | null,
  are: PageKind,
): MachineEvent | null {
  if (!selection) return null;
  const { start, end } = selection;
  return { type: 'pages', start: formatHex(start), size: formatHex(end - start), are };
}

/** `16 MiB at 2³⁰` */
export const rangeWords = ({ start, end }: { readonly start: bigint; readonly end: bigint }) =>
  `${formatSize(end - start)} at ${spellAddress(start)}`;
