/** The one worker. A module of its own, first of all imports: it starts before React has been evaluated. */
export const worker = new Worker(new URL('../../worker/host.ts', import.meta.url), {
  type: 'module',
});
