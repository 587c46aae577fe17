import assert from 'node:assert/strict';
import * as l10n from '@vscode/l10n';
import { until } from '../patience.ts';
import { stories } from '../tenant/contents/stories.ts';
import { at, type Opened, useTheia } from './useTheia.ts';

const story = stories.samlNotEnabled;
const stagingLabel = 'Staging';

// What builds on each other is in the order of a first day: a window of Theia takes long to open.
describe('Eclipse Theia', () => {
  const opened = useTheia('en');
  connects(opened);
  works(opened);
  finds(opened);
});

describe('Eclipse Theia in French', () => {
  const opened = useTheia('fr');
  connects(opened);
  finds(opened);
});

function connects(opened: () => Opened): void {
  it('has the welcome with its button, also once the extension is active, and asks two questions for a tenant', async () => {
    const { theia, production } = opened();
    const { domain } = production;
    const button = theia.page.getByRole('button', { name: l10n.t('Connect Tenant') });
    await button.or(theia.page.locator('.theia-button')).first().waitFor();
    await theia.command('showLog');
    await button
      .or(theia.page.locator('.theia-button').filter({ hasText: l10n.t('Connect Tenant') }))
      .first()
      .click();
    await theia.answer(`${l10n.t('Connect Tenant')} (1/2)`, domain);
    await theia.question(`${l10n.t('Access Token for {0}', domain)} (2/2)`);
    await theia.picture('token');
    await theia.answer(l10n.t('Access Token for {0}', domain), await production.mintToken());
    await theia.rowOf(at(production, 0)).waitFor();
    await theia.box().waitFor({ state: 'hidden' });
  });
}

/** What is done with a tenant. */
function works(opened: () => Opened): void {
  it('opens an organization by a click, as read-only JSON without a problem', async () => {
    const { theia, production } = opened();
    await theia.clickRow(at(production, 1));
    await theia.line(at(production, 1).id).waitFor();
    await theia.line('"name"').click();
    await theia.page.keyboard.type('x');
    assert.equal(await theia.line('x"name"').count(), 0);
    await until(async () => /^0\s*0/.test((await theia.page.locator('#theia-statusBar').innerText()).trim()));
  });

  it('explains a field where one points at it', async () => {
    const { theia } = opened();
    await theia.line('"display_name"').locator('span').filter({ hasText: 'display_name' }).last().hover();
    await theia.page.locator('.monaco-hover').filter({ hasText: 'The name that people are shown' }).first().waitFor();
  });

  it('copies the row of the button, though another one is selected, and the selected one with the keys', async () => {
    const { theia, production } = opened();
    await theia.clickRow(at(production, 3));
    await theia.line(at(production, 3).id).waitFor();
    await theia.rowOf(at(production, 4)).hover();
    await theia.rowOf(at(production, 4)).locator('.theia-tree-view-inline-action').first().dispatchEvent('click');
    await theia.clipboardHolds(at(production, 4).id);
    // A click opens an organization, which takes the focus from the rows.
    await theia.rowOf(at(production, 5)).click({ modifiers: ['ControlOrMeta'] });
    await theia.page.keyboard.press('Control+C');
    await until(
      async () =>
        (await theia.clipboard()).split('\n').toSorted().join() ===
        [at(production, 3).id, at(production, 5).id].toSorted().join(),
    );
  });

  it('makes nothing of a display name but its text', async () => {
    const { theia, production } = opened();
    const hostile = production.organizations.findIndex(({ display_name: name }) => name?.startsWith('<img'));
    await theia.rowOf(at(production, hostile)).hover();
    await theia.page
      .locator('.theia-hover')
      .filter({ hasText: at(production, hostile).id })
      .first()
      .waitFor();
    assert.equal(await theia.page.locator('img[src="x"]').count(), 0);
  });

  it('looks up an organization by its ID and by its name', async () => {
    const { theia, production } = opened();
    await theia.command('openOrganizationById');
    await theia.answer('Open Organization by ID', at(production, 120).id);
    await theia.line(at(production, 120).id).waitFor();
    await theia.command('openOrganizationByName');
    await theia.answer('Open Organization by Name', at(production, 121).name);
    await theia.line(at(production, 121).id).waitFor();
  });

  it('finds an organization with the best match first, whatever its label', async () => {
    const { theia, production } = opened();
    await theia.command('findOrganization');
    await theia.box().filter({ hasText: 'Find Organization, User or Application' }).waitFor();
    await theia.field().fill(at(production, 50).name);
    await theia
      .box()
      .locator('.monaco-list-row.focused')
      .filter({ hasText: at(production, 50).id })
      .waitFor();
    await theia.page.keyboard.press('Enter');
    await theia.line(at(production, 50).id).waitFor();
  });

  it('opens a whole organization as code', async () => {
    const { theia, production } = opened();
    await theia.clickRow(at(production, 1));
    await theia.line(at(production, 1).id).waitFor();
    await theia.command('copyAs');
    await theia.choose('Whole Organization as Terraform');
    await theia.line('resource "auth0_organization"').waitFor();
    await theia.notification('Opened as Terraform').waitFor();
  });

  it('says that it has no search to begin, in place of nothing', async () => {
    const { theia } = opened();
    await theia.command('findReferences');
    await theia.notification('no search that an extension can begin').waitFor();
  });

  it('explains a refusal', async () => {
    const { theia, production } = opened();
    await production.inject({
      match: `/organizations/${at(production, 7).id}$`,
      answer: {
        status: 403,
        body: { statusCode: 403, message: 'Insufficient scope', errorCode: 'insufficient_scope' },
      },
    });
    await theia.clickRow(at(production, 7));
    await theia.notification('403 insufficient_scope').waitFor();
    await production.clearFaults();
  });

  it('reads the open documents again after a reload', async () => {
    const { theia, production } = opened();
    await theia.clickRow(at(production, 9));
    await theia.line(at(production, 9).id).waitFor();
    await theia.page.reload();
    await theia.line(at(production, 9).id).waitFor();
  });
}

/** What is done with two tenants, of which one has a label. The texts are in the language of the window. */
function finds(opened: () => Opened): void {
  const askBoth = () =>
    l10n.t('Ask {0} for what is not loaded', opened().theia.list(opened().production.domain, stagingLabel));

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
    await theia.row(stagingLabel).waitFor();
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
  it('finds a user by an email address, and shows the page', async () => {
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
    await theia.choose(l10n.t('Make at Most {0} Requests', 19));
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
}
