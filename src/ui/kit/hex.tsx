import { type ReactNode, useState } from 'react';
import { groupHex } from '../../machine/units/address.ts';
import { copyText } from './copy-text.ts';

/** Leading zeros (with the blanks between them), and the digits that carry the value. */
export function splitHex(value: bigint): readonly [string, string] {
  const text = groupHex(value);
  const first = text.search(/[1-9a-f]/);
  const cut = first < 0 ? text.length - 1 : first;
  return [text.slice(0, cut), text.slice(cut)];
}

interface HexProps {
  readonly value: bigint;
  readonly className?: string;
  /** False: plain text, for instance inside another control. */
  readonly copy?: boolean;
}

/** An address in fours; its leading zeros are dimmed, so that the place of the first digit tells the magnitude. */
export function Hex({ value, className = '', copy = true }: HexProps): ReactNode {
  return copy ? (
    <CopyHex value={value} className={className} />
  ) : (
    <span className={`font-mono whitespace-nowrap ${className}`}>
      <Digits value={value} />
    </span>
  );
}

function Digits({ value }: { readonly value: bigint }): ReactNode {
  const [zeros, digits] = splitHex(value);
  return (
    <>
      {zeros !== '' && <span className="text-ink3">{zeros}</span>}
      {digits}
    </>
  );
}

function CopyHex({
  value,
  className,
}: {
  readonly value: bigint;
  readonly className: string;
}): ReactNode {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    if (!(await copyText(`0x${value.toString(16)}`))) return;
    setCopied(true);
    setTimeout(() => setCopied(false), 1200);
  };
  return (
    <button
      type="button"
      onClick={copy}
      data-tip={copied ? 'Copied' : 'Copy this address'}
      className={`cursor-copy rounded-[3px] text-left font-mono whitespace-nowrap hover:bg-sunk ${className}`}
    >
      <Digits value={value} />
    </button>
  );
}
