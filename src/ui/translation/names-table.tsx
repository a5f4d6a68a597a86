import type { ReactNode } from 'react';
import type { Space, Translation } from '../../machine/translation.ts';
import { BUSMAP_START } from '../../machine/units/bus-space.ts';
import { formatCount } from '../../machine/units/bytes.ts';
import type { FigureAbout, FigureId } from '../../timeline/figure.ts';
import type { Scene } from '../../worker/protocol.ts';
import { FigureButton } from '../kit/figure.tsx';
import { Hex } from '../kit/hex.tsx';
import { shortNumber } from '../section-map/words.ts';
import { VERDICTS, verdictWords } from './words.ts';

interface NamesTableProps {
  readonly answer: Translation;
  readonly map: Scene['map'];
  readonly size: 'wide' | 'normal' | 'narrow';
}

interface Name {
  readonly space: Space;
  readonly label: string;
  /** How it comes about. */
  readonly figure: FigureId;
  readonly value: string | null;
  readonly note: string;
  readonly tone: string;
}

/** One address under its names: the last is what the device really gets, and where it differs it is the loudest. */
export function NamesTable({ answer, map, size }: NamesTableProps): ReactNode {
  return (
    <dl
      className={`shrink-0 text-xs ${size === 'wide' ? 'low:grid low:grid-cols-2 low:gap-x-4' : ''}`}
    >
      {namesOf(answer, map).map((name) => (
        // Where room is short, the name that was asked stands in the field alone.
        <NameRow
          key={name.label}
          name={name}
          about={aboutOf(answer)}
          size={size}
          spare={name.space === answer.space}
        />
      ))}
      <DeviceRow answer={answer} size={size} />
    </dl>
  );
}

function namesOf(answer: Translation, map: Scene['map']): readonly Name[] {
  return [
    {
      space: 'virtual',
      label: 'kernel virtual',
      figure: 'nameVirtual',
      value: answer.virtual,
      note: 'minus c000 0000 0000 0000',
      tone: 'text-ink2',
    },
    {
      space: 'physical',
      label: 'physical',
      figure: 'namePhysical',
      value: answer.physical,
      note: sectionNote(answer),
      tone: 'text-ink',
    },
    {
      space: 'bus',
      label: 'bus',
      figure: 'nameBus',
      value: answer.bus,
      note: slotNote(answer, map),
      tone: 'text-map',
    },
  ];
}

function sectionNote({ section, offset }: Translation): string {
  if (section === null) return '';
  const inside = offset === null || offset === '0x0' ? '' : ` + ${offset}`;
  return `section ${shortNumber(section)}${inside}`;
}

function slotNote({ bus }: Translation, map: Scene['map']): string {
  if (bus === null) return '';
  const address = BigInt(bus);
  if (map.direct !== null && map.kind !== 'linear') return map.direct;
  if (address < BUSMAP_START) return 'no bus address';
  const reads = map.kind === 'three-level' ? ', 3 reads' : map.kind === 'flat' ? ', 1 read' : '';
  return `slot ${formatCount((address - BUSMAP_START) >> 24n)}${reads}`;
}

/** As high as a finger's target: every address here is a button that copies it. */
const DIGITS = {
  wide: 'text-[0.8125rem]/6',
  normal: 'text-xs/6',
  narrow: 'text-tiny/6',
} as const;
/** A label is as wide as the longest, so that the digits stand in fours below each other. */
const LABEL = { wide: 'w-26', normal: '', narrow: '' } as const;

/** The question itself, as the figures of its answer take it. */
export const aboutOf = ({ address, space }: Translation): FigureAbout => ({ address, space });

interface NameRowProps {
  readonly name: Name;
  readonly about: FigureAbout;
  readonly size: NamesTableProps['size'];
  readonly spare: boolean;
}

function NameRow({ name, about, size, spare }: NameRowProps): ReactNode {
  const { label, figure, value, note, tone } = name;
  const short = size === 'narrow' ? label.replace('kernel ', '') : label;
  return (
    <div
      className={`flex h-6 items-center border-t border-line px-2 ${spare && size !== 'wide' ? 'low:hidden' : ''}`}
      data-tip={`${label}\n${note}`}
    >
      <dt className={`shrink-0 text-ink2 ${LABEL[size]}`}>
        <FigureButton id={figure} about={about}>
          {short}
        </FigureButton>
      </dt>
      <dd className="flex min-w-0 grow items-center justify-end">
        <Digits value={value} className={`font-semibold ${tone} ${DIGITS[size]}`} />
        <span
          className={size === 'wide' ? 'grow truncate text-right text-ink2 low:sr-only' : 'sr-only'}
        >
          {note}
        </span>
      </dd>
    </div>
  );
}

function Digits(props: { readonly value: string | null; readonly className: string }): ReactNode {
  const { value, className } = props;
  return value === null ? (
    <span className="text-xs/5">nothing</span>
  ) : (
    <Hex value={BigInt(value)} className={className} />
  );
}

const GROUNDS = {
  wrong: 'bg-wrong-soft text-wrong-ink',
  stale: 'bg-stale-soft text-stale',
  map: 'bg-on-faint text-map',
  neutral: 'bg-sunk text-ink',
} as const;

const LOUD = {
  wide: 'text-base/6',
  normal: 'text-sm/6',
  narrow: 'text-xs/6',
} as const;

/** What the region really holds behind the bus address. */
function DeviceRow({ answer, size }: Pick<NamesTableProps, 'answer' | 'size'>): ReactNode {
  const { sign, tone } = VERDICTS[answer.verdict];
  const loud = answer.verdict === 'wrong page';
  return (
    <div className={`flex h-7 items-center rounded-[5px] px-2 ${GROUNDS[tone]}`}>
      <dt className={`shrink-0 font-semibold ${LABEL[size]}`}>
        {size !== 'wide' && `${sign} `}
        <FigureButton id="nameDevice" about={aboutOf(answer)}>
          {size === 'narrow' ? 'reads' : 'device reads'}
        </FigureButton>
      </dt>
      <dd className="flex min-w-0 grow items-center justify-end">
        <Digits
          value={answer.registered}
          className={`font-bold [&>span]:text-ink2 ${loud ? LOUD[size] : DIGITS[size]}`}
        />
        {size === 'wide' && (
          <span className="grow text-right font-semibold whitespace-nowrap low:sr-only">
            {verdictWords(answer)}
          </span>
        )}
      </dd>
    </div>
  );
}
