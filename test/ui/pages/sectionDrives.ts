import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { copied, type Drive, type Scene } from './drive.ts';
import type { Workbench } from './workbench.ts';

/** The drives of the commands of sections and their items, by the names of the commands. */
export const sectionDrives: Readonly<Record<string, Drive>> = {
  filterOrganizations: async ({ window: { workbench }, pasted }) => {
    const { id, name } = pasted.organizations[1] ?? assert.fail();
    await workbench.box('Filter Organizations').answer(id);
    await filterOf(workbench).waitFor();
    await workbench.setExpanded(workbench.row(name));
    await workbench.setExpanded(workbench.row('Invitations'));
  },
  copyItemId: (scene) => fromInvitation(scene, 'Copy ID'),
  copyItemValue: async (scene) => {
    const { workbench } = scene.window;
    await workbench.setExpanded(workbench.row('Branding'));
    await workbench.chooseFromMenu(workbench.row(/^primary/), 'Copy Value');
    await copied(scene);
  },
  copyItemJson: (scene) => fromInvitation(scene, 'Copy as JSON'),
  copyInvitationLink: async (scene) => {
    const { page, workbench } = scene.window;
    await fromInvitation(scene, 'Copy Invitation Link…');
    await workbench.answerDialog('Copy Link');
    await workbench.statusBar.getByText('Copied the link').waitFor();
    // The one place where it may be, on purpose.
    await page.evaluate('navigator.clipboard.writeText("")');
  },
  openUser: async ({ window: { workbench } }) => {
    const section = workbench.row('Members');
    await workbench.setExpanded(section);
    await workbench.chooseFromMenu(workbench.row(/^Jane Doe/), 'Open User');
    await workbench.tab('samlp-acme-jane-acme-example.md').waitFor();
    await workbench.setExpanded(section, false);
  },
  openSectionJson: async ({ window: { workbench } }) => {
    await workbench.pressInlineButton(workbench.row('Invitations'), 'Open Section as JSON');
    await workbench.tab('invitations.json').waitFor();
  },
  showFailuresOnly: async ({ window: { workbench } }) => {
    await workbench.pressInlineButton(workbench.row('Recent Events'), 'Show Failures Only');
    await workbench.row('Recent Events').getByText('failures only').waitFor();
  },
  showAllEvents: async ({ window: { workbench } }) => {
    await workbench.pressInlineButton(workbench.row('Recent Events'), 'Show All Events');
    await workbench.row('Recent Events').getByText('failures only').waitFor({ state: 'detached' });
  },
  findOrganizationsOfApplication: async ({ window: { workbench } }) => {
    const box = workbench.box('Find Organizations That Use an Application');
    await box.pick('Load the applications of');
    // One that is loaded becomes active. A click could be lost where the rows take other places.
    await box.choose(/^Portal/);
    await workbench.notification(/organizations of .* use Portal/).waitFor();
    await workbench.clearNotifications();
  },
  findDiscoveryDomain: async ({ window: { workbench } }) => {
    await workbench.pressInlineButton(workbench.row('Discovery Domains'), 'Find Discovery Domain…');
    await workbench.box('Find Discovery Domain').answer('missing.example');
    await workbench.notification('has no discovery domain missing.example').waitFor();
    await workbench.clearNotifications();
  },
  findOrganizationsOfConnection: async ({ window: { workbench }, pasted }) => {
    await workbench.box('Find Organizations That Use a Connection').escape();
    const section = workbench.row('Connections');
    await workbench.setExpanded(section);
    await workbench.chooseFromMenu(
      workbench.row(/^acme-okta/),
      'Find Organizations That Use a Connection (SSO, SAML, …)…',
    );
    await workbench.box('Organizations that use acme-okta').pick('Loaded Organizations');
    await workbench.notification(/ in .* uses acme-okta\./).waitFor();
    await workbench.clearNotifications();
    await workbench.setExpanded(workbench.row(pasted.organizations[1]?.name ?? '-'), false);
  },
  clearFilter: async ({ window: { workbench } }) => {
    await filterOf(workbench).waitFor({ state: 'hidden' });
  },
};

function filterOf({ page }: Workbench): Locator {
  return page.locator('.sidebar').getByText('Filter “');
}

/** Chooses from the menu of the first invitation. */
async function fromInvitation({ window: { workbench } }: Scene, item: string): Promise<void> {
  await workbench.chooseFromMenu(workbench.row(/@acme\.example(until|expired)/), item);
}
