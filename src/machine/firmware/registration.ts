/** One registration of the memory region with the firmware. Counts are decimal strings, lengths hex. */
export interface Registration {
  readonly handle: string;
  readonly length: string;
  /** Page-registration hcalls made, retries included. */
  readonly hcalls: string;
  readonly pagesAccepted: string;
  /** What the last hcall answered; 0 when none was made. */
  readonly lastHret: number;
  readonly freeCalls: number;
  /** 0 or -5 (EIO). */
  readonly ret: number;
  /** Another hcall than page registration was refused: the allocation, or a shared region after it. */
  readonly refused?: 'allocate' | 'share';
  /** What H_REGISTER_SMR answered, if it was refused. */
  readonly shareHret?: number;
}
