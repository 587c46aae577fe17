import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { until } from '../patience.ts';
import { stories } from '../tenant/contents/stories.ts';
import { at, type Opened } from './useTheia.ts';

const story = stories.samlNotEnabled;
const stagingLabel = 'Staging';

/** What is done with two tenants, of which one has a label. The texts are in the language of the window. */
export function finds(opened: () => Opened): void {
  const askBoth = () =>
    l10n.t('Ask {0} for what is not loaded', opened().theia.list(opened().production.domain, stagingLabel));
  const requests = () => new RegExp(l10n.t('Make at Most {0} Requests', String.raw`\d+`));

  it('connects another tenant, and gives it a label', async () => {
    const { theia, staging } = opened();
    await theia.command('connectTenant');
    await theia.answer(l10n.t('Connect Tenant'), staging.domain);
    await theia.answer(l10n.t('Access Token for {0}', staging.domain), await staging.mintToken());
    await theia.row(staging.domain).waitFor();
    await theia.command('renameTenant');
    await theia.question(l10n.t('Rename Tenant'));
    await theia.field().fill(staging.domain);
    await theia.choose(staging.domain);
    await theia.answer(l10n.t('Rename {0}', staging.domain), stagingLabel);
    // Organizations have the word in their names too.
    await theia.row(staging.domain).filter({ hasText: stagingLabel }).waitFor();
  });

  it('finds words in both tenants, which the rows name, and opens the first row', async () => {
    const { theia, production, staging } = opened();
    const one = at(production, 1);
    await theia.find(one.name.replaceAll('-', ' '));
    await theia.item(production.domain, one.id).waitFor();
    await theia.item(stagingLabel, at(staging, 1).id).waitFor();
    await theia.picture('words');
    await theia.choose(one.id);
    await theia.line(one.id).waitFor();
  });

  it('says how many requests it takes to find an ID that is not loaded, makes them, and opens the organization', async () => {
    const { theia, production } = opened();
    const { id } = at(production, 120);
    await theia.find(id);
    await theia.item(askBoth(), l10n.t('at most {0} requests', 2)).waitFor();
    await theia.picture('not loaded');
    await theia.choose(askBoth());
    await theia.choose(id);
    await theia.line(id).waitFor();
  });

  // This Theia has no Markdown preview, so a page is shown as its text.
  it('finds a user by an email address, and shows the page, its JSON, and the page again', async () => {
    const { theia } = opened();
    const email = 'jane@acme.example';
    await theia.find(email);
    await theia
      .item(l10n.t('Find the users with the email address {0}', email), l10n.t('at most {0} requests', 2))
      .waitFor();
    await theia.picture('email');
    await theia.choose(l10n.t('Find the users with the email address {0}', email));
    await theia.choose(`samlp|acme|${email}`);
    await theia.line('# Jane Doe').waitFor();
    await theia.titleButton('openUserJson').click();
    await theia.line('"name": "Jane Doe"').waitFor();
    await theia.titleButton('openUser').click();
    await theia.line('# Jane Doe').waitFor();
  });

  it('follows a link in the text of the page', async () => {
    const { theia, production } = opened();
    const { id, name } = at(production, 4);
    await theia.follow(theia.line(`/${name}.json?${id}`));
    await theia.line(`"id": "${id}"`).waitFor();
    await theia.tab('jane').and(theia.tab('.md')).click();
    await theia.line('# Jane Doe').waitFor();
  });

  it('explains access to one of the organizations of the user in front', async () => {
    const { theia, production } = opened();
    const { id, name } = at(production, 1);
    await theia.command('explainAccess');
    await theia.question(l10n.t('Explain Failed Login'));
    await theia.field().fill(name);
    await theia.choose(id);
    await theia.choose(l10n.t('Without an application'));
    await theia.choose(requests());
    await theia.line('# ').filter({ hasText: 'Jane Doe' }).waitFor();
    await theia.line(`### ${l10n.t('Fix')}`).waitFor();
  });

  it('finds an application by its client ID, and offers to find who uses it, or a connection', async () => {
    const { theia, production } = opened();
    await theia.find('con_0000000000000000');
    const usesConnection = l10n.t('Find the organizations that use this connection');
    await theia.item(usesConnection, production.domain).waitFor();
    await theia.item(usesConnection, stagingLabel).waitFor();
    await theia.picture('connection');
    await theia.field().fill(story.clientId);
    await theia.item(l10n.t('Find the organizations that use this application'), production.domain).waitFor();
    await theia.picture('client ID');
    await theia.choose(l10n.t('Find the application {0}', story.clientId));
    await theia.choose('Portal of Sam Lindqvist');
    await theia.line(story.clientId).waitFor();
  });

  it('offers to find who has a discovery domain', async () => {
    const { theia } = opened();
    await theia.find('acme.example');
    await theia
      .item(l10n.t('Find the organizations with the discovery domain {0}', 'acme.example'), stagingLabel)
      .waitFor();
    await theia.picture('domain');
    await theia.closeBox();
  });

  it('looks up all IDs of a text', async () => {
    const { theia, production, staging } = opened();
    const [one, other] = [at(production, 1).id, at(staging, 0).id];
    await theia.find(`Seats of ${one} and ${other} are wrong`);
    await theia.choose(l10n.t('Look Up All {0} IDs…', 2));
    await theia.line(`${one},`).filter({ hasText: production.domain }).waitFor();
    await theia.line(`${other},`).filter({ hasText: stagingLabel }).waitFor();
  });

  it('explains a failed login to an organization that is not loaded', async () => {
    const { theia } = opened();
    await theia.command('explainAccess');
    await theia.question('(1/4)');
    await theia.field().fill(story.organizationId);
    await theia.choose(askBoth());
    await theia.choose(story.organizationId);
    await theia.question('(2/4)');
    await theia.field().fill('of sam');
    await theia.choose('Portal of Sam Lindqvist');
    await theia.question('(3/4)');
    await theia.field().fill(story.email);
    await theia.choose(story.email);
    await theia.question('(4/4)');
    await theia.picture('cost of an explanation');
    await theia.choose(requests());
    await theia.line('# Sam Lindqvist').waitFor();
  });

  it('compares the tenants', async () => {
    const { theia, production } = opened();
    await theia.command('compareTenants');
    await theia.question(l10n.t('Compare {0}', `${production.domain} ↔ ${stagingLabel}`));
    await theia.picture('compare');
    await theia.choose(l10n.t('Organizations'));
    await theia.line(`# `).filter({ hasText: stagingLabel }).waitFor();
  });

  it('exports a section of all organizations of a tenant', async () => {
    const { theia, staging } = opened();
    await theia.command('exportSections');
    await theia.question(l10n.t('Export Sections'));
    const all = theia.item(l10n.t('All {0} organizations of {1}', staging.organizations.length, stagingLabel));
    await all.waitFor();
    await theia.picture('export');
    await all.click();
    await theia.page.getByPlaceholder(l10n.t('Which sections?')).waitFor();
    await theia.item(l10n.t('Connections')).click();
    await theia.picture('sections to export');
    await theia.page.keyboard.press('Enter');
    const organizations = l10n.t('{0} organizations of {1}', staging.organizations.length, stagingLabel);
    const named = [l10n.t('Connections'), organizations];
    await theia.accept(l10n.t('Export {0} from {1}?', ...named));
    await theia.accept(
      l10n.t('{0} as {1}, {2} or {3}', l10n.t('Export {0} from {1}', ...named), 'CSV', 'JSON', 'NDJSON'),
    );
    await theia.notification(l10n.t('Exported from {0}.', organizations)).waitFor();
  });
  it('exports organizations to a table, and asks before it replaces the file', async () => {
    const { theia, staging, home } = opened();
    const table = join(home, `${stagingLabel}-organizations.csv`);
    const title = l10n.t('Export Organizations of {0}', stagingLabel);
    const dialog = l10n.t('{0} as {1}, {2} or {3}', title, 'CSV', 'JSON', 'NDJSON');
    const question = l10n.t('Replace the files that have the same names?');
    const count = staging.organizations.length;
    await theia.row(staging.domain).click();
    await theia.command('exportOrganizations');
    await theia.accept(dialog);
    await theia.notification(l10n.t('Exported {0} organizations of {1}.', count, stagingLabel)).waitFor();
    const [columns, ...rows] = (await readFile(table, 'utf8')).split('\r\n');
    assert.match(columns ?? '', /^\ufeffid,name,display_name,/);
    assert.equal(rows.filter((row) => row.startsWith('org_')).length, count);
    await writeFile(table, '');
    await theia.command('exportOrganizations');
    await theia.accept(dialog);
    await theia.dialog(question).waitFor();
    assert.equal(await readFile(table, 'utf8'), '');
    await theia.dialog(question).locator('.theia-button.secondary').click();
    // Another file can be chosen. The filter promises no format, since the end of the name decides it.
    await theia
      .dialog(dialog)
      .locator('option')
      .filter({ hasText: 'CSV, JSON, NDJSON' })
      .waitFor({ state: 'attached' });
    await theia.accept(dialog);
    await theia.accept(question);
    await until(async () => (await readFile(table, 'utf8')) !== '');
  });
}
