import type { ReactNode } from 'react';
import { formatHex } from '../../../machine/units/address.ts';
import { sectionOf, sectionStart } from '../../../machine/units/section.ts';
import { Button } from '../../kit/button.tsx';
import { Field } from '../../kit/field.tsx';
import { useStoreApi } from '../../kit/use-store.ts';
import type { AskedAddress } from './asked-address.ts';
import { firstSection, lastSection, nextHole } from './places-to-ask.ts';

interface QuestionToolsProps {
  readonly question: AskedAddress;
  readonly bounds: Float64Array;
}

/** Which address is looked up: the page's one question. */
export function QuestionTools({ question, bounds }: QuestionToolsProps): ReactNode {
  const store = useStoreApi();
  const { asked, address, error } = question;
  const { ask } = store.getState();
  const go = (section: number | null): void => {
    if (section !== null) ask(formatHex(sectionStart(section)), 'physical');
  };
  const hole = nextHole(bounds, sectionOf(address));
  const isEmpty = bounds.length === 0;
  return (
    <div className="ex-tools">
      <div className="ex-field">
        <Field
          label="Address to look up"
          placeholder={formatHex(address)}
          value={asked.text}
          error={error}
          onChange={(event) => ask(event.target.value, asked.chosen)}
        />
      </div>
      <Button disabled={isEmpty} onClick={() => go(firstSection(bounds))}>
        First section
      </Button>
      <Button disabled={isEmpty} onClick={() => go(lastSection(bounds))}>
        Last section
      </Button>
      <Button disabled={hole === null} onClick={() => go(hole)}>
        A hole
      </Button>
    </div>
  );
}
