/** What belongs to the first and to the second of two things that are compared. */
export type Pair<T> = readonly [first: T, second: T];

/** Does the same for both. */
export function both<T, U>([first, second]: Pair<T>, convert: (one: T, side: 0 | 1) => U): Pair<U> {
  return [convert(first, 0), convert(second, 1)];
}
