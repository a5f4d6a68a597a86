import type { ReactNode } from 'react';

/** Memory, a long nothing, and a little memory again. */
export function Mark(): ReactNode {
  return (
    <svg width="26" height="16" viewBox="0 0 26 16" aria-hidden="true" className="shrink-0">
      <rect y="4" width="9" height="8" className="fill-on" />
      {[12, 15, 18].map((x) => (
        <rect key={x} x={x} y="7.25" width="1" height="1.5" className="fill-ink3" />
      ))}
      <rect x="22" y="4" width="3" height="8" className="fill-on" />
    </svg>
  );
}
