import { type ReactNode, useMemo, useState } from 'react';
import type { MachineConfig } from '../../machine/event.ts';
import type { StructureId } from '../../machine/structures/words/structure.ts';
import { counted, formatCount, formatPower, formatSize } from '../../machine/units/bytes.ts';
import { SECTION_SIZE } from '../../machine/units/section.ts';
import { ANY_LAYOUT } from '../../race/any-layout.ts';
import { readSize } from '../../scenario/text/spelling.ts';
import type { Reckoner } from '../../store/reckoner.ts';
import type { State } from '../../store/store.ts';
import type { WorstAnswer, WorstQuestion } from '../../worker/reckon-protocol.ts';
import { Button } from '../kit/button.tsx';
import { Field } from '../kit/field.tsx';
import { Segmented } from '../kit/segmented.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { SelectField } from '../machine/select-field.tsx';
import { bytesWords } from './columns.ts';
import { stripOf } from './strip.ts';
import { SHOWN, STRUCTURE_WORDS } from './structure-words.ts';
import { useReckoned } from './use-reckoner.ts';
import './worst-layout.css';

const configOf = (s: State): MachineConfig | null => s.scene?.config ?? null;
const chosenOf = (s: State): StructureId | null => s.race.chosen;

/** What is asked, as it was typed. */
interface Draft {
  readonly structure: StructureId;
  readonly budget: string;
  readonly bits: string;
  readonly all: boolean;
}

/** The least and the most physical bits of a machine: more than one section, 64-bit addresses. */
const BITS = { least: 25, most: 64 } as const;
const STRUCTURES = SHOWN.map((value) => ({ value, label: STRUCTURE_WORDS[value].name }));
const INSTALLED = [
  { value: 'all', label: 'all of it' },
  { value: 'less', label: 'or less' },
] as const;

/** For a structure and so much memory: where that has to lie to cost the most, and a way to see it there. */
export function WorstLayout({ reckoner }: { readonly reckoner: Reckoner | null }): ReactNode {
  const config = useStore(configOf);
  const chosen = useStore(chosenOf);
  if (!config) return null;
  // The structure that is looked at is the one that is asked about; after that, what is asked stays.
  return (
    <Finder
      key={chosen ?? ''}
      reckoner={reckoner}
      config={config}
      structure={chosen ?? 'three-level'}
    />
  );
}

interface FinderProps {
  readonly reckoner: Reckoner | null;
  readonly config: MachineConfig;
  readonly structure: StructureId;
}

function Finder({ reckoner, config, structure }: FinderProps): ReactNode {
  const [draft, setDraft] = useState<Draft>({
    structure,
    budget: '1 GiB',
    bits: `${config.physicalBits}`,
    all: true,
  });
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const budget = useMemo(() => readSize(draft.budget), [draft.budget]);
  const bits = readBits(draft.bits);
  const question = useMemo(
    () => (budget.ok && bits !== null ? questionOf(draft, budget.value, bits, config) : null),
    [draft, budget, bits, config],
  );
  const reckoned = useReckoned<'worst'>(reckoner, question);
  return (
    <section aria-label="Worst layout" className="worst text-xs">
      <h3 className="text-[0.8125rem]/4.5 font-semibold">The worst layout for a structure</h3>
      <p className="text-ink2">
        So much memory, and where it has to lie for the most bytes a section: reckoned, not
        searched.
      </p>
      <div className="worst-asked">
        <span className="worst-choice">
          <SelectField
            label="Structure"
            value={draft.structure}
            options={STRUCTURES}
            onChange={(value) => change({ structure: value as StructureId })}
          />
        </span>
        <Field
          label="Installed memory"
          showLabel
          value={draft.budget}
          error={budget.ok ? null : BUDGET_ERROR}
          onChange={(event) => change({ budget: event.target.value })}
        />
        <Field
          label="Physical bits"
          showLabel
          inputMode="numeric"
          value={draft.bits}
          error={bits === null ? BITS_ERROR : null}
          onChange={(event) => change({ bits: event.target.value })}
        />
        <span className="worst-choice">
          <span aria-hidden="true" className="text-ink2">
            How much of it
          </span>
          <Segmented
            label="How much of it is installed"
            value={draft.all ? 'all' : 'less'}
            options={INSTALLED}
            onChange={(value) => change({ all: value === 'all' })}
            className="worst-installed"
          />
        </span>
      </div>
      <p className="text-ink3">Or less: some of it is left out, where fewer sections are worse.</p>
      {reckoned && !reckoned.ok && <p className="text-wrong-ink">{reckoned.why}</p>}
      {reckoned?.ok && reckoner && question && (
        <Answer answer={reckoned.answer} isLatest={reckoned.isLatest} reckoner={reckoner} />
      )}
    </section>
  );
}

/** What was typed in the field is one size: no column of a longer line. */
const BUDGET_ERROR = { message: 'Expected a size from 1 byte to 2⁶⁴ bytes, such as 1 GiB.' };

