import * as vscode from 'vscode';
import { until } from '../../patience.ts';
import { startTenant, type Tenant } from '../../tenant/server.ts';
import { ways } from '../find/lookUpWays.ts';
import { isOneError, messagesDuring } from '../messages.ts';
import { run } from '../tenants.ts';

describe('A tenant at whose port nothing listens any more', () => {
  let tenant: Tenant;

  beforeEach(async () => {
    tenant = await startTenant({ organizations: 3 });
    await run('connectTenant', { domain: tenant.domain, accessToken: await tenant.mintToken() });
    await run('openOrganizationList', tenant.domain);
    await close(tenant);
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await run('disconnectTenant', tenant.domain);
  });

  for (const way of ways) {
    it(`is said to refuse the connection: ${way.name}`, async () => {
      const messages = await messagesDuring(() => way.ask(tenant.domain));
      isOneError(messages, {
        failed: way.failed(tenant.domain),
        text: /The connection was refused \(ECONNREFUSED\)\./,
        buttons: ['Retry', 'Show Log'],
      });
    });
  }
});

/** Also ends the connections from before: one that is taken for open would break in place of being refused. */
async function close(tenant: Tenant): Promise<void> {
  await tenant.close();
  await until(() => fetch(tenant.url).then(() => false, isRefused));
}

function isRefused({ cause }: Error): boolean {
  return (cause as NodeJS.ErrnoException | undefined)?.code === 'ECONNREFUSED';
}
