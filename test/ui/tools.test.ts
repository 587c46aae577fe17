import assert from 'node:assert/strict';
import { join } from 'node:path';
import { callTools, toolCaller } from './pages/toolCalls.ts';
import { useWindow, type SetUp } from './windows/useWindow.ts';
import type { UiOptions } from './windows/openWindow.ts';

/** A window with a connected tenant, in which tools can be called. */
async function open(setUp: SetUp, options: UiOptions = {}) {
  const tenant = await setUp.tenant({ organizations: 5 });
  const file = join(await setUp.folder(), 'calls.json');
  const accessToken = await tenant.mintToken();
  const window = await setUp.window({
    ...options,
    tenants: [{ domain: tenant.domain, accessToken }],
    others: [toolCaller.folder],
    env: toolCaller.environment(file),
  });
  await window.workbench.openView(options.language === 'fr' ? 'Organisations Auth0' : 'Auth0 Organizations');
  await window.workbench.row(tenant.domain).waitFor();
  return { ...window, tenant, file };
}

describe('A tool for language models', () => {
  const opened = useWindow(open);

  it('tells the person what the model gets, and requests nothing before the person agrees', async () => {
    const { workbench, tenant, file, ...window } = opened();
    const [, , , large] = tenant.organizations;
    const input = { organization_name: large?.name, section: 'members', domain: tenant.domain };
    await tenant.clearRequests();
    const answers = callTools(workbench, file, [{ name: 'read_organization_section', input }], async () => {
      const { dialog } = workbench;
      await dialog.getByText('Read What Is Inside an Auth0 Organization').waitFor();
      const question = `Read Members · ${large?.name} of ${tenant.domain}?`;
      const gets = 'The language model gets names and email addresses of people.';
      const costs = 'Requests: at most 4, with repeats after failures at most 12.';
      await dialog.getByText(`${question} ${gets} ${costs}`).waitFor();
      await window.screenshot('tool-confirmation');
      assert.deepEqual(tenant.requests, []);
      await workbench.answerDialog('Cancel');
    });
    const [refused] = await answers;
    assert.ok(refused?.isError);
    assert.deepEqual(tenant.requests, []);

    const [first] = await callTools(workbench, file, [{ name: 'read_organization_section', input }]);
    const { next } = JSON.parse(first?.parts[0] ?? '') as { readonly next?: string };
    assert.ok(next);
    await callTools(workbench, file, [{ name: 'read_organization_section', input: { ...input, next } }], async () => {
      const question = 'give the language model the next part of the answer?';
      await workbench.dialog.getByText(`Reading Members · ${large?.name} of ${tenant.domain}: ${question}`).waitFor();
      await workbench.answerDialog('Yes');
    });
  });
});

describe('A tool for language models in French', () => {
  const opened = useWindow((setUp) => open(setUp, { language: 'fr' }));

  it('tells the person what the model gets in French', async () => {
    const { workbench, tenant, file } = opened();
    const [first, second] = tenant.organizations;
    const input = { organization_id: first?.id, other_organization_id: second?.id };
    await callTools(workbench, file, [{ name: 'compare_organizations', input }], async () => {
      await workbench.dialog.getByText('Comparer deux organisations Auth0').waitFor();
      await workbench.dialog.getByText('avec des noms et des adresses e-mail de personnes invitées.').waitFor();
      await workbench.answerDialog('Annuler');
    });
  });
});
