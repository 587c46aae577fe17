import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { ManagementClient } from 'auth0';
import { readTenant } from '../../tenant/askTenant.ts';
import { startTenant, type TenantOptions, type TokenOptions } from '../../tenant/server.ts';
import { removeFolder, temporaryFolder } from '../../vscode/folders.ts';
import { startTlsProxy } from '../tlsProxy.ts';
import type { Sdk } from './sdkCall.ts';

/** What the tests of a `describe` ask their tenant with. */
export interface UsedSdk extends Sdk {
  /** The SDK with another token, which repeats no request by itself. */
  readonly withToken: (options: TokenOptions) => Promise<ManagementClient>;
}

/** Starts a tenant before the tests of a `describe`, which the SDK asks through TLS, and closes it after them. */
export function useSdk(options: TenantOptions): () => UsedSdk {
  let used: UsedSdk | undefined;
  let close: () => Promise<void>;
  before(async () => {
    const folder = await temporaryFolder();
    const tenant = await startTenant(options);
    const proxy = await startTlsProxy(tenant.url, folder);
    // In place of the certificate of the tenant before, which has the same name.
    setDefaultCACertificates([...getCACertificates('bundled'), await readFile(proxy.certificate, 'utf8')]);
    const token = await tenant.mintToken();
    used = {
      tenant,
      client: new ManagementClient({ domain: proxy.host, token }),
      read: (path) => readTenant(tenant, token, path),
      organization: tenant.organizations[1] ?? assert.fail('the tenant has too few organizations'),
      withToken: async (tokenOptions) =>
        new ManagementClient({ domain: proxy.host, token: await tenant.mintToken(tokenOptions), maxRetries: 0 }),
    };
    close = async () => {
      proxy.close();
      await tenant.close();
      await removeFolder(folder);
    };
  });
  after(() => close());
  return () => used ?? assert.fail('there is no tenant before the tests');
}
