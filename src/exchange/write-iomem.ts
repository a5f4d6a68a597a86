import type { ByteRange } from './listed-range.ts';

/**
 * /proc/iomem as root reads it, of memory alone: a line for each resource, `%08x-%08x : System RAM`, the end inclusive
 * (kernel/resource.c, r_show, Linux 7.1.5). What is no memory, and what lies within it, such as the kernel's code, a layout
 * does not know. Yields lines without their breaks.
 */
export function* writeIomem(ranges: Iterable<ByteRange>): Generator<string> {
  for (const { start, end } of ranges) yield `${digits(start)}-${digits(end - 1n)} : System RAM`;
}

const digits = (address: bigint): string => address.toString(16).padStart(8, '0');
