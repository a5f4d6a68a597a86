import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitraryScenario } from '../scenario/arbitrary-scenario.test-data.ts';
import { formatScenario, scenarioValue } from '../scenario/format-scenario.ts';
import { parseScenario } from '../scenario/parse-scenario.ts';
import type { JsonSchema } from './json-schema.ts';
import { scenarioSchema } from './scenario-schema.ts';

const written = JSON.parse(
  readFileSync(new URL('../scenario/scenario.schema.json', import.meta.url), 'utf8'),
) as JsonSchema;

it('the schema in the repository is the one that comes out (npm run schema)', () => {
  expect(written).toEqual(JSON.parse(JSON.stringify(scenarioSchema())));
});

type Rule = (wanted: unknown, value: unknown, schema: JsonSchema) => boolean;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
};

const count = (wanted: unknown, value: unknown): boolean =>
  (wanted as JsonSchema[]).filter((one) => isValid(one, value)).length > 0;

/** As much of JSON Schema as ours uses, written from its specification (2020-12), so that the schema itself is tested. */
const RULES: Readonly<Record<string, Rule>> = {
  $ref: (wanted, value) =>
    isValid((written['$defs'] as Record<string, JsonSchema>)[String(wanted).slice(8)] ?? {}, value),
  type: (wanted, value) =>
    [wanted].flat().some((t) => t === typeOf(value) || (t === 'number' && typeof value === t)),
  const: (wanted, value) => wanted === value,
  enum: (wanted, value) => (wanted as unknown[]).includes(value),
  minimum: (wanted, value) => typeof value !== 'number' || value >= Number(wanted),
  maximum: (wanted, value) => typeof value !== 'number' || value <= Number(wanted),
  pattern: (wanted, value) =>
    typeof value !== 'string' || new RegExp(String(wanted), 'u').test(value),
  minLength: (wanted, value) => typeof value !== 'string' || [...value].length >= Number(wanted),
  maxLength: (wanted, value) => typeof value !== 'string' || [...value].length <= Number(wanted),
  maxItems: (wanted, value) => !Array.isArray(value) || value.length <= Number(wanted),
  items: (wanted, value) =>
    !Array.isArray(value) || value.every((one) => isValid(wanted as JsonSchema, one)),
  anyOf: count,
  oneOf: (wanted, value) =>
    (wanted as JsonSchema[]).filter((one) => isValid(one, value)).length === 1,
  not: (wanted, value) => !isValid(wanted as JsonSchema, value),
  required: (wanted, value) =>
    !isRecord(value) || (wanted as string[]).every((key) => Object.hasOwn(value, key)),
  properties: (wanted, value) =>
    !isRecord(value) ||
    Object.entries(wanted as Record<string, JsonSchema>).every(
      ([key, schema]) => !Object.hasOwn(value, key) || isValid(schema, value[key]),
    ),
  additionalProperties: (_, value, { properties = {} }) =>
    !isRecord(value) || Object.keys(value).every((key) => Object.hasOwn(properties as object, key)),
};

function isValid(schema: JsonSchema, value: unknown): boolean {
  return Object.entries(schema).every(([key, wanted]) => {
    if (['$schema', '$defs', 'title', 'description'].includes(key)) return true;
    const rule = RULES[key];
    if (!rule) throw new Error(`The test does not know ${key}.`);
    return rule(wanted, value, schema);
  });
}

it('what is written fits the schema', () => {
  fc.assert(
    fc.property(arbitraryScenario, (given) => {
      expect(isValid(written, scenarioValue(given))).toBe(true);
      expect(isValid(written, JSON.parse(formatScenario(given)))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

const ODD = fc.constantFrom<unknown>(
  ...[null, true, -1, 0, 1, 1.5, 1e300, '', '0x', '0x10', '0x30000000', 'online', 'NOTIFY_OK'],
  ...['-ENOMEM', '6.1', 'none', 'a\nb', 'x'.repeat(200), [], {}, { type: 'work' }, [[]]],
);

/** The value with something odd in the place of one of its members, or beside them. */
function spoil(value: unknown, odd: unknown, path: readonly number[]): unknown {
  const [at = 0, ...rest] = path;
  if (!isRecord(value) && !Array.isArray(value)) return odd;
  const keys = [...Object.keys(value), ...(Array.isArray(value) ? [] : ['other', 'size'])];
  const key = keys[at % keys.length];
  if (key === undefined) return [odd];
  const inner = (value as Record<string, unknown>)[key];
  const spoiled = rest.length === 0 ? odd : spoil(inner, odd, rest);
  if (Array.isArray(value)) return value.map((one, i) => (String(i) === key ? spoiled : one));
  return { ...value, [key]: spoiled };
}

/** What the schema cannot say, because it is about more than one value. */
const BEYOND =
  /(?:overlap|beyond|not built|expected a step from|a range of memory has|at least one byte|needs|CONFIG|without|callbacks at a time|16 GiB|goes with|exported)/;

it('what does not fit the schema is refused, and what fits is refused for more than one value alone', () => {
  fc.assert(
    fc.property(
      arbitraryScenario,
      ODD,
      fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
      (given, odd, path) => {
        const spoiled = spoil(scenarioValue(given), odd, path);
        const read = parseScenario(JSON.stringify(spoiled));
        if (!isValid(written, JSON.parse(JSON.stringify(spoiled)))) expect(read.ok).toBe(false);
        else if (!read.ok) expect(read.error.message).toMatch(BEYOND);
      },
    ),
    { numRuns: 500 },
  );
});
