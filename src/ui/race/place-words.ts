import { counted } from '../../machine/units/bytes.ts';
import type { Place } from '../../race/result.ts';

/** `Chromium 156, 2 cores` */
export const placeName = ({ browser, cores }: Place): string =>
  `${browser}, ${counted(cores, 'core')}`;
