import { shellString } from '../text/shell.ts';

/**
 * Generates a command of the Auth0 CLI, which uses its own session, so it has no header. The path is relative to the
 * Management API.
 * @see https://auth0.github.io/auth0-cli/auth0_api.html
 */
export const auth0Cli = {
  generate: ({ url }: { readonly url: string }): string => {
    const { host, pathname, searchParams } = new URL(url);
    const path = pathname.replace('/api/v2/', '');
    const query = [...searchParams].map(([name, value]) => `--query ${shellString(`${name}=${value}`)}`);
    return ['auth0 api get', shellString(path), ...query, `--tenant ${shellString(host)}`].join(' ');
  },
};
