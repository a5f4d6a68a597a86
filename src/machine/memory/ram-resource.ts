/**
 * The lines of /proc/iomem that are memory (kernel/resource.c; mm/memory_hotplug.c, register_memory_resource and
 * release_mem_region_adjustable, Linux 6.1 and 6.12).
 */
export interface RamResource {
  readonly start: bigint;
  /** One past the last byte. */
  readonly end: bigint;
  /** `System RAM`, or with the name of the driver that brought it. */
  readonly label: string;
}

export const overlaps = (a: { start: bigint; end: bigint }, b: { start: bigint; end: bigint }) =>
  a.start < b.end && b.start < a.end;

/** With a line more; merged with its neighbours of the same name if it was asked for so (MHP_MERGE_RESOURCE). */
export function addResource(
  all: readonly RamResource[],
  added: RamResource,
  merge: boolean,
): readonly RamResource[] {
  const touches = (r: RamResource) =>
    merge && r.label === added.label && (r.end === added.start || r.start === added.end);
  let { start, end } = added;
  for (const r of all.filter(touches)) {
    if (r.start < start) start = r.start;
    if (r.end > end) end = r.end;
  }
  const joined = { start, end, label: added.label };
  return [...all.filter((r) => !touches(r)), joined].sort((a, b) => (a.start < b.start ? -1 : 1));
}

/** Only what lies within one line can be let go of (release_mem_region_adjustable). */
export const isWithin = <T extends number | bigint>(
  line: { readonly start: T; readonly end: T },
  start: T,
  end: T,
): boolean => line.start <= start && line.end >= end;

/** Without these bytes: a line is dropped, trimmed or split. A range over several lines releases none of them. */
export function releaseResource(
  all: readonly RamResource[],
  start: bigint,
  end: bigint,
): readonly RamResource[] {
  return all.flatMap((r) => {
    if (!isWithin(r, start, end)) return [r];
    const rest = [
      { ...r, end: start },
      { ...r, start: end },
    ];
    return rest.filter((piece) => piece.start < piece.end);
  });
}

/** walk_system_ram_range: is every page of it memory? Lines count from their first whole page to their last. */
export function isWhollyRam(
  all: readonly RamResource[],
  start: bigint,
  end: bigint,
  pageSize: bigint,
): boolean {
  let at = start;
  for (const r of [...all].sort((a, b) => (a.start < b.start ? -1 : 1))) {
    const from = ((r.start + pageSize - 1n) / pageSize) * pageSize;
    const to = (r.end / pageSize) * pageSize;
    if (from <= at && to > at) at = to;
  }
  return at >= end;
}
