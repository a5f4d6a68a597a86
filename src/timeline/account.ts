/** What one step was and what it cost, in words: the sentence above the picture and the mark on the time bar. */
export interface Account {
  readonly step: number;
  /** The event's type, or `boot`. */
  readonly type: string;
  /** For the time bar: `hotplug 16 MiB at 2⁴⁴`. */
  readonly title: string;
  /** First clause: what happened. */
  readonly fact: string;
  /** Second clause: what it cost, or what follows. */
  readonly cost: string;
  readonly tone: 'good' | 'refused' | 'broken' | 'neutral';
  readonly ret: number;
  readonly errno: string | null;
  /** Rounds down the chain, all blocks counted. */
  readonly rounds: string;
  /** Page-registration hcalls. */
  readonly hcalls: string;
  /** Sections that were mapped before and after, at another bus address. */
  readonly renumbered: number;
  /** What happened inside it, a sign each: see `marksOf`. */
  readonly marks: string;
}
