import assert from 'node:assert/strict';
import type { Tenant } from '../tenant/server.ts';
import { useWindow } from './windows/useWindow.ts';

describe('The first minutes', () => {
  const titles = ['Connect a tenant', 'Browse its organizations', 'Look one up', 'Carry an ID into your code'] as const;
  const inPictures = ['acme.eu.auth0.com', 'Harbor Foods', 'nord li', 'AUTH0_ORGANIZATION'] as const;
  const window = useWindow(async (setUp) => ({
    tenant: await setUp.tenant({ organizations: 5 }),
    empty: await setUp.tenant({ organizations: 0 }),
    ...(await setUp.window()),
  }));

  /** Connects a tenant by hand, unless a test before has done so: at the start none is connected. */
  const connect = async (tenant: Tenant) => {
    const { workbench } = window();
    await workbench.openView('Auth0 Organizations');
    await workbench.welcome.or(workbench.rows).first().waitFor();
    if (!(await workbench.row(tenant.domain).isVisible())) await workbench.connect(tenant);
    await workbench.expandTenant(tenant);
  };
  const disconnectAll = async () => {
    const { workbench, tenant, empty } = window();
    await workbench.openView('Auth0 Organizations');
    await workbench.welcome.or(workbench.rows).first().waitFor();
    for (const { domain } of [tenant, empty]) {
      if (await workbench.row(domain).isVisible()) await workbench.disconnect(workbench.row(domain));
    }
  };

  it('lead through four steps, each with a picture and a button, and ticked off once it is done', async () => {
    const { workbench, page, tenant } = window();
    const [organization] = tenant.organizations;
    const steps = page.locator('.getting-started-step');
    const step = (title: string) => steps.filter({ hasText: title });
    const open = async (title: string) => {
      if ((await step(title).getAttribute('aria-expanded')) !== 'true')
        await step(title).locator('.step-title').click();
    };
    const left = steps.locator('[aria-checked="false"]');
    const isDone = (title: string) => page.getByLabel(`${title}: Completed`).waitFor({ state: 'attached' });

    await disconnectAll();
    await workbench.runCommand('Developer: Reset Welcome Page Walkthrough Progress');
    await workbench.runCommand('Welcome: Open Walkthrough...');
    await workbench.box().field.fill('Auth0 Organizations');
    await workbench.box().pick('Auth0 Organizations in VS Code');
    await steps.first().waitFor();
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    const picture = page.frameLocator('iframe.webview').frameLocator('#active-frame').locator('svg');
    for (const [index, title] of titles.entries()) {
      await open(title);
      assert.equal(await step(title).locator('.monaco-button').count(), 1);
      await picture.getByText(inPictures[index] ?? '-', { exact: true }).waitFor();
      await window().screenshot(`walkthrough-${index}`);
    }
    assert.equal(await steps.count(), titles.length);
    assert.equal(await left.count(), titles.length);

    await open(titles[0]);
    await steps.getByRole('button', { name: 'Connect Tenant' }).click();
    await workbench.box('Connect Tenant').answer(tenant.domain);
    await workbench.pasteToken(tenant.domain, await tenant.mintToken());
    const row = workbench.row(organization?.name ?? '-');
    await row.waitFor();
    await isDone(titles[0]);
    await isDone(titles[1]);
    assert.equal(await left.count(), 2);
    await workbench.pressInlineButton(row, 'Copy Organization ID');
    await isDone(titles[3]);
    assert.equal(await left.count(), 1);
    await workbench.runCommand('Auth0 Organizations: Find Organization, User or Application…');
    await isDone(titles[2]);
    await window().screenshot('walkthrough-done');
  });

  it('lead to how an organization is created in a tenant without any', async () => {
    const { workbench, empty } = window();
    await connect(empty);
    await workbench.row('No organizations').getByText('How to create one').click();
    await workbench.dialog.getByText('auth0.com/docs/manage-users/organizations/').first().waitFor();
    await window().screenshot('no-organizations');
  });

  it('are helped by the row of a filter that nothing matches', async () => {
    const { workbench, tenant } = window();
    const row = workbench.row(tenant.organizations[0]?.name ?? '-');
    await connect(tenant);
    await workbench.runCommand('Auth0 Organizations: Filter Organizations by Name or Metadata…');
    await workbench.box('Filter').answer('zzz');
    const clear = workbench.row('No organization matches').getByText('Clear Filter');
    await clear.waitFor();
    await window().screenshot('no-match');
    await clear.click();
    await row.waitFor();
  });

  it('are helped by the row that says that a token may read nothing', async () => {
    const { workbench, tenant } = window();
    await connect(tenant);
    const body = {
      statusCode: 403,
      message: 'Insufficient scope, expected any of: read:organizations',
      errorCode: 'insufficient_scope',
    };
    await tenant.inject({ answer: { status: 403, body } });
    await workbench.pressViewButton('Refresh');
    const row = workbench.row('403 insufficient_scope');
    await row.click();
    const box = workbench.box(`Access Token for ${tenant.domain}`);
    await box.field.waitFor();
    await tenant.clearFaults();
    await box.answer(await tenant.mintToken());
    await row.waitFor({ state: 'detached' });
  });
});
