import { type ReactNode, useEffect, useId, useState } from 'react';
import type { DriverId } from '../../machine/driver/driver-id.ts';
import type { State } from '../../store/store.ts';
import type { DriverAnswer, DriverAnswers } from '../../timeline/answers/answer.ts';
import type { DriverRow } from '../../timeline/compare-drivers.ts';
import { answersOf } from '../../timeline/driver-answers.ts';
import { Button } from '../kit/button.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { DRIVER_WORDS } from '../machine/words.ts';
import { COLUMNS } from './comparison.ts';

interface AllAnswersProps {
  /** A machine was booted with another driver: the page shows it. */
  readonly onDone: () => void;
}

const epochOf = (state: State): number => state.scene?.epoch ?? 0;
const driverOf = (state: State): DriverId => state.scene?.config.driver ?? 'none';

/** Every driver's answer to the same question, counted over the present memory. */
export function AllAnswers({ onDone }: AllAnswersProps): ReactNode {
  const store = useStoreApi();
  const epoch = useStore(epochOf);
  const inUse = useStore(driverOf);
  const [rows, setRows] = useState<readonly DriverRow[] | null>(null);
  const [chosen, setChosen] = useState<DriverId>(inUse);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again for each new scene.
  useEffect(() => {
    let current = true;
    void store
      .getState()
      .client.ask('compare', {})
      .then((found) => current && setRows(found));
    return () => {
      current = false;
    };
  }, [store, epoch]);
  return (
    <div className="flex flex-col gap-3 text-xs">
      <div>
        <h2 className="text-[0.8125rem]/5 font-semibold">All answers to one question</h2>
        <p className="text-ink2">
          How does a device keep track of memory that comes and goes? Each driver is booted over the
          present memory, given one more block in the lowest free place, and relieved of it.
        </p>
      </div>
      {rows ? (
        <Table rows={rows} chosen={chosen} onChoose={setChosen} />
      ) : (
        <p className="h-80 text-ink2">Booting each of them …</p>
      )}
      <Chosen driver={chosen} inUse={chosen === inUse} onDone={onDone} />
    </div>
  );
}

interface TableProps {
  readonly rows: readonly DriverRow[];
  readonly chosen: DriverId;
  readonly onChoose: (driver: DriverId) => void;
}

function Table({ rows, chosen, onChoose }: TableProps): ReactNode {
  return (
    <div className="overflow-x-auto">
      <table aria-label="Comparison of the drivers" className="w-full border-collapse">
        <thead>
          <tr className="border-b border-line2 text-left align-bottom text-ink2">
            <th scope="col" className="sticky left-0 bg-raise py-1 pr-3 font-medium">
              Driver
            </th>
            {COLUMNS.map((column) => (
              <th
                key={column.head}
                scope="col"
                className={`py-1 pr-3 font-medium ${column.number ? 'text-right' : ''}`}
              >
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.driver} row={row} chosen={row.driver === chosen} onChoose={onChoose} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly row: DriverRow;
  readonly chosen: boolean;
  readonly onChoose: (driver: DriverId) => void;
}

function Row({ row, chosen, onChoose }: RowProps): ReactNode {
  const ground = chosen ? 'bg-sunk' : 'bg-raise';
  return (
    <tr className={`border-b border-line align-top ${chosen ? 'bg-sunk' : ''}`}>
      <th
        scope="row"
        className={`sticky left-0 min-w-50 pr-3 phone:min-w-36 text-left font-normal ${ground}`}
      >
        <button
          type="button"
          aria-pressed={chosen}
          onClick={() => onChoose(row.driver)}
          className={`w-full cursor-pointer py-1 text-left hover:underline phone:py-3 ${row.inUse ? 'font-semibold' : ''}`}
        >
          {DRIVER_WORDS[row.driver]}
          {row.inUse && <span className="sr-only"> (in use)</span>}
        </button>
      </th>
      {COLUMNS.map(({ head, number, cell }) => {
        const { text, bad = false, tip, wraps = false } = cell(row);
        return (
          <td
            key={head}
            data-tip={tip}
            className={`py-1 pr-3 phone:py-3 ${number ? `text-right font-mono ${wraps ? 'min-w-34' : 'whitespace-nowrap'}` : 'min-w-34 phone:min-w-72'} ${bad ? 'text-wrong-ink' : ''}`}
          >
            {text}
          </td>
        );
      })}
    </tr>
  );
}

interface ChosenProps {
  readonly driver: DriverId;
  readonly inUse: boolean;
  readonly onDone: () => void;
}

/** One driver's answers in words, each with its source. */
function Chosen({ driver, inUse, onDone }: ChosenProps): ReactNode {
  const store = useStoreApi();
  const heading = useId();
  const answers = answersOf(driver);
  if (!answers) return null;
  const use = async (): Promise<void> => {
    const done = await store.getState().dispatch({ type: 'configure', driver });
    if (done.ok) onDone();
  };
  return (
    <section aria-labelledby={heading} className="border-t border-line pt-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 id={heading} className="font-semibold">
          {DRIVER_WORDS[driver]}
        </h3>
        {inUse ? (
          <span className="text-ink2">in use</span>
        ) : (
          <Button onClick={() => void use()}>Boot with this driver</Button>
        )}
      </div>
      <p className="max-w-180 text-ink2">{answers.what}</p>
      <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 phone:grid-cols-1">
        {QUESTIONS.map(([label, of]) => (
          <Said key={label} label={label} answer={of(answers)} />
        ))}
      </dl>
      {answers.repairs && <Repairs repairs={answers.repairs} />}
    </section>
  );
}

const QUESTIONS: readonly (readonly [string, (answers: DriverAnswers) => DriverAnswer])[] = [
  ['memory comes', (a) => a.add],
  ['memory goes', (a) => a.remove],
  ['a buffer is named', (a) => a.lookup],
  ['each device holds', (a) => a.holds],
  ['what goes stale', (a) => a.stale],
];

function Said({
  label,
  answer,
}: {
  readonly label: string;
  readonly answer: DriverAnswer;
}): ReactNode {
  return (
    <>
      <dt className="text-ink2">{label}</dt>
      <dd className="max-w-180">
        {answer.text} <span className="text-ink3">({answer.source})</span>
      </dd>
    </>
  );
}

function Repairs({
  repairs,
}: {
  readonly repairs: NonNullable<DriverAnswers['repairs']>;
}): ReactNode {
  return (
    <details className="mt-2">
      <summary className="cursor-pointer text-ink2">
        {repairs.length} repairs, each with its place
      </summary>
      <ol className="mt-1 list-decimal pl-5">
        {repairs.map(({ name, what, where }) => (
          <li key={name} className="mt-1 max-w-180">
            <strong className="font-semibold">{name}.</strong> {what}{' '}
            <span className="text-ink3">({where})</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
