/** The keys that work anywhere on the page, for the help. */
export const SHORTCUTS: readonly { readonly keys: string; readonly does: string }[] = [
  { keys: '/', does: 'type a command' },
  { keys: 'G', does: 'go to an address' },
  { keys: 'Ctrl Z', does: 'undo' },
  { keys: 'Ctrl Shift Z, Ctrl Y', does: 'redo' },
  { keys: 'Enter on a part', does: 'pick it up; arrows step through the places, Enter drops it' },
  { keys: 'Alt arrows', does: 'carry it by one memory block' },
  { keys: 'Esc', does: 'put it back, close what is open' },
  { keys: 'Shift +, Shift −', does: 'projector size on, off' },
  { keys: '?', does: 'this help' },
];
