/** The bus address at which the region and the map begin: EHEA_BUSMAP_START (drivers/net/ehea/ehea.h, Linux 2.6.24). */
export const BUSMAP_START = 0x8000000000000000n;
