/** The origin of the page that makes requests, which the tenant must allow (CORS). */
export const webOrigin: string | undefined = (globalThis as { readonly origin?: string }).origin;

/** A browser has no local file system. */
export const localFiles = undefined;
