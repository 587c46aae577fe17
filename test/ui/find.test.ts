import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { until } from '../patience.ts';
import type { Organization, Tenant } from '../tenant/server.ts';
import type { QuickInput } from './pages/quickInput.ts';
import { useWindow } from './windows/useWindow.ts';

const rest = 'Load all organizations and search';

describe('Finding an organization', () => {
  const window = useWindow(async (setUp) => {
    const large = await setUp.tenant({ organizations: 25_000 });
    const searching = await setUp.tenant({ organizations: 3000, search: true });
    const tenants = await Promise.all(
      [large, searching].map(async (tenant) => ({ domain: tenant.domain, accessToken: await tenant.mintToken() })),
    );
    const opened = await setUp.window({ tenants });
    await opened.workbench.openView('Auth0 Organizations');
    await opened.workbench.row(searching.domain).waitFor();
    return { ...opened, large, searching };
  });

  const at = ({ organizations }: Tenant, index: number): Organization =>
    organizations[index] ?? assert.fail(`there is no ${index}`);

  /** Opens the search of a tenant, with at least the first page loaded. */
  async function find(tenant: Tenant): Promise<QuickInput> {
    const { workbench } = window();
    // Its row may be out of sight.
    await workbench.pressViewButton('Collapse All');
    // An update of the rows that ends as the box opens takes the focus back, and closes it.
    await workbench.expandTenant(tenant);
    await workbench.chooseFromMenu(workbench.row(tenant.domain), 'Find Organization, User or Application…');
    const box = workbench.box(`Find Organization, User or Application in ${tenant.domain}`);
    await box.item(at(tenant, 0).id).waitFor();
    return box;
  }

  // More than the first page of the tenant that can search is never loaded.
  it('looks into what is loaded while a text is typed, without an answer of the tenant', async () => {
    const { searching } = window();
    const box = await find(searching);
    await searching.clearRequests();
    // It is asked after a pause, which may have passed by then on a busy machine.
    await searching.inject({ delayMs: 600_000 });
    await box.field.fill('societe generale electric');
    await box.item(at(searching, 2).id).waitFor();
    await box.item(`${rest}100 are loaded`).waitFor();
    assert.ok(searching.requests.length <= 1);
    await window().screenshot('find');
  });

  it('asks the tenant for a part of a name that is not loaded, with one request', async () => {
    const { searching } = window();
    const organization = at(searching, 2900);
    const text = organization.name.slice(1);
    const box = await find(searching);
    await searching.clearRequests();
    await box.field.fill(text);
    await box.focusedItem(organization.id).waitFor();
    await separator(box, 'Not loaded yet').waitFor();
    await window().screenshot('find-at-the-tenant');
    const searches = pathsOf(searching).map((path) => new URL(path, searching.url));
    assert.deepEqual(
      searches.map(({ pathname, searchParams }) => [pathname, searchParams.get('q')?.replaceAll('\\', '')]),
      [['/api/v2/organizations/search', `name:*${text}* OR display_name:*${text}*`]],
    );
  });

  it('keeps what is chosen when the tenant answers', async () => {
    const { searching } = window();
    const box = await find(searching);
    // Until the keys are pressed.
    await searching.inject({ match: '/search', hold: true });
    await box.field.fill('man');
    // Only what matches is left, of which a person chooses.
    await box.item(at(searching, 0).id).waitFor({ state: 'detached' });
    const focused = async () => (await box.focusedItem('org_').textContent()) ?? '';
    // A slow window moves the focus after the key was pressed.
    let chosen = await focused();
    for (let moves = 0; moves < 2; moves += 1) {
      const before = chosen;
      await box.field.press('ArrowDown');
      chosen = await until(async () => {
        const now = await focused();
        return now !== before && now;
      });
    }
    await searching.clearFaults();
    await separator(box, 'Not loaded yet').waitFor();
    await box.focusedItem(chosen).waitFor();
    await box.field.press('Enter');
    await window()
      .workbench.editor.line(/org_\w{16}/.exec(chosen)?.[0] ?? assert.fail())
      .waitFor();
  });

  it('says under which key of metadata an organization was found, here, in all tenants and as the filter of the sidebar', async () => {
    const { workbench, large, searching } = window();
    await (await find(large)).escape();
    const box = await find(searching);
    const button = (name: string) => box.root.getByRole('button', { name });
    await box.field.fill('plan:enterprise');
    await box.item(/plan: enterprise/).waitFor();
    await separator(box, 'Not loaded yet').waitFor();
    await button('Search Without Metadata').waitFor();
    await window().screenshot('find-metadata');

    await box.escape();
    await workbench.runCommand('Auth0 Organizations: Find Organization, User or Application…');
    const all = workbench.box(/^Find Organization, User or Application$/);
    await all.field.fill('plan:enterprise');
    await all.item(`Ask ${large.domain} and ${searching.domain} for what is not loaded`).waitFor();
    await all.item(`${large.domain} · plan: enterprise`).waitFor();
    await all.item(`${searching.domain} · plan: enterprise`).waitFor();
    await window().screenshot('find-in-all-tenants');

    await all.root.getByRole('button', { name: 'Show as Filter in Sidebar' }).click();
    await workbench.row(/plan: enterprise/).waitFor();
    await window().page.locator('.sidebar').getByText('Filter “plan:enterprise”').waitFor();
    await window().screenshot('filter-metadata');
    await workbench.runCommand('Auth0 Organizations: Clear Filter');
  });

  it('copies the ID with the button of an item', async () => {
    const { workbench, searching } = window();
    const box = await find(searching);
    await workbench.pressInlineButton(box.item(at(searching, 3).id), 'Copy Organization ID');
    await workbench.clipboardHolds(at(searching, 3).id);
  });

  it('leads from the first 100 of 25,000 to all of them: loads in the background, cancels at once, and goes on', async () => {
    const { workbench, large } = window();
    const pages = () => large.requests.filter(({ path }) => path.startsWith('/api/v2/organizations?'));
    const read = () => pages().filter(({ status }) => status === 200).length;
    let box = await find(large);
    await box.field.fill(at(large, 20_000).name);
    await box.item(at(large, 20_000).id).waitFor();
    await box.field.fill('zzz nothing like this');
    await separator(box, 'Nothing found so far').waitFor();

    // After some pages the next one does not come.
    await large.clearRequests();
    await large.inject({ times: 20 });
    await large.inject({ match: '/organizations\\?', delayMs: 3_600_000 });
    await box.pick(rest);
    const progress = workbench.notification('Loading all organizations');
    await progress.filter({ hasText: /organizations: 2,100/ }).waitFor();
    await window().screenshot('load-all');
    // The progress is told before the next page is asked for.
    await until(() => pages().length === 21);
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await progress.waitFor({ state: 'detached' });
    assert.equal(read(), 20);
    await large.clearFaults();
    // It goes when something else is clicked.
    await box.root.waitFor({ state: 'hidden' });
    await workbench.chooseFromMenu(workbench.row(large.domain), 'Load All Organizations');
    await workbench.row(large.domain).getByText('25,000', { exact: true }).waitFor();
    assert.equal(read(), 249);
    // The one that was cancelled is asked for again.
    assert.equal(pages().length, 250);

    await large.clearRequests();
    box = await find(large);
    await box.field.fill('org_');
    await separator(box, '200 of 25,000').waitFor();
    await box.field.fill(at(large, 24_999).name);
    await box.focusedItem(at(large, 24_999).id).waitFor();
    assert.equal(await box.item(rest).count(), 0);
    assert.deepEqual(pathsOf(large), []);
    await box.field.press('Enter');
    await workbench.editor.line(`"${at(large, 24_999).id}"`).waitFor();
    assert.deepEqual(pathsOf(large), [`/api/v2/organizations/${at(large, 24_999).id}`]);
  });
});

/** What stands above items. VS Code keeps it, hidden, in rows that it shows again elsewhere. */
function separator(box: QuickInput, text: string | RegExp): Locator {
  return box.root.getByText(text).filter({ visible: true });
}

function pathsOf({ requests }: Tenant): readonly string[] {
  return requests.map(({ path }) => path);
}
