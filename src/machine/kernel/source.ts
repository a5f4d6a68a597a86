/** Where a fact stands: file and version, and how we know it. */
export interface Source {
  /** Of a fact that was not read: the edition whose rule is borrowed. */
  readonly file: string;
  readonly kind: 'ran' | 'read' | 'derived' | 'ours' | 'not read';
}

export const read = (file: string): Source => ({ file, kind: 'read' });
export const ran = (file: string): Source => ({ file, kind: 'ran' });
export const derived = (file: string): Source => ({ file, kind: 'derived' });
export const ours = (what: string): Source => ({ file: what, kind: 'ours' });
/** Not read: taken as in that edition. */
export const asIn = (label: string): Source => ({ file: label, kind: 'not read' });
