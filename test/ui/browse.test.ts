import assert from 'node:assert/strict';
import { until } from '../patience.ts';
import type { Organization, Tenant } from '../tenant/server.ts';
import { commandsUnderWay } from './windows/extensionLog.ts';
import { withoutNames } from './windows/openWindow.ts';
import { useWindow } from './windows/useWindow.ts';

const firstPage = '/api/v2/organizations?take=100';

/** Of a longer list, the rows get their commands only when they are needed. */
const manyOrganizations = 2100;

describe('Browsing', () => {
  // The longer one stands above the other, so that it is on the screen while the rows of the other are.
  const window = useWindow(async (setUp) => {
    const many = await setUp.tenant({ organizations: manyOrganizations, seed: 7 });
    const tenant = await setUp.tenant({ organizations: 130 });
    const tenants = await Promise.all(
      [many, tenant].map(async (one) => ({ domain: one.domain, accessToken: await one.mintToken() })),
    );
    const opened = await setUp.window({ tenants, settings: withoutNames });
    await opened.workbench.openView('Auth0 Organizations');
    await opened.workbench.expandTenant(tenant);
    // It comes with the last update of the rows.
    await opened.workbench.row(tenant.domain).getByText('100+', { exact: true }).waitFor();
    return { ...opened, many, tenant };
  });

  /** An organization of a tenant, by default of the one that is expanded. */
  const at = (index: number, { organizations } = window().tenant): Organization =>
    organizations[index] ?? assert.fail(`there is no ${index}`);
  const row = (organization: Organization) => window().workbench.row(organization.display_name ?? organization.name);
  const list = () => window().page.locator('.sidebar .monaco-list');
  /** The row in this place, counted from the top of the view. */
  const rowInPlace = (place: number) => list().locator(`.monaco-list-row[data-index="${place}"]`);

  async function loadAll({ domain, organizations }: Tenant): Promise<void> {
    const { workbench } = window();
    const count = organizations.length.toLocaleString('en');
    const counted = workbench.row(domain).getByText(count, { exact: true });
    // The menu does not offer it once another test has loaded all.
    if (!(await counted.isVisible())) {
      await workbench.chooseFromMenu(workbench.row(domain), 'Load All Organizations');
    }
    await counted.waitFor();
  }

  it('costs one request for what a view shows as it opens, one for a row that is opened or expanded, and no other', async () => {
    const { workbench, dataDir, tenant, many } = window();
    // VS Code may not have told of it when the row was expanded while it took over others.
    await workbench.setExpanded(workbench.row(tenant.domain), false);
    await workbench.expandTenant(tenant);
    // Only after a reload has nothing been read. Which tenants are expanded is remembered.
    await workbench.openView('Explorer');
    await window().reload();
    await workbench.openView('Auth0 Organizations');
    await row(at(0)).waitFor();
    assert.deepEqual(pathsOf(tenant), [firstPage]);
    await row(at(1)).click();
    await workbench.editor.line(`"${at(1).id}"`).waitFor();
    await workbench.pressInlineButton(row(at(2)), 'Copy Organization ID');
    await workbench.clipboardHolds(at(2).id);
    await workbench.hoverUntil(row(at(3)), at(3).id);
    assert.deepEqual(pathsOf(many), []);
    // What has been asked for before has come to the first tenant once this has come to the other.
    await workbench.setExpanded(workbench.row(many.domain));
    await row(at(0, many)).waitFor();
    await until(async () => (await commandsUnderWay(dataDir)).length === 0);
    assert.deepEqual(pathsOf(many), [firstPage]);
    assert.deepEqual(pathsOf(tenant), [firstPage, `/api/v2/organizations/${at(1).id}`]);
    await workbench.setExpanded(workbench.row(many.domain), false);
  });

  it('keeps expansion, selection and the number of rows on Refresh', async () => {
    const { workbench, tenant } = window();
    await row(at(3)).click();
    const count = await workbench.row(tenant.domain).locator('.label-description').innerText();
    await tenant.updateOrganization(at(2).id, { display_name: 'Quite Another Name' });
    await workbench.pressViewButton('Refresh');
    await workbench.row('Quite Another Name').waitFor();
    assert.equal(await row(at(3)).getAttribute('aria-selected'), 'true');
    assert.equal(await workbench.row(tenant.domain).getAttribute('aria-expanded'), 'true');
    assert.equal(await workbench.row(tenant.domain).locator('.label-description').innerText(), count);
  });

  it('copies several selected rows, one a line, with the keys for copying', async () => {
    const { workbench, page, tenant } = window();
    await row(at(4)).click();
    await workbench.tab(`${at(4).name}.json`).waitFor();
    await row(at(6)).click({ modifiers: ['Shift'] });
    await page.keyboard.press('Control+C');
    const ids = tenant.organizations.slice(4, 7).map(({ id }) => id);
    await workbench.statusBar.getByText('Copied the IDs of 3 organizations').waitFor();
    await workbench.clipboardHolds(ids.join('\n'));
  });

  it('says which row is copied where the arrow keys have gone on to another one', async () => {
    const { workbench, page } = window();
    await row(at(4)).click();
    await workbench.tab(`${at(4).name}.json`).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Control+C');
    await workbench.statusBar.getByText(`Copied the ID of ${at(4).display_name ?? at(4).name}`).waitFor();
    await workbench.clipboardHolds(at(4).id);
  });

  it('copies what rows of other kinds show, without a question or a request', async () => {
    const { workbench, page, tenant } = window();
    await workbench.setExpanded(row(at(0)));
    await tenant.clearRequests();
    await row(at(0)).click();
    // Its tab comes before its request.
    await workbench.editor.line(`"${at(0).id}"`).waitFor();
    const others = ['Members', 'Metadata'].map((section) => workbench.row(section));
    for (const other of [...others, workbench.row(tenant.domain)]) {
      await other.click({ modifiers: ['ControlOrMeta'] });
    }
    await page.keyboard.press('Control+C');
    const copied = [at(0).id, 'Members', 'Metadata', tenant.domain].toSorted().join();
    await until(async () => (await workbench.clipboard()).split('\n').toSorted().join() === copied);
    assert.equal(await workbench.box().root.count(), 0);
    assert.equal(tenant.requests.length, 1, 'that of the document');
    await workbench.setExpanded(row(at(0)), false);
  });

  it('shows what a hostile display name says, and does nothing of it', async () => {
    const { workbench, tenant } = window();
    const hostile = tenant.organizations.findIndex(({ display_name }) => display_name?.includes('onerror'));
    assert.ok(hostile > 0 && hostile < 20, 'the sample data has one near the top');
    await workbench.hoverUntil(row(at(hostile)), at(hostile).id);
    const tooltip = workbench.hover(at(hostile).id);
    await tooltip.getByText('onerror').first().waitFor();
    assert.equal(await tooltip.locator('img').count(), 0);
    await window().screenshot('hostile-name');
  });

  it('keeps its rows when Refresh fails, says why in a row, and retries on a click', async () => {
    const { workbench, tenant } = window();
    await tenant.inject({ answer: { status: 502, body: 'Bad Gateway' } });
    await workbench.pressViewButton('Refresh');
    await workbench.row(/502: .*failed while it answered/).waitFor();
    await row(at(3)).waitFor();
    await workbench.notification('502').waitFor();
    assert.equal(await workbench.messages.count(), 1);
    await window().screenshot('failed-refresh');
    await tenant.clearFaults();
    await workbench.row(/^502/).click();
    await workbench.row(/^502/).waitFor({ state: 'detached' });
    await row(at(3)).waitFor();
  });

  it('shows the rows of a tenant, however many, once all are loaded', async () => {
    const { workbench, tenant, many } = window();
    const last = at(manyOrganizations - 1, many);
    await workbench.setExpanded(workbench.row(tenant.domain), false);
    await loadAll(many);
    await workbench.setExpanded(workbench.row(many.domain));
    await row(at(0, many)).waitFor();
    await list().press('End');
    await row(last).click();
    await workbench.editor.line(`"${last.id}"`).waitFor();
    await list().press('Home');
    await workbench.setExpanded(workbench.row(many.domain), false);
    await workbench.expandTenant(tenant);
  });

  it('sorts and narrows what is loaded without a request, says that there may be more, and loads them with a click', async () => {
    const { workbench, page, tenant, many } = window();
    // No other test loads more of the tenant that is expanded, and the other one counts as a whole.
    await loadAll(many);
    await many.clearRequests();
    const sortBy = async (order: RegExp, [first = assert.fail('there is none')]: readonly string[]) => {
      await workbench.chooseFromViewMenu('Sort Organizations…');
      await workbench.box('Sort Organizations').pick(order);
      await rowInPlace(2).filter({ hasText: first }).waitFor();
    };
    const names = tenant.organizations.slice(0, 100).map(({ name }) => name);
    await sortBy(/^Name/, names.toSorted(new Intl.Collator('en', { numeric: true }).compare));
    await list().press('End');
    await workbench.row('Load more…').waitFor();
    await window().screenshot('load-more');
    await list().press('Home');

    await workbench.runCommand('Auth0 Organizations: Filter Organizations by Name or Metadata…');
    await workbench.box('Filter Organizations').answer('llc');
    const found = (organizations: readonly Organization[]) =>
      organizations.filter(({ id, name, display_name }) => /llc/i.test(`${id} ${name} ${display_name}`)).length;
    const foundIn = (loaded: number) =>
      `Filter “llc”: ${found(tenant.organizations.slice(0, loaded)) + found(many.organizations)} of ` +
      (manyOrganizations + loaded).toLocaleString('en');
    const message = (text: string) => page.locator('.sidebar').getByText(text, { exact: true });
    await message(`${foundIn(100)} that are loaded; there may be more`).waitFor();
    // The tenants, what was found, and the row for loading more.
    const shown = found(tenant.organizations.slice(0, 100));
    assert.ok(shown > 1 && shown < 20);
    // The message is there before the rows are drawn anew.
    await until(async () => (await workbench.rows.count()) === shown + 3);
    await window().screenshot('filter');
    assert.deepEqual([...pathsOf(tenant), ...pathsOf(many)], []);

    await workbench.row('Load more…').click();
    await message(foundIn(130)).waitFor();
    await workbench.row('Load more…').waitFor({ state: 'detached' });
    await workbench
      .row(tenant.domain)
      .getByText(`${found(tenant.organizations)} of 130`, { exact: true })
      .waitFor();
    assert.equal(tenant.requests.length, 1);

    await workbench.pressViewButton('Clear Filter');
    await rowInPlace(25).waitFor();
    await workbench.row(tenant.domain).getByText('130', { exact: true }).waitFor();
    await page.locator('.sidebar').getByText('Filter “').waitFor({ state: 'hidden' });
    await sortBy(/^Created/, names);
  });

  describe('Copy Request (cURL, Node.js, …)…', () => {
    it('is among what is copied of an organization, and copies by Enter and opens by a button', async () => {
      const { workbench, tenant } = window();
      await workbench.setExpanded(workbench.row(tenant.domain));
      const box = workbench.box('Copy Request As');
      await workbench.chooseFromMenu(row(at(1)), 'Copy and Insert', 'Copy Request (cURL, Node.js, …)…');
      await box.item(`GET /api/v2/organizations/name/${at(1).name}`).waitFor();
      await box.pick(`GET /api/v2/organizations/${at(1).id}`);
      await box.item('Swift').waitFor();
      await box.field.fill('Ruby');
      await box.focusedItem('Ruby').waitFor();
      await box.field.press('Enter');
      await workbench.statusBar.getByText('Copied the request as Ruby').waitFor();
      await workbench.chooseFromMenu(row(at(1)), 'Copy and Insert', 'Copy Request (cURL, Node.js, …)…');
      await box.pick(`GET /api/v2/organizations/${at(1).id}`);
      await workbench.pressInlineButton(box.item('Ruby'), 'Open in a New File');
      await workbench.tab('Untitled-').waitFor();
      await workbench.editor.line(`/api/v2/organizations/${at(1).id}")`).waitFor();
    });

    it('asks for the tenant and the organization where nothing is pointed at, and says what is wrong with the answer', async () => {
      const { workbench, tenant } = window();
      const box = workbench.box('Copy Request As');
      await workbench.runCommand('Auth0 Organizations: Copy Request (cURL, Node.js, …)…');
      await box.pick(tenant.domain);
      await box.pick('Organization by Name');
      await box.message.filter({ hasText: 'Name of the organization' }).waitFor();
      await box.answer("acme'");
      await box.message.filter({ hasText: 'A name has 1 to 50 characters' }).waitFor();
      await box.answer('acme');
      await box.pick('PHP');
      await workbench.statusBar.getByText('Copied the request as PHP').waitFor();
      assert.ok((await workbench.clipboard()).includes(`"${tenant.url}/api/v2/organizations/name/acme"`));
    });

    it('is about the tenant of the selected row, and copies by a click on a language', async () => {
      const { workbench, tenant } = window();
      const box = workbench.box('Copy Request As');
      await workbench.row(tenant.domain).click();
      await workbench.runCommand('Auth0 Organizations: Copy Request (cURL, Node.js, …)…');
      await box.pick('Organization List');
      await box.item('Swift').waitFor();
      await box.item('Node.js').hover();
      await window().screenshot('copy-request');
      await box.pick('Node.js');
      await workbench.statusBar.getByText('Copied the request as Node.js').waitFor();
      assert.ok((await workbench.clipboard()).includes(`fetch('${tenant.url}/api/v2/organizations?take=100'`));
      await box.root.waitFor({ state: 'hidden' });
    });
  });
});

/** What a tenant was asked for in this test. */
function pathsOf({ requests }: Tenant): readonly string[] {
  return requests.map(({ path }) => path);
}
