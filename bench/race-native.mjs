// The reference in C (bench/native/lookup.c): compiled, and one process of it for each workload.
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Compiles into a program; false, having said so, where there is no C compiler. */
export function compile(source, program, say) {
  const { error, status } = spawnSync('cc', ['-O2', '-o', program, source], { stdio: 'inherit' });
  if (!error && status === 0) return true;
  say('No C compiler (cc): measured without the native reference, so there are no ratios.');
  return false;
}

export const compilerVersion = () =>
  spawnSync('cc', ['--version'], { encoding: 'utf8' }).stdout.split('\n')[0];

/** One process of the reference over one workload, whose sections and queries lie in a folder. */
export async function reference(program, folder, letter, queries) {
  const child = spawn(program, [folder, letter, String(queries)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (line) => {
    if (line) child.stdin.write(`${line}\n`);
    const { value = 'na' } = await lines.next();
    return value.split(' ');
  };
  await ask();
  return {
    build: async (id) => (await ask(`build ${id}`))[0] === 'ok',
    /** Milliseconds and the sum of all answers. */
    run: async (id, count) => {
      const [, took, sum] = await ask(`run ${id} ${count}`);
      return { ms: Number(took) / 1e6, sum };
    },
    slots: async (id, count) => Number((await ask(`slots ${id} ${count}`))[1]) / 1e6,
    free: (id) => ask(`free ${id}`),
    quit: () => child.stdin.end('quit\n'),
  };
}
