import type { ReactNode } from 'react';
import { DRIVERS } from '../../machine/driver/driver-id.ts';
import { ALLOCATORS } from '../../machine/kernel/allocator.ts';
import type { Unbuildable } from '../../machine/kernel/build.ts';
import { editionOf, editions } from '../../machine/kernel/editions.ts';
import type { Options } from '../../machine/kernel/options.ts';
import { ownBlockSize } from '../../machine/kernel/own-settings.ts';
import { shippedBits } from '../../machine/kernel/shipped.ts';
import type { Scene } from '../../worker/protocol.ts';
import { Segmented } from '../kit/segmented.tsx';
import { AdapterFields } from './adapter-fields.tsx';
import { BitsField } from './bits-field.tsx';
import { BuildOptions } from './build-options.tsx';
import { changed, configOf, type Draft, draftOptions } from './draft.ts';
import { Group } from './fold.tsx';
import { KernelCost } from './kernel-cost.tsx';
import { driverLabel, KernelNotes, PairNote } from './kernel-notes.tsx';
import { KernelTable } from './kernel-table.tsx';
import { SelectField } from './select-field.tsx';
import { blockWords } from './words.ts';

interface SettingsProps {
  readonly draft: Draft;
  readonly setDraft: (draft: Draft) => void;
  readonly scene: Scene;
  readonly unbuildable: Unbuildable | null;
}

/** Every setting of the machine, by what it belongs to; what few people change is folded. */
export function Settings(props: SettingsProps): ReactNode {
  return (
    <div className="flex flex-col gap-2.5">
      <KernelGroup {...props} />
      <MemoryGroup {...props} />
      <DriverGroup {...props} />
      <Group>
        <AdapterFields draft={props.draft} setDraft={props.setDraft} />
      </Group>
    </div>
  );
}

const ARCHITECTURES = ['ppc64', 'x86_64', 'arm64', 's390'] as const;

function KernelGroup({ draft, setDraft, unbuildable }: SettingsProps): ReactNode {
  const edition = editionOf(draft.kernel);
  const { architecture } = draftOptions(draft);
  return (
    <Group>
      <SelectField
        label="Kernel"
        strong
        value={draft.kernel}
        options={editions().map((e) => ({ value: e.id, label: e.label }))}
        onChange={(kernel) => setDraft(changed(draft, { kernel }))}
      />
      <KernelNotes draft={draft} />
      <SelectField
        label="Architecture"
        value={architecture}
        options={ARCHITECTURES.map((id) => ({
          value: id,
          label: edition?.architectures[id] ? id : `${id} · not read`,
        }))}
        onChange={(id) => {
          const chosen = ARCHITECTURES.find((a) => a === id) ?? architecture;
          setDraft(changed(draft, { options: { architecture: chosen } }));
        }}
      />
      <span className="text-ink2">Allocator</span>
      <Segmented
        label="Allocator"
        value={draft.allocator}
        options={ALLOCATORS.map((a) => ({ value: a, label: a }))}
        onChange={(allocator) => setDraft(changed(draft, { allocator }))}
        className="justify-self-start"
      />
      <Note>{allocatorNote(draft)}</Note>
      <BuildOptions
        draft={draft}
        setDraft={setDraft}
        forbidden={unbuildable ? unbuildable.message : null}
      />
      <KernelTable draft={draft} />
    </Group>
  );
}

function MemoryGroup({ draft, setDraft, scene }: SettingsProps): ReactNode {
  const blocks = BLOCKS.includes(draft.blockSize) ? BLOCKS : [draft.blockSize, ...BLOCKS];
  return (
    <Group>
      <SelectField
        label="Memory model"
        strong
        value={draftOptions(draft).memoryModel}
        options={MODELS.map(([value, label]) => ({ value, label }))}
        onChange={(word) => {
          const chosen = MODELS.find(([model]) => model === word)?.[0] ?? 'EXTREME';
          setDraft(changed(draft, { options: { memoryModel: chosen } }));
        }}
      />
      <Note>{modelNote(draftOptions(draft).memoryModel)}</Note>
      <span className="text-ink2">Page size</span>
      <Segmented
        label="Page size"
        value={String(draft.pageSize)}
        options={PAGES}
        onChange={(size) => setDraft(changed(draft, { pageSize: Number(size) }))}
        className="justify-self-start"
      />
      <SelectField
        label="Block size"
        value={draft.blockSize}
        options={blocks.map((b) => ({ value: b, label: blockWords(b) }))}
        onChange={(blockSize) => setDraft(changed(draft, { blockSize }))}
      />
      <Note>{blockNote(draft)}</Note>
      <BitsField
        value={draft.bits}
        shipped={shippedOf(draft)}
        onChange={(bits) => setDraft({ ...draft, bits })}
      />
      <KernelCost draft={draft} memory={scene.memory} />
    </Group>
  );
}

function DriverGroup({ draft, setDraft }: SettingsProps): ReactNode {
  return (
    <Group>
      <SelectField
        label="Driver"
        strong
        value={draft.driver}
        options={DRIVERS.map((d) => ({ value: d, label: driverLabel(draft, d) }))}
        onChange={(d) =>
          setDraft(changed(draft, { driver: DRIVERS.find((x) => x === d) ?? draft.driver }))
        }
      />
      <PairNote draft={draft} />
    </Group>
  );
}

/** A line under a setting that is not as it was. */
function Note({ children }: { readonly children: string | null }): ReactNode {
  return children && <p className="col-start-2 -mt-1 text-ink3">{children}</p>;
}

function modelNote(model: Options['memoryModel']): string | null {
  return model === 'FLATMEM' || model === 'STATIC'
    ? 'Whether this architecture offers it was not read: a what-if.'
    : null;
}

/** A chain without SLUB's callback was read in the kernels of 2008 and 2009 alone. */
function allocatorNote(draft: Draft): string | null {
  const edition = editionOf(draft.kernel);
  return draft.allocator === 'SLAB' && edition?.slabRead === false
    ? `SLAB was not read in ${edition.label}: taken as the same chain without slub.`
    : null;
}

/** Until memory blocks could hold several sections, one that does is a what-if. */
function blockNote(draft: Draft): string | null {
  const edition = editionOf(draft.kernel);
  if (edition?.memoryBlock !== 'one section') return null;
  return draft.blockSize === ownBlockSize(edition, draft)
    ? null
    : `A memory block of ${edition.label} is one section: a what-if.`;
}

/** Null where the architecture's numbers were not read. */
function shippedOf(draft: Draft): number | null {
  const edition = editionOf(draft.kernel);
  return edition?.architectures[draftOptions(draft).architecture]
    ? shippedBits({ edition, config: configOf(draft) })
    : null;
}

const MODELS = [
  ['FLATMEM', 'FLATMEM'],
  ['STATIC', 'SPARSEMEM_STATIC'],
  ['EXTREME', 'SPARSEMEM_EXTREME'],
  ['VMEMMAP', 'SPARSEMEM_VMEMMAP'],
] as const;

const PAGES = [
  { value: '4096', label: '4 KiB' },
  { value: '65536', label: '64 KiB' },
] as const;

const BLOCKS = [
  '0x1000000',
  '0x2000000',
  '0x4000000',
  '0x8000000',
  '0x10000000',
  '0x20000000',
  '0x40000000',
];
