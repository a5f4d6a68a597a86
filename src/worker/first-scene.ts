import { boot } from '../machine/boot.ts';
import { editionOf } from '../machine/kernel/editions.ts';
import { thread } from '../scenario/presets/thread.ts';
import { startOf } from '../scenario/start-of.ts';
import { bootAccount } from '../timeline/boot-account.ts';
import type { Scene } from './protocol.ts';
import { makeScene } from './scene.ts';

/**
 * The thread, switched on: what a first visit sees before the history, which can do more than that, is there.
 * A test holds the two to be one picture.
 */
export function firstScene(): Scene {
  const { config, boot: extents } = startOf(thread.scenario);
  const edition = editionOf(config.kernel);
  if (!edition) throw new Error(`The thread’s kernel ${config.kernel} is missing.`);
  const { machine, trace } = boot(config, edition, extents);
  const account = bootAccount(machine, trace);
  const moment = { trace, outcome: { ret: 0, errno: null }, account };
  return makeScene(machine, null, moment, {
    epoch: 0,
    title: thread.title,
    startConfig: config,
    step: 0,
    steps: 0,
    accounts: [account],
    branches: [],
    event: null,
    source: null,
    device: null,
  });
}
