import { describe, expect, it } from 'vitest';
import { TextHistory } from '../worker/text-history.ts';

/** The last account after these events on the thread's scene. */
function told(...events: unknown[]): { fact: string; cost: string; tone: string; title: string } {
  const session = new TextHistory();
  let account: { fact: string; cost: string; tone: string; title: string } | undefined;
  for (const event of events) {
    const done = session.dispatch(event);
    if (!done.ok) throw new Error(done.error.message);
    account = done.value.scene.accounts.at(-1);
  }
  if (!account) throw new Error('no event');
  return account;
}
const at = (type: string, start: string, size = '0x1000000'): unknown => ({ type, start, size });

describe('the account of a step', () => {
  it('tells a drop: what moved, what the map and the firmware paid', () => {
    expect(told(at('hotplug', '0x100000000000'))).toMatchObject({
      title: 'hotplug 16 MiB at 2⁴⁴',
      fact: '16 MiB at 2⁴⁴ is online; 1 section moved.',
      cost: 'The map grew by 64 KiB; 144 hcalls registered every page again.',
      tone: 'good',
    });
  });

  it('tells a removal', () => {
    expect(told(at('unplug', '0x8000000'))).toMatchObject({
      fact: '16 MiB at 2²⁷ is gone; 8 sections moved.',
      cost: '128 hcalls registered every page again.',
    });
  });

  it('tells who refused and what eHEA made of it', () => {
    const veto = {
      type: 'register',
      name: 'ehca',
      priority: 5,
      answers: { MEM_GOING_OFFLINE: 'NOTIFY_BAD' },
    };
    expect(told(veto, at('unplug', '0x1000000000000000'))).toMatchObject({
      fact: 'ehca refused: −EPERM.',
      cost: 'ehea, never asked, added memory it already had: the device lost its region.',
      tone: 'broken',
    });
    // Below priority 0 eHEA is asked first: it takes its section out and puts it back.
    expect(told({ ...veto, priority: -1 }, at('unplug', '0x1000000000000000'))).toMatchObject({
      fact: 'ehca refused: −EPERM.',
      cost: 'The memory at 2⁶⁰ stays online.',
      tone: 'refused',
    });
  });

  it('names an answer that has no name by its number', () => {
    const veto = { type: 'register', name: 'v', priority: 5, answers: { MEM_GOING_OFFLINE: 0 } };
    const answering = (answer: number): unknown => ({
      ...veto,
      answers: { MEM_GOING_OFFLINE: answer },
    });
    const fact = (answer: number): string =>
      told(answering(answer), at('unplug', '0x1000000000000000')).fact;
    // 41 is a number that Linux gives to nothing; 37 is ENOLCK.
    expect(fact(0x8000 | 42)).toBe('v refused: −41.');
    expect(fact(0x8000 | 38)).toBe('v refused: −ENOLCK.');
  });

  it('tells of a rebuild without an array whose doing it was', () => {
    const flat = { type: 'configure', kernel: '2.6.25', physicalBits: 44 };
    const miss = { type: 'send', address: '0x20000000' };
    const work = { type: 'work' };
    expect(told(flat, { type: 'failAllocation', nth: 1 }, miss, work)).toMatchObject({
      fact: 'The allocation of the array failed, as it was told to.',
      cost: 'The old map and region are gone, the semaphore stays held.',
    });
    // 2^31 + 1 entries of 8 B are more pages than 256 MB hold.
    const far = at('hotplug', '0x80000000000000');
    expect(told({ ...flat, physicalBits: 64 }, far, miss, work).fact).toBe('No work was queued.');
    expect(told({ ...flat, physicalBits: 60 }, far, miss, work).fact).toBe(
      'vmalloc refused the array: more pages than the machine has.',
    );
  });

  it('tells memory that is offline from memory that is gone', () => {
    const flat = { type: 'configure', kernel: '2.6.25', physicalBits: 44 };
    const send = { type: 'send', address: '0x1000000' };
    expect(told(flat, at('offline', '0x1000000'), send)).toMatchObject({
      cost: 'The device reads memory that is offline.',
      tone: 'broken',
    });
    expect(told(at('remove', '0x1000000'), send).cost).toBe(
      'The device reads memory that has been taken away.',
    );
  });

  it('tells that a flat driver hears nothing', () => {
    expect(
      told({ type: 'configure', kernel: '2.6.25', physicalBits: 44 }, at('hotplug', '0x40000000')),
    ).toMatchObject({
      fact: '16 MiB at 2³⁰ is online.',
      cost: 'The driver was not told.',
    });
  });

  it('tells of memory that ran out under the driver', () => {
    expect(told({ type: 'failAllocation', nth: 1 }, at('hotplug', '0x100000000000'))).toMatchObject(
      {
        fact: '16 MiB at 2⁴⁴ is online, but not for the device.',
        tone: 'broken',
      },
    );
  });
});

