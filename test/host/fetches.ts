/** A request that the extension, or the test itself, has made. */
export interface Fetch {
  readonly address: string;
  readonly signal: AbortSignal | undefined;
}

/** Runs something and gives what is requested meanwhile, whoever it goes to; the control of our tenants is left out. */
export async function fetchesDuring(act: () => Promise<void>): Promise<readonly Fetch[]> {
  const { fetch } = globalThis;
  const fetches: Fetch[] = [];
  globalThis.fetch = (input, init) => {
    fetches.push({ address: input instanceof Request ? input.url : String(input), signal: init?.signal ?? undefined });
    return fetch(input, init);
  };
  try {
    await act();
  } finally {
    globalThis.fetch = fetch;
  }
  return fetches.filter(({ address }) => !address.includes('/_control/'));
}
