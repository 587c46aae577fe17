import { join } from 'node:path';
import { repository } from '../vscode/folders.ts';
import { useWindow } from './windows/useWindow.ts';

describe('A virtual workspace in Restricted Mode', () => {
  const window = useWindow(async (setUp) => ({
    tenant: await setUp.tenant({ organizations: 12 }),
    ...(await setUp.window({
      folder: 'memory:/sample',
      others: [join(repository, 'test', 'virtual-workspace')],
      restrictedMode: true,
    })),
  }));

  it('gives suggestions from its files', async () => {
    const { workbench } = window();
    await workbench.openView('Explorer');
    await workbench.row('.env').waitFor();
    await workbench.runCommand('Auth0 Organizations: Connect Tenant…');
    await workbench.box('Connect Tenant').item('from-memory.eu.auth0.com').getByText('found in .env').waitFor();
  });

  it('lets a person connect, browse and read', async () => {
    const { workbench, page, tenant } = window();
    const [organization] = tenant.organizations;
    await workbench.openView('Auth0 Organizations');
    await workbench.connect(tenant);
    await workbench.row(organization?.name ?? '-').click();
    await workbench.tab(`${organization?.name}.json`).waitFor();
    await page.getByText(`"${organization?.id}"`).waitFor();
    await window().screenshot('virtual-workspace');
  });
});