describe('a machine that began without memory', () => {
  const began = (drop: boolean) => {
    const session = new TextHistory();
    const opened = session.preset('empty');
    if (!opened.ok) throw new Error(opened.error.message);
    if (!drop) return opened.value;
    const done = session.dispatch(at('hotplug', '0x0'));
    if (!done.ok) throw new Error(done.error.message);
    return done.value.scene;
  };

  it('says at boot and after a drop alike why there is no region', () => {
    const why = /^There was no page to register at boot: −EIO/;
    expect(began(false).regionGone).toMatch(why);
    expect(began(true).regionGone).toMatch(why);
    expect(began(false).accounts[0]?.cost).toMatch(/no page to register.*−EIO/);
    expect(began(true).accounts[1]?.cost).toMatch(
      /“unregister MR failed”: there was none; transfers stay stopped/,
    );
  });
});

it('a driver that vmalloc refused at load is not there to be told', () => {
  const account = told({ type: 'configure', kernel: '2.6.25' }, at('hotplug', '0x100000000000'));
  expect(account.tone).toBe('good');
  expect(account.cost).toMatch(/^There is no driver to tell/);
});

describe('the account of what fails', () => {
  const lpar = (...more: unknown[]): ReturnType<typeof told> =>
    told(
      { type: 'configure', kernel: '6.12', physicalBits: 46, options: { ehea: 'y' } },
      { ...(at('hotplug', '0x10000000', '0x3000000') as object), as: 'online_movable' },
      ...more,
    );
  const pinned = { type: 'pages', start: '0x11000000', size: '0x1000000', are: 'pinned' };

  it('tells who waits, and what came of it', () => {
    const waits = [pinned, at('unplug', '0x10000000', '0x3000000')];
    expect(lpar(...waits)).toMatchObject({
      fact: 'The block at 0x11000000 waits: its pages cannot be moved yet.',
      tone: 'broken',
    });
    expect(lpar(...waits, { type: 'signal' })).toMatchObject({
      title: 'signal',
      fact: 'The block at 0x11000000 answered −EINTR. 1 block went back online, as Normal.',
      cost: 'A signal came while its pages were moved; a CANCEL went to everybody.',
    });
    expect(lpar(...waits, { ...pinned, are: 'movable' })).toMatchObject({
      fact: 'The pages are gone: the block at 0x11000000 is offline.',
      tone: 'good',
    });
  });

  it('tells a refusal before any round, and what 2.6.32 makes of pinned pages', () => {
    const unmovable = { type: 'pages', start: '0x3000000', size: '0x1000000', are: 'unmovable' };
    expect(told(unmovable, at('offline', '0x3000000'))).toMatchObject({
      fact: 'The block at 0x3000000 answered −EBUSY.',
      cost: 'A page of it cannot be moved, so it was not isolated; no callback was asked.',
    });
    expect(told({ ...unmovable, are: 'pinned' }, at('offline', '0x3000000'))).toMatchObject({
      fact: 'The block at 0x3000000 answered −EAGAIN.',
    });
  });

  it('tells a probe that the kernel cut to section 0', () => {
    expect(
      told(
        { type: 'configure', physicalBits: 44 },
        { type: 'probe', address: '0x1000000000000000' },
      ),
    ).toMatchObject({
      fact: 'The probe of 2⁶⁰ returned 0 and added nothing.',
      cost: 'Its number was cut to section 0, which is there; only a resource line is new.',
      tone: 'broken',
    });
  });

  it('tells a region that was not freed, not given, not shared', () => {
    const drop = at('hotplug', '0x10000000');
    const fails = (call: string): unknown => ({ type: 'failHcall', nth: 1, call });
    expect(told(fails('free'), drop).fact).toMatch(/the device keeps its old region\.$/);
    expect(told(fails('allocate'), drop)).toMatchObject({
      cost: 'Allocating another was refused (H_HARDWARE (−1)): −EIO, and ehea said OK.',
    });
    expect(told(fails('share'), drop).fact).toMatch(/a port was not restarted\.$/);
  });
});

it('says that offlining of 2.6.25 was read on ppc64 alone (A1b)', () => {
  const pc = { type: 'configure', kernel: '2.6.25', options: { architecture: 'x86_64' } };
  const offline = at('offline', '0x0', '0x8000000');
  expect(told(pc, offline).cost).toMatch(/Offlining was not read on x86_64: as on ppc64\.$/);
  expect(told({ type: 'configure', kernel: '2.6.25' }, offline).cost).not.toMatch(/not read/);
  const later = { ...pc, kernel: '6.1' };
  expect(told(later, offline).cost).not.toMatch(/not read/);
});
