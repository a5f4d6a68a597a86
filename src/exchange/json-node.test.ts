import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type JsonNode, nodeOf } from './json-node.ts';

/** The value again, and a check that every place holds what JSON.parse reads there. */
function readBack(node: JsonNode, text: string): unknown {
  const found: unknown = JSON.parse(text.slice(node.offset, node.end));
  if (node.items) expect(node.items.map((n) => readBack(n, text))).toEqual(found);
  if (node.members)
    expect(
      Object.fromEntries(node.members.map(([key, n]) => [key, readBack(n, text)] as const)),
    ).toEqual(found);
  return found;
}

it('finds every value where it stands', () => {
  fc.assert(
    fc.property(
      fc.jsonValue({ noUnicodeString: false }),
      fc.constantFrom(0, 1, '\t'),
      (json, indent) => {
        const text = ` ${JSON.stringify(json, null, indent)}\n`;
        // As text has it: JSON knows no -0.
        expect(readBack(nodeOf(text), text)).toEqual(JSON.parse(text));
      },
    ),
  );
});

it('tells the key and the place of each member', () => {
  const text = '{"a": [1, "b\\"]"], "\\u0063" :{}}';
  const node = nodeOf(text);
  expect(node.members?.map(([key]) => key)).toEqual(['a', 'c']);
  const [first, second] = node.members?.[0]?.[1].items ?? [];
  expect(first).toEqual({ offset: 7, end: 8, value: 1 });
  expect(second).toEqual({ offset: 10, end: 16, value: 'b"]' });
});
