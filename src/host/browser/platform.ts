/** The origin of the page that makes requests, which the tenant has to allow (CORS). */
export const webOrigin: string | undefined = (globalThis as { readonly origin?: string }).origin;

/** A browser has no files of its own. */
export const localFiles = undefined;
