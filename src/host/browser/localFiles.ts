/** A browser has no local file system. */
export const localFiles = undefined;
