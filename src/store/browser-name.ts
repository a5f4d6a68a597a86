/** What a user agent calls itself, the more special name first: most browsers name the others as well. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/\bFirefox\/(\d+)/, 'Firefox'],
  [/\bEdg(?:A|iOS)?\/(\d+)/, 'Edge'],
  [/\bOPR\/(\d+)/, 'Opera'],
  [/\bFxiOS\/(\d+)/, 'Firefox for iOS'],
  [/\bCriOS\/(\d+)/, 'Chrome for iOS'],
  [/\b(?:Headless)?Chrom(?:e|ium)\/(\d+)/, 'Chromium'],
  [/\bVersion\/(\d+).*\bSafari\//, 'Safari'],
];

/** `Chromium 156`, from a user agent string; `an unknown browser` where it says nothing known. */
export function browserName(userAgent: string): string {
  for (const [pattern, name] of NAMES) {
    const version = pattern.exec(userAgent)?.[1];
    if (version !== undefined) return `${name} ${version}`;
  }
  return 'an unknown browser';
}
