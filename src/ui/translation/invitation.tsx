import type { ReactNode } from 'react';
import type { Space } from '../../machine/translation.ts';
import { groupHex } from '../../machine/units/address.ts';
import { sectionStart } from '../../machine/units/section.ts';
import type { Scene } from '../../worker/protocol.ts';
import { useStoreApi } from '../kit/use-store.ts';

interface Example {
  readonly space: Space;
  readonly address: bigint;
  readonly gloss: string;
}

const KERNEL_BASE = 0xc000000000000000n;

/** Three addresses worth asking on this machine: one of each space. Without memory or slots they say so. */
export function examplesFor(scene: Pick<Scene, 'memory' | 'map'>): readonly Example[] {
  const { memory, map } = scene;
  const last = memory.length - 3;
  const highest = last < 0 ? 0 : (memory[last] ?? 0) + (memory[last + 1] ?? 1) - 1;
  return [
    {
      space: 'physical',
      address: sectionStart(highest) + 0xabcn,
      gloss: last < 0 ? 'no memory is here' : 'in the highest section',
    },
    {
      space: 'virtual',
      address: KERNEL_BASE + 0x1234n,
      gloss: 'where the kernel’s linear map begins',
    },
    {
      space: 'bus',
      address: lastBus(map) + 0xabcn,
      gloss: map.mapped === 0 ? 'where the first bus slot would be' : 'in the last bus slot',
    },
  ];
}

/** First byte of the last slot; where bus space begins if nothing is mapped. */
function lastBus({ runs, origin }: Scene['map']): bigint {
  const [count = 0, slot = 0] = runs.subarray(-2);
  return BigInt.asUintN(
    64,
    BigInt(origin) + sectionStart(Math.max(0, slot) + Math.max(0, count - 1)),
  );
}

/** Nothing asked yet. */
export function Invitation({ scene }: { readonly scene: Scene }): ReactNode {
  const store = useStoreApi();
  return (
    <div className="text-xs/4.25 text-ink2">
      <p>
        Ask where any address goes. Digits are hexadecimal; <code>v:</code>, <code>p:</code> or{' '}
        <code>b:</code> before them tells the space.
      </p>
      <ul className="mt-2">
        {examplesFor(scene).map(({ space, address, gloss }) => (
          <li key={space} className="border-t border-line">
            <button
              type="button"
              onClick={() => store.getState().ask(`${space[0]}:${groupHex(address)}`, 'physical')}
              className="flex w-full cursor-pointer flex-wrap items-baseline gap-x-3 rounded-[3px] py-1 text-left hover:bg-sunk phone:py-3"
            >
              <span className="font-mono font-semibold whitespace-nowrap text-ink">
                {space[0]}:{groupHex(address)}
              </span>
              <span>{gloss}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
