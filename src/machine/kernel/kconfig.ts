import type { Generation } from '../driver/generation.ts';
import type { OptionKey, Options } from './options.ts';
import type { Source } from './source.ts';

/** Values that settings must have for a rule to speak, or for it to be kept: each of the keys one of its values. */
export type Settings = { readonly [K in OptionKey]?: readonly Options[K][] } & {
  readonly builtBy?: readonly Generation['builtBy'][];
  /** The driver registers a callback with the memory chain. */
  readonly listens?: readonly boolean[];
};

/** What forbids a build, a boot, or a word on its command line: where `when` holds, `needs` must. */
export interface Rule {
  readonly when: Settings;
  readonly needs: Settings;
  /** The option that is refused. */
  readonly field: OptionKey;
  /** What the rule says, in one sentence. */
  readonly says: string;
  readonly source: Source;
}

export interface Given extends Options {
  readonly builtBy: Generation['builtBy'];
  readonly listens: boolean;
}

const holds = (settings: Settings, given: Given): boolean =>
  Object.entries(settings).every(([key, values]) =>
    (values as readonly unknown[]).includes(given[key as keyof Given]),
  );

/** The first rule that these options break; undefined if they build and boot. */
export const brokenRule = (rules: readonly Rule[], given: Given): Rule | undefined =>
  rules.find((rule) => holds(rule.when, given) && !holds(rule.needs, given));
