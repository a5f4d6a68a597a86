/** EHEA_MAP_ENTRIES: entries of every table, whatever its level (drivers/net/ehea/ehea.h, Linux 2.6.28 to 7.1.5). */
export const MAP_ENTRIES = 8192;
/** Bytes of every table: 8,192 pointers or u64. */
export const TABLE_BYTES = MAP_ENTRIES * 8;
