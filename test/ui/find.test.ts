import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { startTenant, type Organization, type Tenant } from '../tenant/server.ts';
import { openWindow, type UiWindow } from './harness.ts';

/** What is needed of a text field in the page, whose own types are not known here. */
interface TextField extends EventTarget {
  value: string;
}

describe('Finding one of 25,000 organizations', () => {
  let tenant: Tenant;
  let window: UiWindow;
  const at = (index: number): Organization => tenant.organizations[index] ?? assert.fail(`there is no ${index}`);
  const item = (organization: Organization): Locator => window.workbench.quickPick(organization.id);
  const paths = () => tenant.requests.map(({ path }) => path);

  before(async () => {
    tenant = await startTenant({ organizations: 25_000 });
    const accessToken = await tenant.mintToken();
    window = await openWindow({ tenants: [{ domain: tenant.domain, accessToken }] });
    await window.workbench.openSidebarView('Auth0 Organizations');
    await window.workbench.row(tenant.domain).waitFor();
  });
  after(async () => {
    await window.dispose();
    await tenant.close();
  });

  it('searches what is loaded while it is typed, without an answer of the tenant', async () => {
    const { workbench } = window;
    await workbench.runCommand('Organizations: Find Organization…');
    await workbench.quickPick(tenant.organizations[0]?.id ?? '-').waitFor();
    await tenant.clearRequests();
    // It is asked after a pause, which may have passed by then on a busy machine.
    await tenant.inject({ delayMs: 600_000 });
    await workbench.inputBox().fill('societe generale electric');
    const { id } = at(2);
    await workbench.quickPick(id).waitFor();
    assert.ok(paths().length <= 1);
    await window.screenshot('find');
    await tenant.clearFaults();
  });

  it('asks the tenant for an exact name that is not loaded, with one request after a pause', async () => {
    const { workbench } = window;
    const organization = at(20_000);
    await tenant.clearRequests();
    await typeWithoutPause(workbench.inputBox(), organization.name);
    await item(organization).waitFor();
    await window.screenshot('find-at-the-tenant');
    // A tenant without the search is found out once, and never asked again.
    assert.deepEqual(
      paths().map((path) => path.replace(/\?.*/, '')),
      ['/api/v2/organizations/search', `/api/v2/organizations/name/${organization.name}`],
    );
    await tenant.clearRequests();
    await workbench.inputBox().fill(at(20_001).id);
    await item(at(20_001)).waitFor();
    await workbench.inputBox().fill(at(20_002).name);
    await item(at(20_002)).waitFor();
    assert.deepEqual(paths(), [
      `/api/v2/organizations/${at(20_001).id}`,
      `/api/v2/organizations/name/${at(20_002).name}`,
    ]);
  });

  it('copies the ID with the button of an item', async () => {
    const { workbench } = window;
    await item(at(20_002)).hover();
    await item(at(20_002)).getByRole('button', { name: 'Copy Organization ID' }).click();
    await workbench.clipboardHolds(at(20_002).id);
  });

  it('loads all in the background, cancels at once, and goes on from there', async () => {
    const { workbench } = window;
    await workbench.inputBox().fill('zzz nothing like this');
    await item(at(20_002)).waitFor({ state: 'detached' });
    await window.page.locator('.quick-input-widget').getByText('Nothing found so far').waitFor();
    await tenant.clearRequests();
    await tenant.inject({ delayMs: 30 });
    await workbench.quickPick('Load all organizations and search').click();
    const progress = workbench.notification('Loading all organizations');
    await progress.filter({ hasText: /pages: \d+, organizations: [\d,]+, pages a second/ }).waitFor();
    await window.screenshot('load-all');
    // The page that is under way when it is cancelled would never come.
    await tenant.clearFaults();
    await tenant.inject({ match: '/organizations\\?', delayMs: 3_600_000 });
    const pages = () => tenant.requests.filter(({ path }) => path.startsWith('/api/v2/organizations?'));
    const read = () => pages().filter(({ status }) => status === 200).length;
    const asked = pages().length;
    while (pages().length === asked) await window.page.evaluate('undefined');
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await progress.waitFor({ state: 'detached' });
    assert.ok(read() > 0 && read() < 249, `${read()} pages were read`);
    await tenant.clearFaults();
    await window.page.keyboard.press('Escape');
    await workbench.runCommand('Organizations: Load All Organizations');
    await workbench.row(tenant.domain).getByText('25,000', { exact: true }).waitFor();
    assert.equal(read(), 249);
    // The one that was cancelled is asked for again.
    assert.equal(pages().length, 250);
  });

  it('finds one of all, opens it with Enter, and asks nothing while it searches', async () => {
    const { workbench, page } = window;
    await tenant.clearRequests();
    await workbench.runCommand('Organizations: Find Organization…');
    await workbench.inputBox().fill(at(24_999).name);
    await item(at(24_999)).waitFor();
    assert.equal(await workbench.quickPick('Load all organizations and search').count(), 0);
    assert.deepEqual(paths(), []);
    await page.keyboard.press('Enter');
    await workbench.editor().getByText(at(24_999).id).waitFor();
    assert.deepEqual(paths(), [`/api/v2/organizations/${at(24_999).id}`]);
  });

  it('says how many more there are than it shows', async () => {
    const { workbench, page } = window;
    await workbench.runCommand('Organizations: Find Organization…');
    await workbench.inputBox().fill('org_');
    await page.locator('.quick-input-widget').getByText('The first 200 of 25,000: type to narrow').waitFor();
  });
});

