/** On whose behalf a request is made, and how it is called off. */
export interface Caller {
  /** Ends the request, and every wait before it, at once. */
  readonly signal: AbortSignal;
  /** Background work leaves a reserve of the rate limit to others and waits as long as it takes. */
  readonly priority: 'person' | 'background';
  /** Hears of each wait that the rate limit demands, in ms. */
  readonly onWait?: (waitMs: number) => void;
}

/** For work that nobody has asked for and nobody waits for. */
export function unattended(): Caller {
  return { signal: new AbortController().signal, priority: 'background' };
}
