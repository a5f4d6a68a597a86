import type { ComponentProps, ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

const SHAPE =
  'inline-flex h-7 shrink-0 cursor-pointer items-center justify-center gap-1.5 rounded-md text-xs font-medium whitespace-nowrap text-ink transition-colors duration-90 disabled:cursor-default disabled:opacity-40 aria-disabled:cursor-default aria-disabled:opacity-40 phone:h-11';

const KINDS = {
  line: 'ring-1 ring-inset ring-edge hover:bg-sunk',
  plain: 'hover:bg-sunk',
  filled: 'bg-ink text-paper hover:bg-ink2',
} as const;

interface ButtonProps extends ComponentProps<'button'> {
  /** One filled button at most per region. */
  readonly kind?: keyof typeof KINDS;
  readonly icon?: IconName;
}

/** A control with words; 28 high, 44 on a phone. */
export function Button({
  kind = 'line',
  icon,
  className = '',
  children,
  ...rest
}: ButtonProps): ReactNode {
  return (
    <button type="button" className={`${SHAPE} ${KINDS[kind]} px-2.5 ${className}`} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon' | 'disabled'> {
  /** Named, not removed: a button that goes dead under the focus would swallow the keys. */
  readonly disabled?: boolean;
  readonly icon: IconName;
  /** Accessible name, and the first line of the tooltip. */
  readonly label: string;
  /** Second line of the tooltip: a key, for instance. */
  readonly hint?: string;
}

/** A square control that shows an icon alone. */
export function IconButton({
  icon,
  label,
  hint,
  kind = 'plain',
  className = '',
  disabled = false,
  onClick,
  ...rest
}: IconButtonProps): ReactNode {
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={disabled || undefined}
      onClick={disabled ? undefined : onClick}
      data-tip={hint ? `${label}\n${hint}` : label}
      className={`${SHAPE} ${KINDS[kind]} w-7 phone:w-11 ${className}`}
      {...rest}
    >
      <Icon name={icon} />
    </button>
  );
}