describe('Finding where the tenant can search', () => {
  let tenant: Tenant;
  let window: UiWindow;

  before(async () => {
    tenant = await startTenant({ organizations: 3000, search: true });
    const accessToken = await tenant.mintToken();
    window = await openWindow({ tenants: [{ domain: tenant.domain, accessToken }] });
    await window.workbench.openSidebarView('Auth0 Organizations');
    await window.workbench.row(tenant.domain).waitFor();
  });
  after(async () => {
    await window.dispose();
    await tenant.close();
  });

  it('says how many are loaded, unless there are none', async () => {
    const { workbench, page } = window;
    const [organization] = tenant.organizations;
    const answers = [
      { answer: { status: 404, body: {} }, description: '' },
      { answer: { status: 200, body: { organizations: [organization], next: 'more' } }, description: '1 is loaded' },
    ];
    for (const { answer, description } of answers) {
      await tenant.inject({ answer, times: 1 });
      await workbench.runCommand('Organizations: Find Organization…');
      await workbench.quickPick(new RegExp(`^Load all organizations and search${description}$`)).waitFor();
      await page.keyboard.press('Escape');
    }
  });

  it('finds organizations that are not loaded by a part of their name, with one request', async () => {
    const { workbench } = window;
    const organization = tenant.organizations[2900];
    assert.ok(organization);
    await workbench.runCommand('Organizations: Find Organization…');
    await workbench.quickPick(tenant.organizations[0]?.id ?? '-').waitFor();
    await tenant.clearRequests();
    await workbench.inputBox().fill(organization.name.slice(1));
    await workbench.quickPick(organization.id).waitFor();
    assert.equal(tenant.requests.length, 1);
    assert.match(tenant.requests[0]?.path ?? '', /^\/api\/v2\/organizations\/search\?q=/);
  });
});

/** Types letter by letter: from outside of the page, a busy machine would make pauses between them. */
async function typeWithoutPause(field: Locator, text: string): Promise<void> {
  const typed = Array.from(text, (_, index) => text.slice(0, index + 1));
  await field.evaluate(async (input: TextField, values) => {
    for (const value of values) {
      input.value = value;
      input.dispatchEvent(new Event('input'));
      await new Promise((resolve) => setTimeout(resolve));
    }
  }, typed);
}
