import { type ReactNode, useState } from 'react';
import { refuseBuild } from '../../machine/kernel/build.ts';
import { defconfigsOf } from '../../machine/kernel/defconfigs.ts';
import { editionOf } from '../../machine/kernel/editions.ts';
import { OPTION_WORDS } from '../../machine/kernel/option-words.ts';
import type { Options } from '../../machine/kernel/options.ts';
import { randomConfig } from '../../machine/kernel/random-config.ts';
import { Button } from '../kit/button.tsx';
import { Segmented } from '../kit/segmented.tsx';
import { changed, configOf, type Draft, draftOptions } from './draft.ts';
import { Fold } from './fold.tsx';
import { SelectField } from './select-field.tsx';

interface BuildOptionsProps {
  readonly draft: Draft;
  readonly setDraft: (draft: Draft) => void;
  /** Why the draft neither builds nor boots; null if it does. */
  readonly forbidden: string | null;
}

const SWITCHES = ['memoryHotplug', 'memoryHotremove', 'numa', 'movableNode'] as const;

/** The kernel's configuration: switch by switch, as its own tree has it, or as a roll of the dice does. */
export function BuildOptions({ draft, setDraft, forbidden }: BuildOptionsProps): ReactNode {
  const options = draftOptions(draft);
  const change = (part: Partial<Options>): void => setDraft(changed(draft, { options: part }));
  return (
    <Fold title="Configuration" note={inShort(options)}>
      <div className="grid grid-cols-[7.5rem_1fr] items-center gap-x-3 gap-y-1.5">
        {SWITCHES.map((key) => (
          <label key={key} className="col-span-full flex h-6 items-center gap-2 phone:h-11">
            <input
              type="checkbox"
              checked={options[key]}
              onChange={(event) => change({ [key]: event.target.checked })}
              className="accent-ink phone:size-5"
            />
            {OPTION_WORDS[key]}
          </label>
        ))}
        <span className="text-ink2">eHEA</span>
        <Segmented
          label="eHEA built as"
          value={options.ehea}
          options={BUILT}
          onChange={(ehea) => change({ ehea })}
          className="justify-self-start"
        />
        <SelectField
          label="auto_online_blocks"
          value={options.autoOnline}
          options={AUTO.map((value) => ({ value, label: value }))}
          onChange={(word) => change({ autoOnline: AUTO.find((a) => a === word) ?? 'offline' })}
        />
      </div>
      <StartingPoints draft={draft} setDraft={setDraft} forbidden={forbidden} />
    </Fold>
  );
}

const BUILT = [
  { value: 'y', label: 'built in' },
  { value: 'm', label: 'module' },
] as const;

const AUTO = ['offline', 'online', 'online_kernel', 'online_movable'] as const;

/** What stands out while the group is closed. */
function inShort({ memoryHotplug, memoryHotremove, numa, ehea }: Options): string {
  const words = [
    memoryHotplug ? 'hotplug' : 'no hotplug',
    memoryHotremove ? 'hotremove' : 'no hotremove',
    ...(numa ? [] : ['no NUMA']),
    ...(ehea === 'm' ? ['eHEA a module'] : []),
  ];
  return words.join(', ');
}

function StartingPoints({ draft, setDraft, forbidden }: BuildOptionsProps): ReactNode {
  const [rolls, setRolls] = useState(0);
  const [built, setBuilt] = useState(0);
  const [rolled, setRolled] = useState<Draft | null>(null);
  const { architecture } = draftOptions(draft);
  const roll = (): void => {
    const next = changed(draft, { options: randomConfig(rolls) });
    setRolls(rolls + 1);
    if (builds(next)) setBuilt(built + 1);
    setRolled(next);
    setDraft(next);
  };
  return (
    <div className="mt-2 flex flex-wrap items-center gap-1.5">
      {defconfigsOf(draft.kernel, architecture).map(({ name, options, source }) => (
        <Button
          key={name}
          data-tip={`${name}\n${source.file}`}
          onClick={() => setDraft(changed(draft, { kernel: draft.kernel, options }))}
        >
          {name}
        </Button>
      ))}
      <Button
        data-tip={'Random config\nas make randconfig would; the hardware stays'}
        onClick={roll}
      >
        Random config
      </Button>
      {rolled === draft && (
        <p role="status" className={`w-full ${forbidden ? 'text-wrong-ink' : 'text-ink2'}`}>
          Roll {rolls}: {draftOptions(draft).memoryModel}, {inShort(draftOptions(draft))}.{' '}
          {forbidden ? '✗ A rule forbids it.' : '✓ It builds and boots.'} {built} of {rolls} built
          so far.
        </p>
      )}
    </div>
  );
}

function builds(draft: Draft): boolean {
  const edition = editionOf(draft.kernel);
  return edition !== undefined && refuseBuild(edition, configOf(draft)) === null;
}
