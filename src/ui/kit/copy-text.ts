/** Puts text on the clipboard; true if it is there. Works without a secure context too, by a selected field. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  const focused = document.activeElement;
  area.value = text;
  area.setAttribute('readonly', '');
  area.className = 'fixed opacity-0';
  document.body.append(area);
  area.select();
  let done = false;
  try {
    done = document.execCommand('copy');
  } catch {
    // Refused by the browser: the caller shows the text for copying by hand.
  }
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return done;
}
