import { type BootRange, freshScenario } from '../scenario.ts';
import { GIB, MIB, online, SHIPPED_MACHINE, scatter } from './layout.ts';
import type { Preset } from './preset.ts';

const TITLE = 'A scattered server';

const ISLANDS = 64;
/** 64 islands share the 16 TiB below 2^44. */
const REACH = 256n * GIB;

/** 256 MiB to 1 GiB somewhere in the first half of its reach, so that no two islands touch. */
function island(n: number): BootRange {
  const hash = scatter(n);
  const size = 256n * MIB * BigInt(1 + (hash >>> 30));
  const offset = BigInt(hash % 512) * 256n * MIB;
  return online(BigInt(n) * REACH + offset, size);
}

/** Memory on many boards, each with room to grow. The first island begins at 0: scatter(0) is 0. */
export const scattered: Preset = {
  id: 'scattered',
  title: TITLE,
  sentence:
    '64 islands below 2^44: look at how the holes cost the flat map its bytes, and the tables theirs.',
  scenario: freshScenario(
    TITLE,
    SHIPPED_MACHINE,
    Array.from({ length: ISLANDS }, (_, n) => island(n)),
  ),
};
