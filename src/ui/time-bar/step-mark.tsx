import type { ReactNode } from 'react';
import { formatCount } from '../../machine/units/bytes.ts';
import type { Account } from '../../timeline/account.ts';

interface StepMarkProps {
  readonly account: Account;
  readonly state: 'past' | 'now' | 'future';
  readonly left: number;
  readonly width: number;
  readonly label: boolean;
  /** 0 .. 1 */
  readonly hcalls: number;
  readonly last: boolean;
  readonly onGo: (step: number) => void;
}

const failed = ({ tone }: Account): boolean => tone === 'refused' || tone === 'broken';

const RINGS = {
  past: 'top-3.75 size-3 border-2 border-ink2 bg-ink2',
  now: 'top-3.25 -left-0.5 size-4 border-4 border-ink bg-paper',
  future: 'top-3.75 size-3 border-2 border-dashed border-edge bg-paper',
  crowd: 'top-4 size-2.5 border border-edge bg-paper',
} as const;

/** One step on the track: its ring, what happened inside it, its title, and its hcalls as a bar. */
export function StepMark(props: StepMarkProps): ReactNode {
  const { account, state, left, width, label, hcalls, last, onGo } = props;
  const bad = failed(account) ? 'border-wrong!' : '';
  // Dashes need room to be seen as such.
  const ring = state === 'future' && width < 40 ? RINGS.crowd : RINGS[state];
  return (
    <li className="absolute inset-y-0" style={{ left, width }}>
      <button
        type="button"
        aria-label={`Step ${account.step}: ${account.title}`}
        aria-current={state === 'now' ? 'step' : undefined}
        tabIndex={state === 'now' ? 0 : -1}
        data-step={account.step}
        data-tip={tipOf(account)}
        onClick={() => onGo(account.step)}
        className="group absolute inset-0 cursor-pointer text-left"
      >
        <span
          className={`absolute inset-x-0 top-5 border-t-2 ${state === 'past' ? 'border-ink2' : state === 'future' ? 'border-dashed border-edge' : 'border-line2'}`}
        />
        <span className={`absolute left-0 rounded-full ${ring} ${bad}`} />
        {width > 40 && <Marks marks={account.marks} room={width - 30} dim={state === 'future'} />}
        {label && <Label account={account} state={state} last={last} />}
        <HcallBar height={hcalls} />
      </button>
    </li>
  );
}

const tipOf = (account: Account): string =>
  [
    `${account.step}: ${account.title}`,
    `${account.fact} ${account.cost}`.trim(),
    account.hcalls === '0' ? '' : `${formatCount(account.hcalls)} hcalls`,
  ]
    .filter((line) => line !== '')
    .join('\n');

interface MarksProps {
  readonly marks: string;
  /** Pixels between the ring and the next step. */
  readonly room: number;
  /** It has not happened yet. */
  readonly dim: boolean;
}

/** A dot per call, a square where the chain stopped; where they would not fit, the rounds alone. */
function Marks({ marks, room, dim }: MarksProps): ReactNode {
  const shown = marks.length * 12 > room ? inShort(marks) : marks;
  if (shown === '' || shown.length * 12 > room) return null;
  return (
    <span
      className={`absolute top-4 left-5 flex h-2.5 items-center gap-1 bg-paper px-1 ${dim ? 'opacity-50' : ''}`}
    >
      {[...shown].map((mark, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step's marks never change their order
        <span key={i} className={MARKS[mark]} />
      ))}
    </span>
  );
}

/** One mark per round, and what failed: `cccc-ccs` is `cs`. */
const inShort = (marks: string): string =>
  marks
    .replace(/c+([st])/g, '$1')
    .replace(/c+/g, 'c')
    .replaceAll('-', '');

const MARKS: Readonly<Record<string, string>> = {
  c: 'size-2 rounded-full bg-ink2',
  s: 'size-2 rounded-[1px] bg-wrong',
  t: 'size-2 rounded-[1px] bg-ink2',
  '-': 'h-0.5 w-3.5 bg-line2',
  x: 'size-2 rotate-45 bg-wrong',
  d: 'size-2 rotate-45 border-2 border-wrong bg-paper',
};

function Label({
  account,
  state,
  last,
}: {
  readonly account: Account;
  readonly state: StepMarkProps['state'];
  /** Nothing stands after it: its title may be longer. */
  readonly last: boolean;
}): ReactNode {
  return (
    <span
      className={`absolute top-8 left-0 flex gap-1 pr-3 text-xs/4 whitespace-nowrap ${last ? 'w-[190%]' : 'w-full'} ${state === 'now' ? 'text-ink' : 'text-ink2'}`}
    >
      <span className="truncate">{account.title}</span>
      {account.errno !== null && (
        <span className="text-wrong-ink" data-code={`−${account.errno}`}>
          −{account.errno}
        </span>
      )}
      {account.hcalls !== '0' && (
        <span className="min-w-0 shrink-[9] truncate pl-1 text-ink3 phone:hidden">
          {formatCount(account.hcalls)} hcalls
        </span>
      )}
    </span>
  );
}

function HcallBar({ height }: { readonly height: number }): ReactNode {
  if (height === 0) return null;
  return (
    <span
      className="absolute bottom-1 left-0.5 w-2 bg-map opacity-80 group-hover:opacity-100"
      style={{ height: Math.max(1.5, height * 10) }}
    />
  );
}
