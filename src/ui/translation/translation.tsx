import type { ReactNode } from 'react';
import type { Translation as Answer } from '../../machine/translation.ts';
import type { State } from '../../store/store.ts';
import type { Scene } from '../../worker/protocol.ts';
import { Button } from '../kit/button.tsx';
import { Panel } from '../kit/panel.tsx';
import { Scroller } from '../kit/scroller.tsx';
import { useStore } from '../kit/use-store.ts';
import { AddressField } from './address-field.tsx';
import { BitBoxes } from './bit-boxes.tsx';
import { BitWalk } from './bit-walk.tsx';
import { DeviceTruth } from './device-truth.tsx';
import { fieldsOf, visitsOf } from './fields.ts';
import { Invitation } from './invitation.tsx';
import { NamesTable } from './names-table.tsx';
import { useAnswer } from './use-answer.ts';
import { type Offer, useOffer } from './use-offer.ts';
import { VisitList } from './visit-list.tsx';
import { headline } from './words.ts';

interface TranslationProps {
  readonly size: 'wide' | 'normal' | 'narrow';
}

/** As wide as the panel is at rest, so that the fields stay in their place when it grows. */
const AT_REST = 'w-[calc((100vw-3rem)*348/1392-1.25rem-1px)] shrink-0';

const sceneOf = (state: State): Scene | null => state.scene;

/** Where an address goes: bit field by bit field through the driver's tables, and what the device really reads. */
export function Translation({ size }: TranslationProps): ReactNode {
  const scene = useStore(sceneOf);
  const asked = useAnswer();
  const offer = useOffer(asked.text);
  if (!scene)
    return (
      <Panel label="Translation" named>
        {null}
      </Panel>
    );
  const wide = size === 'wide';
  return (
    <Panel
      label="Translation"
      named
      fact={headline(asked.answer, scene)}
      tools={offer.address !== null && <OfferButton offer={offer} />}
    >
      <div className="flex min-h-0 flex-1 flex-col gap-1 low:gap-0.5">
        {/* The field is the same element at every size: the panel grows at the first key typed into it. */}
        <div className={wide ? 'flex shrink-0 items-start justify-between gap-5' : 'shrink-0'}>
          {wide && (
            <div className="min-w-0 flex-1">
              {asked.answer && <DeviceTruth answer={asked.answer} scene={scene} size="wide" />}
            </div>
          )}
          <div className={wide ? AT_REST : ''}>
            <AddressField asked={asked} offer={offer} />
          </div>
        </div>
        <Scroller label="The way of the address" className="flex flex-1 flex-col gap-1 low:gap-0.5">
          {asked.answer ? (
            <Way answer={asked.answer} scene={scene} size={size} />
          ) : (
            asked.text.trim() === '' && <Invitation scene={scene} />
          )}
        </Scroller>
      </div>
    </Panel>
  );
}

/** What is selected elsewhere, one press away. */
function OfferButton({ offer }: { readonly offer: Offer }): ReactNode {
  return (
    <Button kind="plain" className="-my-1 -mr-1.5 gap-1 px-1.5 text-map" onClick={offer.take}>
      Ask <span className="font-mono text-tiny">{offer.address}</span>
    </Button>
  );
}

interface WayProps extends TranslationProps {
  readonly answer: Answer;
  readonly scene: Scene;
}

function Way({ answer, scene, size }: WayProps): ReactNode {
  const physical = answer.physical === null ? null : BigInt(answer.physical);
  const fields = physical === null ? [] : fieldsOf(physical, scene.map.kind);
  const hasMap = scene.map.kind === 'flat' || scene.map.kind === 'three-level';
  const visits = hasMap ? visitsOf(answer, scene.map) : [];
  const names = <NamesTable answer={answer} map={scene.map} size={size} />;
  if (size === 'wide')
    return (
      <>
        {fields.length > 0 && <BitWalk fields={fields} visits={visits} />}
        {names}
      </>
    );
  return (
    <>
      {fields.length > 0 && <BitBoxes fields={fields} visits={visits} />}
      {names}
      <DeviceTruth answer={answer} scene={scene} size={size} />
      <VisitList visits={visits} />
    </>
  );
}
