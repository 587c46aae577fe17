/** Host tests that cannot run in a browser. */
interface Exclusion {
  /** What their titles have in common. */
  readonly tests: RegExp;
  /** One of the files that have them, without its ending. */
  readonly file: string;
  /** What keeps them from it. */
  readonly reason: string;
}

export const exclusions: readonly Exclusion[] = [
  {
    tests: /after too many requests/,
    file: 'connections',
    reason:
      'A page cannot read Retry-After, which Auth0 is not known to expose: `cors.test.ts` has an answer that it can read.',
  },
  {
    tests: /after a request that took too long/,
    file: 'failureMessages',
    reason: 'Chromium sends a request that was answered with 408 again by itself, so there are more than were made.',
  },
  {
    tests: /does not bother a tenant whose rate limit is used up/,
    file: 'list',
    reason:
      'A page cannot read Retry-After either, so it does not know that the wait is longer than a person is made to wait.',
  },
  {
    tests: /are not held back by the rate limit of the list of members/,
    file: 'roles',
    reason:
      'A page cannot read Date: it does not trust a reset that is an hour away, and waits a minute in place of refusing.',
  },
];

/** The files of host tests that cannot be loaded in a browser, and what keeps them from it. */
export const filesOfNode: ReadonlyMap<string, string> = new Map([
  ['closedPort', 'It closes a tenant of its own, and a page can listen at no port.'],
  ['export', 'It looks at files of the machine, of which a page has none.'],
  ['exportFiltered', 'It does so too.'],
  ['exportQuestions', 'It does so too.'],
  ['exportRefusals', 'It does so too.'],
  ['exportSections', 'It does so too.'],
  ['exportStops', 'It does so too.'],
  ['snapshotFiles', 'It does so too.'],
  ['toolMemory', 'It has garbage collected, which a page cannot.'],
]);
