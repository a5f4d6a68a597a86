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
  readonly note: ReactNode;
  readonly tone: string;
}

/** One address under its four names. The last is what the device really gets. */
export function NamesTable({ answer, map, size }: NamesTableProps): ReactNode {
  return (
    <table className="w-full shrink-0 border-collapse text-xs">
      <caption className="sr-only">One address, four names</caption>
      <tbody>
        {namesOf(answer, map).map((name) => (
          <NameRow key={name.label} name={name} size={size} />
        ))}
      </tbody>
    </table>
  );
}

function namesOf(answer: Translation, map: Scene['map']): readonly Name[] {
  const { tone } = VERDICTS[answer.verdict];
  return [
    {
      label: 'kernel virtual',
      value: answer.virtual,
      note: '− c000 0000 0000 0000',
      tone: 'text-ink2',
    },
    { label: 'physical', value: answer.physical, note: sectionNote(answer), tone: 'text-ink' },
    { label: 'bus', value: answer.bus, note: slotNote(answer, map), tone: 'text-map' },
    {
      label: 'device reads',
      value: answer.registered,
      note: (
        <Chip tone={tone} className="h-5">
          {verdictWords(answer)}
        </Chip>
      ),
      tone: tone === 'wrong' ? 'text-wrong-ink' : tone === 'stale' ? 'text-stale' : 'text-ink',
    },
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

function NameRow({ name, size }: { name: Name; size: NamesTableProps['size'] }): ReactNode {
  const { label, value, note, tone } = name;
  const hex =
    value === null ? (
      <span className="text-ink3">nothing</span>
    ) : (
      <Hex
        value={BigInt(value)}
        className={`${tone} font-semibold ${size === 'wide' ? 'text-[0.8125rem]' : 'text-[0.6875rem]'}`}
      />
    );
  const chip = label === 'device reads';
  if (size === 'wide')
    return (
      <tr className="border-t border-line">
        <th scope="row" className="w-26 py-0.5 text-left font-normal text-ink2">
          {label}
        </th>
        <td className="py-0.5">{hex}</td>
        <td className="h-5.5 py-0.5 text-right whitespace-nowrap text-ink2">{note}</td>
      </tr>
    );
  return (
    <tr className="border-t border-line">
      <th scope="row" className="py-0.5 pr-2 text-left align-top font-normal text-ink2">
        {size === 'narrow' ? (
          <span className="flex flex-col items-start">
            {label}
            {hex}
            {chip && note}
          </span>
        ) : (
          label
        )}
      </th>
      {size === 'normal' && (
        <td className="py-0.5 text-right">
          {hex}
          {chip && <span className="block pt-0.5">{note}</span>}
        </td>
      )}
    </tr>
  );
}
