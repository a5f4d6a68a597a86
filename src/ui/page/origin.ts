/** Where a scene that everybody knows comes from. A map: titles come from strangers, `__proto__` among them. */
const ORIGINS: ReadonlyMap<string, string> = new Map([
  ['The thread’s partition', 'LKML, 13 Feb 2008'],
  ['The same, as shipped', 'LKML, 13 Feb 2008'],
]);

/** What stands small beside the title: the format that was read, or where a known scene comes from. */
export function originOf(title: string, format: string | null): string | undefined {
  return format !== null && !title.includes(format) ? format : ORIGINS.get(title);
}