const BITS_ERROR = { message: `Expected a whole number from ${BITS.least} to ${BITS.most}.` };

function readBits(text: string): number | null {
  if (!/^\s*\d{1,2}\s*$/.test(text)) return null;
  const bits = Number(text);
  return bits >= BITS.least && bits <= BITS.most ? bits : null;
}

const questionOf = (
  { structure, all }: Draft,
  budget: bigint,
  physicalBits: number,
  config: MachineConfig,
): WorstQuestion => ({
  kind: 'worst',
  structure,
  budget,
  all,
  config: { ...config, physicalBits },
  name: STRUCTURE_WORDS[structure].name,
});

interface AnswerProps {
  readonly answer: WorstAnswer;
  /** False while another one is on its way. */
  readonly isLatest: boolean;
  readonly reckoner: Reckoner;
}

function Answer({ answer, isLatest, reckoner }: AnswerProps): ReactNode {
  const store = useStoreApi();
  const [opening, setOpening] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const { question, bounds, sections, reserved, perSection, formula, why } = answer;
  const anyLayout = ANY_LAYOUT[question.structure];
  const other = otherSize(question);
  /** What stood before is kept and offered again, also where it was only looked at. */
  const show = async (): Promise<void> => {
    const { client, scene, open, closeRace, putOnShelf } = store.getState();
    setOpening(true);
    const scenario = await reckoner.ask<'worst scene'>({ kind: 'worst scene', of: question });
    setError(scenario.ok ? null : scenario.why);
    if (scenario.ok) {
      const kept = await client.ask('keep', {});
      const opened = await open(scenario.answer);
      if (opened.ok) {
        closeRace();
        if (scene) putOnShelf({ kept, title: scene.title, steps: scene.steps }, true);
      }
    }
    setOpening(false);
  };
  return (
    <div
      aria-live="polite"
      aria-busy={!isLatest}
      className={`worst-answer ${isLatest ? '' : 'opacity-50'}`}
    >
      <div className="min-w-0">
        {anyLayout && <p className="font-semibold">Any layout costs this.</p>}
        <p className="worst-cost">
          <strong className="worst-figure">{eachWords(perSection)}</strong>
          <span>
            a section: {formatSize(reserved)} for {counted(sections, 'section')} in{' '}
            {counted(bounds.length / 2, 'piece')}{' '}
            <span className="text-ink3">({formatCount(reserved)} B)</span>
          </span>
        </p>
        {other && <p className="text-ink2">{other}</p>}
        <Drawn bounds={bounds} physicalBits={question.config.physicalBits} />
      </div>
      <div className="min-w-0">
        <p className="text-ink2">
          {why} {anyLayout}
        </p>
        <p className="font-mono break-words text-ink3">{formula}</p>
        <Button className="mt-2" disabled={!isLatest || opening} onClick={() => void show()}>
          {anyLayout ? 'Show one on the address space' : 'Show on the address space'}
        </Button>
        {error && <p className="text-wrong-ink">{error}</p>}
      </div>
    </div>
  );
}

/** Extents may cost less than a byte for each of many sections. */
const eachWords = (bytes: number): string =>
  bytes < 0.01 ? 'Less than 0.01 B' : bytesWords(bytes);

/** Memory is laid out in whole sections, at least one, below the physical bits: said where that is not what was asked. */
function otherSize({ budget, config, all }: WorstQuestion): string | null {
  const end = 1n << BigInt(config.physicalBits);
  if (budget > end)
    return `No more than ${formatSize(end)} is there below ${formatPower(end)}, of the ${formatSize(budget)} asked for.`;
  const whole = budget - (budget % SECTION);
  if (whole === budget) return null;
  if (whole === 0n)
    return `${formatSize(budget)} is less than a section: rounded up to one, ${formatSize(SECTION)}.`;
  return all
    ? `${formatSize(budget)} is not whole sections: rounded down to ${formatSize(whole)}.`
    : null;
}

const SECTION = BigInt(SECTION_SIZE);

/** The whole address space of the machine, in proportion. */
function Drawn({
  bounds,
  physicalBits,
}: {
  readonly bounds: Float64Array;
  readonly physicalBits: number;
}): ReactNode {
  const { marks, merged } = useMemo(() => stripOf(bounds, physicalBits), [bounds, physicalBits]);
  return (
    <figure className="worst-drawn">
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        {marks.map(({ from, to, pieces }) => (
          <rect
            key={`${from} ${to}`}
            x={from}
            y="0"
            width={to - from}
            height="1"
            className={pieces > 1 ? 'fill-on opacity-50' : 'fill-on'}
          />
        ))}
      </svg>
      <figcaption className="flex justify-between gap-2 text-tiny text-ink3">
        <span>0</span>
        <span>{merged ? 'pale: pieces too close to tell apart' : 'in proportion'}</span>
        <span>{formatPower(1n << BigInt(physicalBits))}</span>
      </figcaption>
    </figure>
  );
}
