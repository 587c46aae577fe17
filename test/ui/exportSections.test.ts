import assert from 'node:assert/strict';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { until } from '../patience.ts';
import { useWindow, withTenant } from './windows/useWindow.ts';

describe('Exporting what is inside organizations', () => {
  const window = useWindow(withTenant({ organizations: 6 }));

  beforeEach(async () => {
    for (const name of await files()) await rm(join(window().home, name));
  });

  const files = async () => (await readdir(window().home)).filter((name) => /sv$|json$|tmp$/.test(name));
  const nameOf = (place: number) => window().tenant.organizations[place]?.name ?? '-';
  const row = (place: number): Locator => window().workbench.row(nameOf(place));
  const tenantName = () => window().tenant.domain.replace(':', '-');
  /** Accepts the path that is suggested, once the dialog has filled it in, with the extension of this name. */
  const acceptDialog = async (title: string, name: string) => {
    const dialog = window().workbench.box(title);
    const path = join(window().home, name);
    const start = path.slice(0, path.lastIndexOf('.') + 1);
    await until(async () => (await dialog.field.inputValue()).startsWith(start));
    await dialog.item('..').waitFor();
    await dialog.answer(path);
  };

  it('exports a section from its menu', async () => {
    const { workbench, tenant } = window();
    await workbench.expandTenant(tenant);
    await workbench.setExpanded(row(1));
    await workbench.openMenu(
      workbench.row('Members'),
      'Export Members, Roles, Invitations, Connections, Domains, Etc…',
    );
    await window().screenshot('export-section-menu');
    await workbench.chooseFromMenu(
      workbench.row('Members'),
      'Export Members, Roles, Invitations, Connections, Domains, Etc…',
    );
    const title = `Export Members from ${tenant.organizations[1]?.display_name} in ${tenant.domain}`;
    await workbench.box(`${title} with names and email addresses as CSV, JSON or NDJSON`).item('..').waitFor();
    await window().screenshot('export-section-file');
    const name = `${tenantName()}-${nameOf(1)}-members.csv`;
    await acceptDialog(title, name);
    const told = workbench.notification('Exported from');
    await told.waitFor();
    await window().screenshot('export-section-done');
    await told.getByRole('button', { name: 'Open File' }).click();
    await workbench.editor.line('organization_id,organization_name,user_id').waitFor();
    assert.match(await readFile(join(window().home, name), 'utf8'), /jane@acme\.example/);
  });

  it('asks which sections of the selected organizations, and whether to make so many requests', async () => {
    const { workbench, tenant } = window();
    await workbench.expandTenant(tenant);
    await row(0).click();
    // A tab that comes later would be what was used last.
    await workbench.tab(`${nameOf(0)}.json`).waitFor();
    await row(2).click({ modifiers: ['ControlOrMeta'] });
    await row(4).click({ modifiers: ['ControlOrMeta'] });
    await workbench.openMenu(row(2), 'Export Members, Roles, Invitations, Connections, Domains, Etc…');
    await window().screenshot('export-organizations-menu');
    await workbench.chooseFromMenu(row(2), 'Export Members, Roles, Invitations, Connections, Domains, Etc…');
    const sections = workbench.box(`Export Sections from 3 organizations of ${tenant.domain}`);
    await sections.escape();
    // The palette takes the same rows.
    await workbench.runCommand('Auth0 Organizations: Export Members, Roles, Invitations, Connections, Domains, Etc…');
    await sections.item('Members').getByText('names, email addresses and roles').waitFor();
    await sections.item('Members').click();
    await sections.item('Connections').click();
    await window().screenshot('export-sections-question');
    await sections.field.press('Enter');
    await workbench.dialog.getByText(`Export 2 sections from 3 organizations of ${tenant.domain}?`).waitFor();
    await workbench.dialog.getByText('Requests: about 6').waitFor();
    await window().screenshot('export-sections-cost');
    await workbench.answerDialog('Export');
    await acceptDialog('Export 2 sections', `${tenantName()}-organizations-sections.ndjson`);
    await workbench.notification(`Exported from 3 organizations of ${tenant.domain}. Members: `).waitFor();
    await window().screenshot('export-sections-done');
  });

  it('takes the section with the focus where none is ticked, and stays where none has it', async () => {
    const { workbench, tenant } = window();
    await workbench.expandTenant(tenant);
    await workbench.chooseFromMenu(row(1), 'Export Members, Roles, Invitations, Connections, Domains, Etc…');
    const title = tenant.organizations[1]?.display_name ?? '-';
    const sections = workbench.box(`Export Sections from ${title}`);
    await sections.focusedItem('Members').waitFor();
    await window().screenshot('export-sections-none-ticked');
    await sections.field.fill('nothing like this');
    await sections.item('Members').waitFor({ state: 'detached' });
    await sections.field.press('Enter');
    await sections.field.fill('');
    await sections.field.press('ArrowDown');
    await sections.field.press('ArrowDown');
    const [focused = '-'] = await sections.root.locator('.monaco-list-row.focused').allInnerTexts();
    await sections.field.press('Enter');
    await workbench.box(`Export ${focused.trim()} from ${title}`).escape();
  });

  it('tells how far the export is, and goes on where it was canceled', async () => {
    const { workbench, tenant } = window();
    await workbench.expandTenant(tenant);
    await workbench.setExpanded(row(1), false);
    await workbench.setExpanded(row(3));
    await tenant.inject({ match: 'from=', times: 2, delayMs: 1 });
    await tenant.inject({ match: 'from=', delayMs: 600_000 });
    await workbench.chooseFromMenu(
      workbench.row('Members'),
      'Export Members, Roles, Invitations, Connections, Domains, Etc…',
    );
    const name = `${tenantName()}-${nameOf(3)}-members.csv`;
    await acceptDialog('Export Members', name);
    const progress = workbench.notification('Exporting Members from');
    await progress.filter({ hasText: 'organizations: 0 of 1, items: 300' }).waitFor();
    await window().screenshot('export-sections-progress');
    await progress.getByRole('button', { name: 'Cancel' }).click();
    const stopped = workbench.notification('stopped. Items so far: 300.');
    await stopped.waitFor();
    await window().screenshot('export-sections-stopped');
    await tenant.clearFaults();
    await stopped.getByRole('button', { name: 'Continue' }).click();
    await workbench.notification('Members: 12,000.').waitFor();
    assert.equal((await readFile(join(window().home, name), 'utf8')).split('\r\n').length, 12_002);
    assert.deepEqual(await files(), [name]);
  });
});
