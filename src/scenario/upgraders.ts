/**
 * Old scenarios open for ever: each upgrader turns the JSON of version n into that of version n + 1, and a text
 * is taken through all that it lacks before it is checked. A new version is a new entry here, never an edit.
 */

export type JsonObject = Readonly<Record<string, unknown>>;
export type Upgrader = (value: JsonObject) => JsonObject;

/** The version that this program writes. */
export const VERSION = 1;

/** UPGRADERS[n] turns version n + 1 into n + 2. Version 1 is the first. */
export const UPGRADERS: readonly Upgrader[] = [];

/** Throws if a version has no way to the next: a mistake here, never of a text. */
export function checkChain(upgraders: readonly Upgrader[], version: number): void {
  if (upgraders.length !== version - 1)
    throw new Error(`version ${version} needs ${version - 1} upgraders, not ${upgraders.length}`);
}
checkChain(UPGRADERS, VERSION);

/** The value as the present version would have written it. */
export const upgrade = (
  value: JsonObject,
  from: number,
  upgraders: readonly Upgrader[] = UPGRADERS,
): JsonObject => upgraders.slice(from - 1).reduce((old, next) => next(old), value);
