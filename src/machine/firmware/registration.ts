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
}
