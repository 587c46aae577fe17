const compareWithSnapshot = () => import('./compareWithSnapshot.ts');
const saveSnapshot = () => import('./saveSnapshot.ts');

/** The commands about snapshots, by name. Each works with and without arguments, and arguments can have any type. */
export const snapshotsCommands = {
  compareWithSnapshot,
  saveSnapshot,
};
