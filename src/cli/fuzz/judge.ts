import { openText } from '../../exchange/open-text.ts';
import type { ErrorCode, InputError } from '../../machine/event.ts';
import { formatScenario } from '../../scenario/format-scenario.ts';
import { isLink } from '../../scenario/link.ts';
import { splitFields } from '../../scenario/link-fields.ts';
import { parseScenario } from '../../scenario/parse-scenario.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { parseText } from '../../scenario/text/parse-text.ts';
import { printText } from '../../scenario/text/print-text.ts';
import { TextHistory } from '../../worker/text-history.ts';

/** What came of an input: a scene, an error as it should be, or what is wrong with the program. */
export type Verdict =
  | { readonly came: 'scene' | 'error' }
  | { readonly came: 'fault'; readonly fault: string };

const CODES = new Set<ErrorCode>([
  ...(['unknown-format', 'bad-line', 'no-memory', 'all-zero', 'overlap', 'unaligned'] as const),
  ...(['too-many', 'beyond-limit', 'bad-link', 'newer-version', 'too-large'] as const),
  ...(['bad-scenario', 'bad-event'] as const),
]);

/** Scenes of so many events are played too; longer ones only cost time. */
const PLAYED = 40;

const LONGEST_MESSAGE = 1000;

const fault = (what: string): Verdict => ({ came: 'fault', fault: what });

/** Opens anything as the page does; never throws. */
export function judge(text: string): Verdict {
  try {
    const opened = openText(text);
    if (isLink(text)) for (const problem of splitFields(text).problems) expectError(problem);
    if (!opened.ok) return judgeError(opened.error);
    return soundScene(opened.value.scenario) ?? played(text, opened.value.scenario);
  } catch (thrown) {
    return fault(`threw ${thrown instanceof Error ? thrown.stack : String(thrown)}`);
  }
}

/** A scene that was let in has a text as JSON and in lines, and both say the same. */
function soundScene(scenario: Scenario): Verdict | null {
  const text = formatScenario(scenario);
  const again = parseScenario(text);
  if (!again.ok) return fault(`its own JSON is refused: ${again.error.message}`);
  if (formatScenario(again.value) !== text) return fault('its JSON says something else');
  const lines = parseText(printText(scenario));
  if (!lines.ok) return fault(`its own text is refused: ${lines.error.message}`);
  return formatScenario(lines.value) === text ? null : fault('its text says something else');
}

/** The whole way into the page: each event fits, or the error names it. */
function played(text: string, { events }: Scenario): Verdict {
  if (events.length > PLAYED) return { came: 'scene' };
  const session = new TextHistory();
  const opened = session.open(text);
  if (!opened.ok) return judgeError(opened.error);
  JSON.stringify(session.report());
  return { came: 'scene' };
}

function judgeError(error: InputError): Verdict {
  expectError(error);
  return { came: 'error' };
}

/** Throws if that is no error to show to a person. */
function expectError({ code, message, line = 1, column = 1 }: InputError): void {
  if (!CODES.has(code)) throw new Error(`an error of the code ${code}`);
  if (message === '' || message.length > LONGEST_MESSAGE)
    throw new Error(`a message of ${message.length} characters`);
  if (!(line >= 1 && column >= 1)) throw new Error(`an error at ${line}:${column}`);
}
