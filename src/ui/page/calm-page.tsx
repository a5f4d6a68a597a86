import type { ReactNode } from 'react';
import { Mark } from './mark.tsx';

interface CalmPageProps {
  readonly heading: string;
  readonly children: ReactNode;
}

/** A page in place of the instrument: what is wrong, and ways on. */
export function CalmPage({ heading, children }: CalmPageProps): ReactNode {
  return (
    <main className="mx-auto flex min-h-full max-w-140 flex-col justify-center gap-4 px-6 py-12">
      <p className="flex items-center gap-2 font-semibold">
        <Mark />
        Sparsescope
      </p>
      <h1 className="text-[1.75rem]/8 font-semibold tracking-[-0.02em]">{heading}</h1>
      {children}
    </main>
  );
}
