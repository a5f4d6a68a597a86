import type { Account } from '../timeline/account.ts';

/**
 * The accounts of a scene against those of the scene sent before it: so many at the front are the same, then come
 * others. With 10,000 steps their copy costs more than the step that was asked for.
 */
export interface AccountsSince {
  readonly kept: number;
  readonly more: readonly Account[];
}

/** The worker's side: what it sent last. */
export class AccountsSent {
  #last: readonly Account[] = [];

  since(accounts: readonly Account[]): AccountsSince {
    const last = this.#last;
    this.#last = accounts;
    let kept = 0;
    while (kept < accounts.length && accounts[kept] === last[kept]) kept += 1;
    return { kept, more: accounts.slice(kept) };
  }
}

/** The page's side: what came last. Answers come in the order in which they were sent. */
export class AccountsSeen {
  #last: readonly Account[] = [];

  /** All of them; the same list where nothing changed. */
  all({ kept, more }: AccountsSince): readonly Account[] {
    if (kept !== this.#last.length || more.length > 0)
      this.#last = [...this.#last.slice(0, kept), ...more];
    return this.#last;
  }
}
