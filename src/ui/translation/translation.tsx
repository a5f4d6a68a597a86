import type { ReactNode } from 'react';
import type { State } from '../../store/store.ts';
import type { Translation as Answer, Scene } from '../../worker/protocol.ts';
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
import { VisitList } from './visit-list.tsx';
import { headline } from './words.ts';

interface TranslationProps {
  readonly size: 'wide' | 'normal' | 'narrow';
}

const sceneOf = (state: State): Scene | null => state.scene;

/** Where an address goes: bit field by bit field through the driver's tables, and what the device really reads. */
export function Translation({ size }: TranslationProps): ReactNode {
  const scene = useStore(sceneOf);
  const asked = useAnswer();
  if (!scene) return <Panel label="Translation">{null}</Panel>;
  return (
    <Panel label="Translation" fact={headline(asked.answer, scene)}>
      <div className="flex min-h-0 flex-1 flex-col gap-1.5">
        <AddressField asked={asked} size={size} />
        <Scroller
          label="The way of the address"
          className="-mx-2 flex flex-1 flex-col gap-1.5 px-2"
        >
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

interface WayProps extends TranslationProps {
  readonly answer: Answer;
  readonly scene: Scene;
}

function Way({ answer, scene, size }: WayProps): ReactNode {
  const physical = answer.physical === null ? null : BigInt(answer.physical);
  const fields = physical === null ? [] : fieldsOf(physical, scene.map.kind);
  const visits = scene.map.kind === 'none' ? [] : visitsOf(answer, scene.map);
  const names = <NamesTable answer={answer} map={scene.map} size={size} />;
  const truth = <DeviceTruth answer={answer} scene={scene} />;
  if (size === 'wide')
    return (
      <>
        {fields.length > 0 && <BitWalk fields={fields} visits={visits} />}
        {names}
        {truth}
      </>
    );
  return (
    <>
      {fields.length > 0 && <BitBoxes fields={fields} />}
      {names}
      {truth}
      <VisitList visits={visits} />
    </>
  );
}
