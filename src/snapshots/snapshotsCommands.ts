/* The commands about snapshots, by name. Each works with and without arguments, and arguments can have any type. */

export { compareWithSnapshot } from './compareWithSnapshot.ts';
export { saveSnapshot } from './saveSnapshot.ts';
