import assert from 'node:assert/strict';
import * as l10n from '@vscode/l10n';
import { until } from '../patience.ts';
import { finds } from './twoTenants.ts';
import { at, type Opened, useTheia } from './useTheia.ts';

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

  it('opens an organization by the link on its ID in code', async () => {
    const { theia, production } = opened();
    await theia.page.keyboard.press('F1');
    await theia.field().fill('app.js');
    await theia.choose('app.js');
    await theia.follow(theia.line('const organization'));
    await theia.line(`"id": "${at(production, 20).id}"`).waitFor();
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
