const findReferences = () => import('./findReferences.ts');

/** The commands about IDs in files, by name. Each works with and without arguments, and arguments can have any type. */
export const editorCommands = {
  findReferences,
};
