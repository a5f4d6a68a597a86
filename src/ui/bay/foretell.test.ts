import { expect, it } from 'vitest';
import { foretell } from './foretell.ts';

it('tells a step that has not happened as what will be', () => {
  expect(
    foretell(
      '16 MiB at 2⁴⁴ is online; one section moved. The map grew by 128 KiB; 136 hcalls registered every page again.',
    ),
  ).toBe(
    '16 MiB at 2⁴⁴ will be online; one section will move. The map will grow by 128 KiB; 136 hcalls will register every page again.',
  );
  expect(foretell('veto refused: -EPERM. The memory at 0 stays online.')).toBe(
    'veto will refuse: -EPERM. The memory at 0 stays online.',
  );
  expect(foretell('The driver was not told.')).toBe('The driver will not be told.');
  expect(foretell('Rebooted: kernel 2.6.32 is now 2.6.25.')).toBe(
    'Will reboot: kernel 2.6.32 is now 2.6.25.',
  );
});
