/**
 * What a miss sets off in the flat driver: transfers are stopped and the re-registration is queued, once - if the
 * flag was set already, nothing (ehea_map_vaddr, drivers/net/ehea/ehea_qmr.c, Linux 2.6.24).
 */
export const missInFlat = (stopped: boolean): { stopped: true; schedules: boolean } => ({
  stopped: true,
  schedules: !stopped,
});
