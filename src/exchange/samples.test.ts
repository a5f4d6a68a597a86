import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Import, importScenarioParts, readImport, toImportSource } from './import.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const load = (path: string): string => readFileSync(join(FIXTURES, path), 'utf8');

function read(text: string): Import {
  const result = readImport(text);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const MiB = 1n << 20n;
const GiB = 1n << 30n;

/** [online, offline, block size, ranges after joining] of every real listing. */
const LSMEM: Record<string, [bigint, bigint, bigint, number]> = {
  'asahi-m1-nozones.txt': [16128n * MiB, 0n, 128n * MiB, 2],
  'cxl-mlc-5node-offline.txt': [256n * GiB, 192n * GiB, 2n * GiB, 3],
  'cxl-snc-tail-only.txt': [128n * GiB, 0n, 2n * GiB, 1],
  'karelzak-16g-zones.txt': [16n * GiB, 0n, 128n * MiB, 2],
  'laptop-8g.txt': [8n * GiB, 0n, 128n * MiB, 2],
  'rocm-server-x86.txt': [262_016n * MiB, 0n, 128n * MiB, 2],
  'ru-locale-laptop.txt': [14n * GiB, 0n, 128n * MiB, 2],
  'uutils-32g-laptop.txt': [32_512n * MiB, 0n, 128n * MiB, 2],
  'vagrant-1g-mixed.txt': [GiB, 0n, 128n * MiB, 1],
};

/** [bytes of System RAM, ranges after joining, physical bits] of every real /proc/iomem. */
const IOMEM: Record<string, [bigint, number, number]> = {
  'avml-1-x86.txt': [3_757_632_512n, 3, 44],
  'avml-3-x86.txt': [2_146_887_680n, 3, 44],
  'azure-coreos-x86.txt': [8_588_750_848n, 6, 44],
  'cloud-hypervisor-2g.txt': [2_146_824_192n, 2, 44],
  'csm-lab-x86.txt': [8_544_864_256n, 5, 44],
  'cxl-amd-3windows-hmem.txt': [384n * GiB, 1, 44],
  'cxl-intel-two-cards.txt': [528n * GiB, 2, 44],
  'cxl-qemu-arm64.txt': [256n * MiB, 1, 44],
  'haotian-phone-arm64.txt': [16_231_604_224n, 15, 44],
  'pmem-kmem-dax.txt': [7936n * MiB, 1, 44],
  'ps2-mips.txt': [32n * MiB, 1, 44],
  'pseries-offline.txt': [2560n * MiB, 1, 44],
  'ryzen-6800u-part-zero.txt': [1_329_721_344n, 6, 44],
  'sep4020-arm.txt': [32n * MiB, 1, 44],
  'x86-dimms.txt': [1_341_647_872n, 3, 44],
  'x86-gap.txt': [804_776_960n, 3, 44],
};

/** [code, line, column] of the real ones that are no memory listing. */
const REFUSED: Record<string, [string, number, number]> = {
  'keystone-boot-alias-malformed.txt': ['bad-line', 3, 13],
  's390-crashkernel-block7.txt': ['no-memory', 1, 1],
  'x86-unprivileged.txt': ['all-zero', 1, 1],
};

describe('real listings', () => {
  test.each(Object.entries(LSMEM))('lsmem: %s', (name, [online, offline, block, ranges]) => {
    const found = read(load(`lsmem/${name}`));
    expect(found.totals).toEqual({ online, offline });
    expect(found.blockSize).toBe(block);
    expect(found.ranges).toHaveLength(ranges);
    expect(found.format).toBe('lsmem');
  });

  test.each(Object.entries(IOMEM))('/proc/iomem: %s', (name, [online, ranges, bits]) => {
    const found = read(load(`iomem/${name}`));
    expect(found.totals).toEqual({ online, offline: 0n });
    expect(found.blockSize).toBeNull();
    expect(found.ranges).toHaveLength(ranges);
    const parts = importScenarioParts(found);
    expect([parts.physicalBits, parts.blockSize]).toEqual([bits, '0x1000000']);
  });

  test.each(Object.entries(REFUSED))('refused: %s', (name, [code, line, column]) => {
    const result = readImport(load(`iomem/${name}`));
    expect(result).toMatchObject({ ok: false, error: { code, line, column } });
  });

  test('no fixture is left out', () => {
    const texts = (dir: string) =>
      readdirSync(join(FIXTURES, dir)).filter((f) => f.endsWith('.txt'));
    expect(texts('lsmem').sort()).toEqual(Object.keys(LSMEM).sort());
    expect(texts('iomem').sort()).toEqual([...Object.keys(IOMEM), ...Object.keys(REFUSED)].sort());
  });
});

interface Forms {
  readonly blockSize?: number;
  readonly blocks?: readonly (readonly [number, string])[];
  readonly forms: Readonly<Record<string, string>>;
}

/** The ranges of a machine from its blocks, by the kernel's own rule: block n begins at n times the size. */
function rangesOf({ blockSize = 0, blocks = [] }: Forms): Import['ranges'] {
  const ranges: { start: bigint; end: bigint; state: 'online' | 'offline' }[] = [];
  for (const [index, state] of [...blocks].sort((a, b) => a[0] - b[0])) {
    const start = BigInt(index) * BigInt(blockSize);
    const end = start + BigInt(blockSize);
    const last = ranges.at(-1);
    if (last?.end === start && last.state === state) last.end = end;
    else ranges.push({ start, end, state: state === 'online' ? 'online' : 'offline' });
  }
  return ranges;
}

const REFUSED_FORMS = ['lsmem --output RANGE,SIZE --split', '--summary=only', '-o BLOCK,SIZE'];
/** Merged over states, as asked for: only the summary still tells. */
const MERGED_FORMS = ['-S none', '-S NODE'];

describe.each(['s390-zvm-6g', 'x86_64-16g'])('every form of one machine: %s', (name) => {
  const machine = JSON.parse(load(`lsmem/${name}.forms.json`)) as Forms;
  const ranges = rangesOf(machine);
  const mixed = ranges.some((r) => r.state === 'offline');
  const isOneOf = (forms: string[], form: string) => forms.some((f) => form.includes(f));

  test.each(Object.entries(machine.forms))('%s', (form, text) => {
    if (isOneOf(REFUSED_FORMS, form)) {
      const result = readImport(text);
      expect(result).toMatchObject({ ok: false, error: { code: 'unknown-format', line: 1 } });
      expect(result.ok ? '' : result.error.message).toContain('lsmem -o RANGE,STATE');
      return;
    }
    const found = read(text);
    expect(found.blockSize).toBe(BigInt(machine.blockSize ?? 0));
    const merged = mixed && isOneOf(MERGED_FORMS, form);
    if (!merged) expect(found.ranges).toEqual(ranges);
    expect(found.notices.some((n) => n.includes('the summary says'))).toBe(merged);
  });

  test('what -b says is what is read, to the byte', () => {
    const text = machine.forms['lsmem -b (2.38.1)'] ?? '';
    const said = [...text.matchAll(/^Total \w+ memory: +(\d+)$/gm)].map((m) => BigInt(m[1] ?? ''));
    const { online, offline } = read(text).totals;
    expect([online, offline]).toEqual(said);
  });
});

test.each(['pseries-offline', 'x86-dimms', 'x86-gap'])(
  'four forms of a live machine: %s',
  (name) => {
    const forms = JSON.parse(load(`lsmem/${name}.forms.json`)) as Record<string, string>;
    const [first, ...others] = Object.values(forms).map(read);
    expect(others).toHaveLength(3);
    for (const other of others) {
      expect(other.ranges).toEqual(first?.ranges);
      expect(other.blockSize).toBe(first?.blockSize);
    }
  },
);

test.each(['languages', 'leaving'])('lsmem in many languages: %s', (name) => {
  const languages = JSON.parse(load(`lsmem/s390-zvm-6g.${name}.json`)) as Record<
    string,
    Record<string, string>
  >;
  const ranges = rangesOf(JSON.parse(load('lsmem/s390-zvm-6g.forms.json')) as Forms);
  for (const text of Object.values(languages).flatMap((forms) => Object.values(forms))) {
    const found = read(text);
    expect(found.ranges).toEqual(ranges);
    expect(found.blockSize).toBe(256n * MiB);
    expect(found.notices.some((n) => n.includes('the summary says'))).toBe(false);
    expect(found.notices.some((n) => n.includes('going offline'))).toBe(name === 'leaving');
  }
});

test('a listing shortened by its author says that rows are missing', () => {
  const source = toImportSource(read(load('lsmem/cxl-snc-tail-only.txt')));
  expect(source.notices[0]).toContain('1 line of dots');
  expect(source.notices[1]).toContain('rows left out');
});

test('a section exists if any byte of it is memory, and what that adds is said', () => {
  const found = read(load('iomem/x86-dimms.txt'));
  const parts = importScenarioParts(found);
  expect(parts.boot[0]).toEqual({ start: '0x1000', size: '0x9ec00' });
  expect(parts.notices.at(-1)).toContain('529,408 bytes');
});
