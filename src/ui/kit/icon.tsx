import type { ReactNode } from 'react';

/** 16 grid, 1.4 stroke, round caps. Memory is never an icon: it is drawn in its own marks. */
const PATHS = {
  back: 'M10 3.5 5.5 8l4.5 4.5',
  forward: 'M6 3.5 10.5 8 6 12.5',
  play: 'M5 3.4v9.2L12.4 8Z',
  pause: 'M5.4 3.5v9M10.6 3.5v9',
  undo: 'M5.5 3 2.8 5.7l2.7 2.7M3 5.7h6.2a3.6 3.6 0 0 1 0 7.2H5.6',
  redo: 'M10.5 3l2.7 2.7-2.7 2.7M13 5.7H6.8a3.6 3.6 0 0 0 0 7.2h3.6',
  link: 'M6.7 9.3a2.6 2.6 0 0 0 3.8.2l2-2a2.6 2.6 0 0 0-3.7-3.7l-.9.9M9.3 6.7a2.6 2.6 0 0 0-3.8-.2l-2 2a2.6 2.6 0 0 0 3.7 3.7l.9-.9',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  fit: 'M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3',
  close: 'M4 4l8 8M12 4l-8 8',
  sun: 'M8 5.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6ZM8 1.4v1.2M8 13.4v1.2M1.4 8h1.2M13.4 8h1.2M3.3 3.3l.9.9M11.8 11.8l.9.9M3.3 12.7l.9-.9M11.8 4.2l.9-.9',
  moon: 'M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6Z',
  system: 'M2.5 3.5h11v7.5h-11ZM6 13.5h4M8 11v2.5',
  help: 'M6 6.1a2 2 0 1 1 3.1 1.7c-.7.5-1.1.9-1.1 1.7M8 11.9v.1M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8Z',
  menu: 'M3 4.5h10M3 8h10M3 11.5h10',
  down: 'M4.5 6.5 8 10l3.5-3.5',
  copy: 'M6 5.5h6.5V13H6ZM3.5 10.5V3h6.5',
  check: 'M3.5 8.5 6.5 11.5 12.5 4.5',
  command: 'M3 4.5 6.5 8 3 11.5M8.5 11.5H13',
  branch: 'M4.5 3v10M4.5 9.5c0-3.5 7-1.5 7-5.5M11.5 4V3',
} as const;

export type IconName = keyof typeof PATHS;

/** A line icon in the current colour; the control that holds it carries the name. */
export function Icon({
  name,
  size = 16,
}: {
  readonly name: IconName;
  readonly size?: number;
}): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill={name === 'play' ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className="shrink-0"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
