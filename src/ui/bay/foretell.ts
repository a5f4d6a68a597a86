/** The verbs in which a step is told, and the same before it has happened. */
const FUTURE: readonly (readonly [past: RegExp, future: string])[] = [
  [/\b(?:is|are) (online|offline|gone|dropped|stopped|queued|asked)\b/g, 'will be $1'],
  [/\b(?:was|were) (not )?(added|removed|sent|rebuilt|built|told)\b/g, 'will $1be $2'],
  [/\bmoved\b/g, 'will move'],
  [/\bgrew\b/g, 'will grow'],
  [/\bshrank\b/g, 'will shrink'],
  [/\bregistered\b/g, 'will register'],
  [/\brefused\b/g, 'will refuse'],
  [/\banswered\b/g, 'will answer'],
  [/\bmissed\b/g, 'will miss'],
  [/\bjoined\b/g, 'will join'],
  [/\bleft the chain\b/g, 'will leave the chain'],
  [/\bended in\b/g, 'will end in'],
  [/\bsaid OK\b/g, 'will say OK'],
  [/\blost\b/g, 'will lose'],
  [/\bnever asked, added memory it already had\b/g, 'never asked, will add memory it already has'],
  [/\bRebooted:/g, 'Will reboot:'],
];

/** `16 MiB at 2⁴⁴ is online` as what will be: the account of a step that nobody has taken yet. */
export const foretell = (text: string): string =>
  FUTURE.reduce((told, [past, future]) => told.replace(past, future), text);
