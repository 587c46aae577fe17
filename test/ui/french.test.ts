import assert from 'node:assert/strict';
import { startTenant, type Tenant } from '../tenant/server.ts';
import { openWindow, type UiWindow } from './harness.ts';

/** A text in which the spaces are usual ones, as Playwright compares it. */
const spaced = (text: string) => text.replace(/\s/g, ' ');

describe('A VS Code in French', () => {
  let tenant: Tenant;
  let window: UiWindow;

  before(async () => {
    tenant = await startTenant({ organizations: 1234 });
    window = await openWindow({ language: 'fr' });
    await window.workbench.openSidebarView('Organisations Auth0');
  });
  after(async () => {
    await window.dispose();
    await tenant.close();
  });

  const nameOf = (index: number) => tenant.organizations[index]?.name ?? '-';

  it('is greeted in French', async () => {
    const { workbench } = window;
    await workbench.welcome().getByText('Parcourez les organisations d’un locataire Auth0.').waitFor();
    await workbench.welcome().getByRole('button', { name: 'Connecter un locataire' }).waitFor();
    await window.screenshot('french-welcome');
  });

  it('connects a tenant, and is told in French what is wrong', async () => {
    const { workbench, page } = window;
    await workbench.welcome().getByRole('button', { name: 'Connecter un locataire' }).click();
    await workbench.answer('acme');
    await workbench.quickPick('Ceci n’est que le nom d’un locataire.').waitFor();
    await workbench.answer(tenant.domain);
    await workbench.quickPick('Collez un jeton d’accès de la Management API.').click();
    await page.getByText(`Jeton d’accès pour ${tenant.domain}`).waitFor();
    await workbench.answer(await tenant.mintToken({ forged: true }));
    await workbench
      .inputMessage()
      .filter({ hasText: /n’a pas été accepté \(401\)\. La signature du jeton d’accès n’est pas valide/ })
      .waitFor();
    await window.screenshot('french-refused-token');
    await workbench.answer(await tenant.mintToken());
    await workbench.row(nameOf(0)).waitFor();
  });

  it('writes numbers and dates as French does', async () => {
    const { workbench, page } = window;
    await workbench.runCommand('Organisations: Charger toutes les organisations');
    const count = workbench.row(tenant.domain).locator('.label-description');
    await count.filter({ hasText: /^1\s234$/ }).waitFor();
    const expiry = Date.now() + 24 * 3600 * 1000;
    const day = new Date(expiry).toLocaleDateString('fr', { dateStyle: 'long' });
    await workbench.hoverUntil(workbench.row(tenant.domain), `Le jeton d’accès expire le ${day} à`);
    await page.keyboard.press('Escape');
  });

  it('has menus in French', async () => {
    const { workbench, page } = window;
    await workbench.row(nameOf(1)).click({ button: 'right' });
    const menu = page.locator('.monaco-menu');
    await menu.getByText('Copier', { exact: true }).waitFor();
    await menu.getByText('Insérer l’ID de l’organisation').waitFor();
    await menu.getByText('Rechercher toutes les références à cette organisation').waitFor();
    await window.screenshot('french-menu');
    await page.keyboard.press('Escape');
  });

  it('opens an organization that can only be read, which it says in French', async () => {
    const { workbench, page } = window;
    await workbench.runCommand('Organisations: Ouvrir une organisation par nom…');
    await workbench.inputMessage().filter({ hasText: 'Nom de l’organisation, et non son nom d’affichage' }).waitFor();
    await workbench.answer(nameOf(1));
    await workbench.tab(`${nameOf(1)}.json`).waitFor();
    await workbench.row(nameOf(1)).locator('.monaco-tl-twistie').click();
    await workbench.row('Invitations').locator('.monaco-tl-twistie').click();
    await workbench.row(/@acme\.example(jusqu’au|expirée le) \d\d\/\d\d\/\d{4}/).waitFor();
    await workbench.editor().click();
    await page.keyboard.type('x');
    await page
      .locator('.monaco-editor-overlaymessage')
      .getByText('Les organisations ne peuvent être que lues ici, pas modifiées.')
      .waitFor();
    await window.screenshot('french');
  });

  it('explains the keys of a document in French', async () => {
    const { workbench, page } = window;
    await workbench.hoverUntil(workbench.editor().getByText('"id"').first(), 'Identifie cette organisation partout');
    await window.screenshot('french-hover-on-a-key');
    await page.keyboard.press('Escape');
  });

  it('explains what fails, with buttons in French', async () => {
    const { workbench } = window;
    await tenant.inject({ answer: { status: 502, body: 'Bad Gateway' } });
    await workbench.pressViewButton('Actualiser');
    const failure = workbench.notification('502');
    const text = spaced(await failure.locator('.notification-list-item-message').innerText());
    assert.equal(
      text,
      `Impossible d’actualiser ${tenant.domain} (502). ` +
        'Auth0, ou une passerelle placée devant, a échoué en répondant. ' +
        'Réessayez bientôt ; si cela persiste, consultez status.auth0.com.',
    );
    assert.deepEqual(await failure.locator('.notification-list-item-buttons-container a').allInnerTexts(), [
      'Réessayer',
      'Afficher le journal',
    ]);
    await window.screenshot('french-failure');
  });
});
