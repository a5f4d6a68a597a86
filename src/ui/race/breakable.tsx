import type { ReactNode } from 'react';

/** `SPARSEMEM_EXTREME` in two lines, where one is too short. */
export const Breakable = ({ name }: { readonly name: string }): ReactNode => {
  const [head = '', ...rest] = name.split('_');
  return rest.length === 0 ? name : [`${head}_`, <wbr key="break" />, rest.join('_')];
};
