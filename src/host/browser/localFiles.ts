/** A browser has no files of its own. */
export const localFiles = undefined;
