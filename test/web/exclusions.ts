/** The host tests that cannot run in a browser, by the beginning of their full titles, and what keeps each from it. */
export const exclusions: readonly { readonly tests: string; readonly reason: string }[] = [];
