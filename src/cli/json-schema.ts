import type * as v from 'valibot';

/**
 * JSON Schema (2020-12) from the valibot schemas that scenarios are read with. What a check does is a function; what it
 * means to other programs stands beside it as metadata (`meaning` in scenario/plain-schemas.ts).
 */

export type JsonSchema = { readonly [key: string]: unknown };

type Converter = (schema: Node) => JsonSchema;

/** A schema, or an action within a pipe, as far as it is looked into. */
interface Node {
  readonly kind: string;
  readonly type: string;
  readonly pipe?: readonly Node[];
  readonly entries?: Readonly<Record<string, Node>>;
  readonly options?: readonly unknown[];
  readonly wrapped?: Node;
  readonly item?: Node;
  readonly literal?: unknown;
  readonly requirement?: unknown;
  readonly metadata?: { readonly json?: JsonSchema; readonly variants?: readonly Node[] };
}

/** Throws for a kind of schema that it does not know: a mistake of ours. */
export const toJsonSchema = (schema: v.GenericSchema): JsonSchema => convert(asNode(schema));

/** Valibot's types hide what its schemas hold; the converters look for themselves. */
const asNode = (value: unknown): Node => value as Node;

function convert(schema: Node): JsonSchema {
  if (!schema.pipe) return convertBare(schema);
  return Object.assign({}, ...schema.pipe.map(convertItem));
}

function convertBare(schema: Node): JsonSchema {
  const converter = CONVERTERS.get(schema.type);
  if (!converter) throw new Error(`There is no JSON Schema for "${schema.type}" yet.`);
  return converter(schema);
}

const CONVERTERS: ReadonlyMap<string, Converter> = new Map<string, Converter>([
  ['string', () => ({ type: 'string' })],
  ['number', () => ({ type: 'number' })],
  ['unknown', () => ({})],
  ['custom', () => ({})],
  ['lazy', () => ({})],
  ['literal', ({ literal }) => ({ const: literal })],
  ['picklist', ({ options = [] }) => ({ enum: options })],
  ['union', ({ options = [] }) => ({ anyOf: options.map((one) => convert(asNode(one))) })],
  ['array', ({ item }) => ({ type: 'array', items: item ? convert(item) : {} })],
  ['optional', ({ wrapped }) => (wrapped ? convert(wrapped) : {})],
  ['strict_object', convertObject],
]);

function convertObject({ entries = {} }: Node): JsonSchema {
  const keys = Object.keys(entries);
  const required = keys.filter((key) => entries[key]?.type !== 'optional');
  return {
    type: 'object',
    properties: Object.fromEntries(keys.map((key) => [key, convert(asNode(entries[key]))])),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}

function convertItem(action: Node): JsonSchema {
  if (action.kind === 'schema') return convert(action);
  if (action.type === 'metadata') return fromMetadata(action);
  if (action.type === 'regex') return { pattern: (action.requirement as RegExp).source };
  if (action.type === 'max_length') return { maxItems: action.requirement };
  if (action.type === 'check' || action.type === 'transform') return {};
  throw new Error(`There is no JSON Schema for the action "${action.type}" yet.`);
}

function fromMetadata({ metadata = {} }: Node): JsonSchema {
  return metadata.variants ? { anyOf: metadata.variants.map(convert) } : (metadata.json ?? {});
}
