/** The keys that work anywhere on the page, for the help. */
export const SHORTCUTS: readonly { readonly keys: string; readonly does: string }[] = [
  { keys: '/', does: 'type a command' },
  { keys: 'G', does: 'go to an address' },
  { keys: '+, −, 0', does: 'zoom in, zoom out, show everything' },
  { keys: 'wheel, drag', does: 'zoom where the pointer is, move along the axis' },
  { keys: 'Ctrl Z', does: 'undo' },
  { keys: 'Ctrl Shift Z, Ctrl Y', does: 'redo' },
  { keys: 'Enter on a part', does: 'pick it up; arrows step through the places, Enter drops it' },
  { keys: 'Alt arrows', does: 'carry it by one memory block' },
  { keys: 'arrows in a picture', does: 'walk over memory and holes; Enter selects' },
  { keys: 'Delete', does: 'remove the memory one stands on' },
  {
    keys: '←, →, Home, End',
    does: 'on the time bar: step back, forward, to the boot, to the last',
  },
  { keys: 'Page Down, Page Up', does: 'the next scene, the one before, once a scene is open' },
  { keys: 'Esc', does: 'put it back, close what is open' },
  { keys: 'R', does: 'race the structures, and back to the memory' },
  { keys: 'P', does: 'projector size on, off' },
  { keys: '?', does: 'this help' },
];
