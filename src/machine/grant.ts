import type { Draft } from './draft.ts';
import { type Extent, grant, grantedIn, revoke } from './memory/resource.ts';
import { formatHex } from './units/address.ts';

/** The firmware lets the machine use memory, or takes it back. */

const sizeOf = ({ start, end }: Extent): string => formatHex(end - start);

export function giveGrant(draft: Draft, bytes: Extent): void {
  draft.granted = grant(draft.granted, bytes);
  draft.facts.push({ type: 'grant', start: formatHex(bytes.start), size: sizeOf(bytes) });
}

export function takeGrant(draft: Draft, bytes: Extent): void {
  const had = grantedIn(draft.granted, bytes.start, bytes.end).length > 0;
  draft.granted = revoke(draft.granted, bytes);
  if (had) draft.facts.push({ type: 'revoke', start: formatHex(bytes.start), size: sizeOf(bytes) });
}
