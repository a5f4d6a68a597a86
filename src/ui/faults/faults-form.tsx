import { type FormEvent, type ReactNode, useState } from 'react';
import type { MachineEvent } from '../../machine/event.ts';
import type { PageKind } from '../../machine/memory/held-pages.ts';
import type { ChainAction } from '../../machine/notifier/action.ts';
import type { State } from '../../store/store.ts';
import type { Scene } from '../../worker/protocol.ts';
import { Button } from '../kit/button.tsx';
import { Chip } from '../kit/chip.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import {
  ANSWER_CHOICES,
  actionChoices,
  armedWords,
  CALL_CHOICES,
  CODE_CHOICES,
  PAGE_CHOICES,
  pagesEvent,
  rangeWords,
} from './fault-choices.ts';
import { Nth, Pick } from './pick.tsx';

const selectionOf = (s: State): State['selection'] => s.selection;

interface FaultsFormProps {
  readonly scene: Scene;
}

type Arm = (event: MachineEvent | null) => void;

/** Everything that can be made to fail, and what waits for its turn. */
export function FaultsForm({ scene }: FaultsFormProps): ReactNode {
  const store = useStoreApi();
  const [wrong, setWrong] = useState<string | null>(null);
  const arm: Arm = (event) => {
    if (!event) return setWrong('Expected which one fails: 1 is the next.');
    void store
      .getState()
      .dispatch(event)
      .then((done) => setWrong(done.ok ? null : done.error.message));
  };
  return (
    <div className="flex flex-col gap-2.5 text-xs">
      <Armed armed={scene.armed} />
      <AllocationFault arm={arm} />
      <HcallFault arm={arm} />
      <CallbackFault scene={scene} arm={arm} />
      <PagesFault arm={arm} />
      <Line
        name="Signal"
        does="Ends the offline that waits, or the next that moves pages."
        arm={() => arm({ type: 'signal' })}
      >
        <span className="flex-1 self-center text-ink2">to whoever offlines memory</span>
        <Button type="submit">Send a signal</Button>
      </Line>
      {wrong !== null && (
        <p role="alert" className="text-wrong-ink">
          {wrong}
        </p>
      )}
      <p className="text-tiny/4 text-ink3">
        Which fault comes when is ours; what follows from it is the kernel’s and the driver’s.
      </p>
    </div>
  );
}

/** What waits for its turn. */
function Armed({ armed }: { readonly armed: Scene['armed'] }): ReactNode {
  return (
    <ul aria-label="Armed faults" className="flex flex-wrap gap-1 empty:hidden">
      {armed.map((fault, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: equal faults may wait one after the other
        <li key={i} className="min-w-0">
          <Chip tone="wrong" className="max-w-full font-mono text-tiny!">
            {armedWords(fault)}
          </Chip>
        </li>
      ))}
    </ul>
  );
}

interface LineProps {
  readonly name: string;
  readonly does: string;
  readonly arm: () => void;
  readonly children: ReactNode;
}

/** One kind of fault: what it is, and the controls that arm it. */
function Line({ name, does, arm, children }: LineProps): ReactNode {
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    arm();
  };
  return (
    <form aria-label={name} onSubmit={submit} noValidate className="border-t border-line pt-2">
      <p className="mb-1 leading-4">
        <span className="font-medium text-ink">{name}</span>{' '}
        <span className="text-ink3">{does}</span>
      </p>
      <div className="flex items-end gap-1.5 phone:flex-wrap">{children}</div>
    </form>
  );
}

const nthOf = (text: string): number | null =>
  /^[1-9]\d{0,14}$/.test(text.trim()) ? Number(text) : null;

function AllocationFault({ arm }: { readonly arm: Arm }): ReactNode {
  const [nth, setNth] = useState('1');
  const n = nthOf(nth);
  return (
    <Line
      name="Allocation"
      does="The table that the driver asks for is not there: −ENOMEM, once."
      arm={() => arm(n === null ? null : { type: 'failAllocation', nth: n })}
    >
      <Nth label="nth from now" value={nth} onChange={setNth} />
      <span className="flex-1" />
      <Button type="submit">Fail the allocation</Button>
    </Line>
  );
}

function HcallFault({ arm }: { readonly arm: Arm }): ReactNode {
  const [nth, setNth] = useState('1');
  const [call, setCall] = useState('register');
  const [code, setCode] = useState('-1');
  const n = nthOf(nth);
  const which = CALLS.find((one) => one === call) ?? 'register';
  return (
    <Line
      name="Hypervisor call"
      does="It answers that code, once; a long-busy is tried again."
      arm={() =>
        arm(n === null ? null : { type: 'failHcall', nth: n, code: Number(code), call: which })
      }
    >
      <Nth label="nth from now" value={nth} onChange={setNth} />
      <Pick label="call" value={call} choices={CALL_CHOICES} onPick={setCall} className="flex-1" />
      <Pick
        label="answers"
        value={code}
        choices={CODE_CHOICES}
        onPick={setCode}
        className="flex-1"
      />
      <Button type="submit">Fail the hcall</Button>
    </Line>
  );
}

const CALLS = ['register', 'allocate', 'free', 'share'] as const;

function CallbackFault({ scene, arm }: FaultsFormProps & { readonly arm: Arm }): ReactNode {
  const names = [...scene.chain, ...scene.nodeChain].map(({ name }) => name);
  const [picked, setPicked] = useState(names[0] ?? '');
  const [asked, setAsked] = useState<string>('MEM_GOING_OFFLINE');
  const [answer, setAnswer] = useState('NOTIFY_BAD');
  const name = names.includes(picked) ? picked : (names[0] ?? '');
  const actions = actionChoices(scene, name);
  const action = (actions.find((a) => a.value === asked) ?? actions[0])?.value as ChainAction;
  if (name === '') return null;
  return (
    <Line
      name="Callback"
      does="The next time it is asked that, it answers so, and does nothing else."
      arm={() => arm({ type: 'failCallback', name, action, answer })}
    >
      <Pick
        label="callback"
        value={name}
        choices={names.map((value) => ({ value, label: value }))}
        onPick={setPicked}
        className="flex-1"
      />
      <Pick
        label="action"
        value={action}
        choices={actions}
        onPick={setAsked}
        className="flex-[1.4]"
      />
      <Pick
        label="answers"
        value={answer}
        choices={ANSWER_CHOICES}
        onPick={setAnswer}
        className="flex-1"
      />
      <Button type="submit">Arm the answer</Button>
    </Line>
  );
}

function PagesFault({ arm }: { readonly arm: Arm }): ReactNode {
  const selection = useStore(selectionOf);
  const [are, setAre] = useState<PageKind>('unmovable');
  return (
    <Line
      name="Pages"
      does="What whoever wants them elsewhere will meet."
      arm={() => selection && arm(pagesEvent(selection, are))}
    >
      <span className="min-w-0 flex-1 self-center text-pretty text-ink2 phone:basis-full">
        {selection ? rangeWords(selection) : 'Select memory first.'}
      </span>
      <Pick
        label="are"
        value={are}
        choices={PAGE_CHOICES}
        onPick={(value) => setAre(PAGE_CHOICES.find((c) => c.value === value)?.value ?? 'movable')}
        className="w-32"
      />
      <Button type="submit" aria-disabled={selection === null}>
        Set the pages
      </Button>
    </Line>
  );
}
