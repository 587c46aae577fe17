import assert from 'node:assert/strict';
import { decodeJwt } from 'jose';
import { useWindow } from './windows/useWindow.ts';

/** A text in which the spaces are usual ones, as Playwright compares it. */
const spaced = (text: string) => text.replace(/\s/g, ' ');

// `test/unit/french.test.ts` checks all translations, and the tests of the pseudo-locale that each text has one. This is
// about how they come together with names, numbers and dates.
describe('A VS Code in French', () => {
  const opened = useWindow(async (setUp) => {
    const tenant = await setUp.tenant({ organizations: 1234 });
    return { ...(await setUp.window({ language: 'fr' })), tenant };
  });

  it('is spoken to in French, from the welcome to a failure', async () => {
    const { workbench, page, tenant, ...window } = opened();
    const name = tenant.organizations[1]?.name ?? '-';

    await workbench.openView('Organisations Auth0');
    await workbench.welcome.getByText('Parcourez les organisations d’un locataire Auth0.').waitFor();
    const connect = workbench.welcome.getByRole('button', { name: 'Connecter un locataire' });
    await connect.waitFor();
    await window.screenshot('french-welcome');

    // A tenant is connected, after what is wrong has been told.
    await connect.click();
    const domain = workbench.box('Connecter un locataire');
    await domain.answer('acme');
    await domain.item('Ceci n’est que le nom d’un locataire.').waitFor();
    await domain.answer(tenant.domain);
    const token = workbench.box(`Jeton d’accès pour ${tenant.domain}`);
    await token.answer(await tenant.mintToken({ forged: true }));
    await token.message
      .filter({ hasText: /^Impossible de connecter .* \(401\)\. La signature du jeton d’accès n’est pas valide/ })
      .waitFor();
    await window.screenshot('french-refused-token');
    const accessToken = await tenant.mintToken();
    await token.answer(accessToken);
    await workbench.row(name).waitFor();

    // Numbers and dates are written as French does.
    await workbench.runCommand('Organisations Auth0: Charger toutes les organisations');
    const count = workbench.row(tenant.domain).locator('.label-description');
    await count.filter({ hasText: /^1\s234$/ }).waitFor();
    const { exp = 0 } = decodeJwt(accessToken);
    const day = new Date(exp * 1000).toLocaleDateString('fr', { dateStyle: 'long' });
    await workbench.hoverUntil(workbench.row(tenant.domain), `Le jeton d’accès expire le ${day} à`);

    // The menu of an organization.
    await workbench.openMenu(workbench.row(name), 'Copier et insérer');
    await workbench.menuItem('Copier et insérer').hover();
    await workbench.menuItem('Insérer un ID (organisation)').waitFor();
    await workbench.menuItem('Rechercher les références à une organisation').waitFor();
    await window.screenshot('french-menu');
    await workbench.closeMenu();

    // Its document, which can only be read, and its rows.
    await workbench.runCommand('Organisations Auth0: Ouvrir une organisation par nom…');
    const byName = workbench.box('Ouvrir une organisation par nom');
    await byName.message.filter({ hasText: 'Nom de l’organisation, et non son nom d’affichage' }).waitFor();
    await byName.answer(name);
    await workbench.tab(`${name}.json`).waitFor();
    await workbench.setExpanded(workbench.row(name));
    await workbench.setExpanded(workbench.row('Invitations'));
    await workbench.row(/@acme\.example(jusqu’au|expirée le) \d\d\/\d\d\/\d{4}/).waitFor();
    await workbench.editor.root.click();
    await page.keyboard.type('x');
    await page
      .locator('.monaco-editor-overlaymessage')
      .getByText('Les organisations ne peuvent être que lues ici, pas modifiées.')
      .waitFor();
    await window.screenshot('french');
    await workbench.hoverUntil(workbench.editor.word('"id"'), 'Identifie cette organisation partout');
    await window.screenshot('french-hover-on-a-key');

    // A failure, with its buttons.
    await tenant.inject({ answer: { status: 502, body: 'Bad Gateway' } });
    await workbench.pressViewButton('Actualiser');
    const failure = workbench.notification('502');
    assert.equal(
      spaced(await failure.locator('.notification-list-item-message').innerText()),
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
