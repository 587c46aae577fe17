/* The commands about IDs in files, by name. Each works with and without arguments, and arguments can have any type. */

export { findReferences } from './findReferences.ts';
