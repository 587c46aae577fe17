import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { sampleClient } from '../tenant/applications.ts';
import type { Tenant } from '../tenant/server.ts';
import { installDeployCli } from '../vscode/build.ts';
import type { TlsProxy } from './tlsProxy.ts';

/**
 * Runs the Deploy CLI on the organizations of a tenant.
 * @param folder its working directory and home
 * @param environment further environment variables
 */
export async function runDeployCli(
  folder: string,
  tenant: Tenant,
  proxy: TlsProxy,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<void> {
  await promisify(execFile)(process.execPath, [await installDeployCli(), ...args], {
    cwd: folder,
    env: {
      ...environment,
      HOME: folder,
      AUTH0_DOMAIN: proxy.host,
      AUTH0_AUDIENCE: `${tenant.url}/api/v2/`,
      AUTH0_CLIENT_ID: sampleClient.id,
      AUTH0_CLIENT_SECRET: sampleClient.secret,
      AUTH0_INCLUDED_ONLY: '["organizations"]',
      NODE_EXTRA_CA_CERTS: proxy.certificate,
    },
  });
}
