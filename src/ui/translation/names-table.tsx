import type { ReactNode } from 'react';
import { formatCount } from '../../machine/units/bytes.ts';
import type { Scene, Translation } from '../../worker/protocol.ts';
import { Chip } from '../kit/chip.tsx';
import { Hex } from '../kit/hex.tsx';
import { shortNumber } from '../section-map/words.ts';
import { VERDICTS, verdictWords } from './words.ts';

interface NamesTableProps {
  readonly answer: Translation;
  readonly map: Scene['map'];
  readonly size: 'wide' | 'normal' | 'narrow';
}

interface Name {
  readonly label: string;
  readonly value: string | null;
  readonly note: string;
  readonly tone: string;
}

/** One address under its names: the last is what the device really gets, and where it differs it is the loudest. */
export function NamesTable({ answer, map, size }: NamesTableProps): ReactNode {
  return (
    <div className="shrink-0 text-xs">
      <dl>
        {namesOf(answer, map).map((name) => (
          <NameRow key={name.label} name={name} size={size} />
        ))}
        <DeviceRow answer={answer} size={size} />
      </dl>
    </div>
  );
}

function namesOf(answer: Translation, map: Scene['map']): readonly Name[] {
  return [
    {
      label: 'kernel virtual',
      value: answer.virtual,
      note: 'minus c000 0000 0000 0000',
      tone: 'text-ink2',
    },
    { label: 'physical', value: answer.physical, note: sectionNote(answer), tone: 'text-ink' },
    { label: 'bus', value: answer.bus, note: slotNote(answer, map), tone: 'text-map' },
  ];
}

function sectionNote({ section, offset }: Translation): string {
  if (section === null) return '';
  const inside = offset === null || offset === '0x0' ? '' : ` + ${offset}`;
  return `section ${shortNumber(section)}${inside}`;
}

const START = 1n << 63n;

function slotNote({ bus }: Translation, map: Scene['map']): string {
  if (bus === null) return '';
  const address = BigInt(bus);
  if (address < START) return 'no bus address';
  const reads = map.kind === 'three-level' ? ', 3 reads' : map.kind === 'flat' ? ', 1 read' : '';
  return `slot ${formatCount((address - START) >> 24n)}${reads}`;
}

const LINES = {
  wide: 'flex h-5.25 items-center',
  normal: 'flex h-5 items-center justify-between',
  narrow: 'flex flex-col py-px',
} as const;

const LABELS = { wide: 'w-26 shrink-0', normal: 'shrink-0', narrow: 'text-[0.6875rem]/3' } as const;
const DIGITS = {
  wide: 'text-[0.8125rem]/5',
  normal: 'text-[0.75rem]/5',
  narrow: 'text-[0.6875rem]/3.5',
} as const;

function NameRow({ name, size }: { name: Name; size: NamesTableProps['size'] }): ReactNode {
  const { label, value, note, tone } = name;
  return (
    <div className={`border-t border-line ${LINES[size]}`} data-tip={`${label}\n${note}`}>
      <dt className={`text-ink2 ${LABELS[size]}`}>{label}</dt>
      <dd className="flex min-w-0 grow items-center justify-end">
        <Digits value={value} className={`${tone} ${DIGITS[size]}`} />
        {size !== 'narrow' && (
          <span
            className={`grow truncate text-right text-ink2 ${size === 'normal' ? 'sr-only' : ''}`}
          >
            {note}
          </span>
        )}
      </dd>
    </div>
  );
}

function Digits(props: { readonly value: string | null; readonly className: string }): ReactNode {
  const { value, className } = props;
  return value === null ? (
    <span className="text-ink3">nothing</span>
  ) : (
    <Hex value={BigInt(value)} className={`font-semibold ${className}`} />
  );
}

const GROUNDS = {
  wrong: 'bg-wrong-soft text-wrong-ink',
  stale: 'bg-stale-soft text-stale',
  map: 'bg-on-faint text-map',
  neutral: 'bg-sunk text-ink',
} as const;

/** What the region really holds behind the bus address. */
function DeviceRow({ answer, size }: Pick<NamesTableProps, 'answer' | 'size'>): ReactNode {
  const { tone } = VERDICTS[answer.verdict];
  const loud = answer.verdict === 'wrong page';
  const inline = size === 'wide';
  return (
    <div
      className={`-mx-2 rounded-[5px] px-2 ${GROUNDS[tone]} ${inline ? 'flex min-h-7 items-center' : 'py-1'}`}
    >
      <dt
        className={`${inline ? 'w-26 shrink-0' : 'flex flex-wrap items-center justify-between gap-x-2'} font-semibold`}
      >
        {loud && !inline ? '≠ ' : ''}device reads
        {!inline && <span className="font-medium whitespace-nowrap">{verdictWords(answer)}</span>}
      </dt>
      <dd className={`min-w-0 grow ${inline ? 'flex items-center' : ''}`}>
        {answer.registered === null ? (
          <span className={inline ? '' : 'text-[0.75rem]/5'}>nothing</span>
        ) : (
          <Hex
            value={BigInt(answer.registered)}
            className={`font-bold ${loud ? (size === 'narrow' ? 'text-[0.75rem]/5' : 'text-[0.9375rem]/5') : DIGITS[size]}`}
          />
        )}
        {inline && (
          <Chip tone={tone} className="ml-auto h-5 pr-0 font-semibold">
            {verdictWords(answer)}
          </Chip>
        )}
      </dd>
    </div>
  );
}
