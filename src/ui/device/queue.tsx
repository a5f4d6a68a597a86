import type { ReactNode } from 'react';
import { spellAddress } from '../../machine/units/spell-address.ts';
import type { State } from '../../store/store.ts';
import { bufferWords, whenWords } from '../../timeline/device-account.ts';
import type { DeviceReport } from '../../timeline/device-report.ts';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { VerdictChip } from './verdict-chip.tsx';
import { ARROWS } from './words.ts';

type Item = DeviceReport['queue'][number];

const packetOf = (state: State): number | null => state.packet;

/** The posted buffers in their order; one that is chosen has its path drawn above. */
export function Queue({ queue }: { readonly queue: readonly Item[] }): ReactNode {
  const packet = useStore(packetOf);
  if (queue.length === 0)
    return (
      <p className="py-1 text-xs/4.5 text-ink2">
        Post a buffer: the driver gives it a bus address, and what the device reaches there is
        judged whenever it looks - now, or in the middle of a hotplug.
      </p>
    );
  return (
    <ul aria-label="Posted buffers">
      {queue.map((item) => (
        <Row key={item.buffer} item={item} chosen={item.buffer === packet} />
      ))}
    </ul>
  );
}

const TOOL =
  'h-6 min-w-6 shrink-0 cursor-pointer rounded px-1 text-tiny text-ink2 underline decoration-line2 underline-offset-2 hover:text-ink phone:h-11 phone:min-w-11';

function Row({ item, chosen }: { readonly item: Item; readonly chosen: boolean }): ReactNode {
  const store = useStoreApi();
  const { buffer, direction, meant, bus, verdict, purged } = item;
  const act = (type: 'dma' | 'complete'): void => void store.getState().dispatch({ type, buffer });
  return (
    <li className="flex items-center gap-1 border-b border-line text-xs last:border-b-0">
      <button
        type="button"
        aria-pressed={chosen}
        aria-label={`Buffer ${buffer}, the device ${direction}s ${meant}`}
        onClick={() => store.getState().choosePacket(chosen ? null : buffer)}
        className={`flex min-h-8.5 min-w-0 flex-1 cursor-pointer items-center gap-2 rounded-[2px] text-left hover:bg-sunk phone:min-h-11 ${chosen ? 'bg-sunk' : ''}`}
      >
        <span className={`w-7 shrink-0 text-right ${chosen ? 'font-semibold' : ''}`}>
          {buffer} <span aria-hidden="true">{ARROWS[direction]}</span>
        </span>
        <span className="min-w-0 flex-1 font-mono text-tiny/3.5">
          <span className="block truncate">{spellAddress(BigInt(meant))}</span>
          <span className={`block truncate ${bus === null ? 'text-wrong-ink' : 'text-ink3'}`}>
            {bus ?? 'ffff ffff ffff ffff'}
            {purged && ' PURGE'}
          </span>
        </span>
        <VerdictChip verdict={verdict} />
      </button>
      <button
        type="button"
        className={TOOL}
        aria-label={`DMA ${buffer}`}
        onClick={() => act('dma')}
      >
        DMA
      </button>
      <button
        type="button"
        className={TOOL}
        aria-label={`Complete ${buffer}`}
        data-tip="The device has done with it"
        onClick={() => act('complete')}
      >
        ×
      </button>
    </li>
  );
}

/** Accesses that wait for their moment: dashed, not so yet. */
export function Armed({
  armed,
}: {
  readonly armed: NonNullable<DeviceReport['armed']>;
}): ReactNode {
  if (armed.length === 0) return null;
  return (
    <ul aria-label="Armed accesses" className="my-1 flex flex-col gap-1">
      {armed.map(({ buffer, when }, i) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: two that are armed alike are alike
          key={i}
          className="rounded-[5px] px-1.5 py-0.5 text-tiny text-ink2 outline-1 -outline-offset-1 outline-dashed outline-edge"
        >
          {bufferWords(buffer ?? undefined)}, {whenWords(when)}
        </li>
      ))}
    </ul>
  );
}
