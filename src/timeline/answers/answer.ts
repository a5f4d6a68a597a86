/** One answer of a driver to a question that all are asked, and where it stands. */
export interface DriverAnswer {
  readonly text: string;
  /** File and kernel; `ours` for our inventions. */
  readonly source: string;
}

/** A defect of eHEA that is put right. */
export interface Repair {
  readonly name: string;
  readonly what: string;
  /** Where the defect stands. */
  readonly where: string;
}

/** What a driver says to eHEA's question: how does a device keep track of memory that comes and goes? */
export interface DriverAnswers {
  /** One sentence. */
  readonly what: string;
  /** What an added block costs. */
  readonly add: DriverAnswer;
  readonly remove: DriverAnswer;
  /** Dependent reads of memory that name one buffer. */
  readonly reads: number;
  readonly lookup: DriverAnswer;
  /** What it keeps for each device. */
  readonly holds: DriverAnswer;
  readonly stale: DriverAnswer;
  readonly repairs?: readonly Repair[];
}

export const say = (text: string, source: string): DriverAnswer => ({ text, source });
