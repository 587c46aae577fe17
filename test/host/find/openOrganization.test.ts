import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../../patience.ts';
import { isOneError, messagesDuring } from '../messages.ts';
import { connect, contentOf, forget, listedIds, requestsOf, run, tenants } from '../tenants.ts';
import { nobody } from './lookUpWays.ts';

const { small, large, inside } = tenants;

describe('Looking up an organization', () => {
  beforeEach(async () => {
    await connect(small);
    await connect(large);
  });
  afterEach(async () => {
    await forget(small);
    await forget(large);
  });

  it('opens an organization by ID, with one request', async () => {
    const organization = (await small.organizations())[7];
    const uri = await run<vscode.Uri>('openOrganizationById', organization?.id, small.domain);
    assert.deepEqual(await requestsOf(small), [`GET /api/v2/organizations/${organization?.id}`]);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), uri.toString());
    assert.deepEqual(await contentOf(uri), organization);
  });

  it('takes the only ID in a URL or a line of JSON', async () => {
    const { id = '' } = (await small.organizations())[7] ?? {};
    const url = `https://manage.auth0.com/dashboard/eu/acme/organizations/${id}/overview`;
    for (const text of [url, `"organization_id": "${id}",`]) {
      const uri = await run<vscode.Uri>('openOrganizationById', text, small.domain);
      assert.equal(uri.query, id);
    }
  });

  it('opens the same document by name, with one request', async () => {
    const organization = (await small.organizations())[7];
    const byId = await run<vscode.Uri>('openOrganizationById', organization?.id, small.domain);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await small.clearRequests();
    const byName = await run<vscode.Uri>('openOrganizationByName', organization?.name, small.domain);
    assert.equal(byName.toString(), byId.toString());
    assert.deepEqual(await requestsOf(small), [`GET /api/v2/organizations/name/${organization?.name}`]);
    assert.deepEqual(await contentOf(byName), organization);
  });

  it('opens an organization far beyond the first thousand', async () => {
    const organization = (await large.organizations())[24_999];
    const uri = await run<vscode.Uri>('openOrganizationById', organization?.id, large.domain);
    assert.deepEqual(await contentOf(uri), organization);
  });

  it('takes the tenant that is known to have the organization where none is named', async () => {
    const organization = (await large.organizations())[7];
    await run('openOrganizationByName', organization?.name, large.domain);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await large.clearRequests();
    const uri = await run<vscode.Uri>('openOrganizationById', organization?.id);
    assert.deepEqual(await requestsOf(large), [`GET /api/v2/organizations/${organization?.id}`]);
    assert.deepEqual(await requestsOf(small), []);
    assert.deepEqual(await contentOf(uri), organization);
  });

  it('does not take the 404 of a proxy for the answer that there is no such organization', async () => {
    const [id = ''] = await listedIds(small);
    const body = { statusCode: 404, error: 'Not Found', message: 'Not Found' };
    await small.inject({ match: `/organizations/${id}$`, times: 1, answer: { status: 404, body } });
    const messages = await messagesDuring(() => run('openOrganizationById', id, small.domain));
    assert.match(messages[0]?.text ?? '', /found nothing there: Not Found\./);
    assert.ok((await listedIds(small)).includes(id));
  });

  describe('in a tenant that does not have it', () => {
    const mine = { id: 'org_OnlyInSmall00001', name: 'only-small', display_name: 'Only Small' };
    beforeEach(async () => {
      await small.addOrganization(mine);
      await run('setEnvironment', small.domain, 'production');
      await run('openOrganizationById', mine.id, small.domain);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await small.clearRequests();
    });
    afterEach(() => small.removeOrganization(mine.id));

    for (const [command, key] of [
      ['openOrganizationById', mine.id],
      ['openOrganizationByName', mine.name],
    ] as const) {
      it(`says which tenant is known to have the organization, and opens it there on request: ${command}`, async () => {
        const where = `${small.domain} · Production`;
        const expected = {
          kind: 'information',
          text: `Organization ${key} was not opened: it is not in ${large.domain}. It was read from ${where}.`,
          buttons: [`Open in ${where}`],
        };
        const dismissed = await messagesDuring(async () => {
          assert.equal(await run(command, key, large.domain), undefined);
        });
        assert.deepEqual(dismissed, [expected]);
        assert.deepEqual(await requestsOf(small), []);
        assert.deepEqual(
          vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label)),
          [],
        );

        const messages = await messagesDuring(async () => {
          await run(command, key, large.domain);
          await until(() => vscode.window.activeTextEditor?.document.uri.path.includes(mine.name));
        }, expected.buttons[0]);
        assert.deepEqual(messages, [expected]);
        assert.ok(vscode.window.activeTextEditor?.document.getText().includes(mine.id));
        assert.equal((await requestsOf(small)).length, 1);
        assert.equal((await requestsOf(large)).length, 2);
      });
    }

    it('asks the other tenants for a name that the one which had it has given up', async () => {
      const theirs = { id: 'org_OnlyInLarge00001', name: mine.name };
      await large.addOrganization(theirs);
      await small.updateOrganization(mine.id, { name: 'renamed-since' });
      try {
        assert.deepEqual(await contentOf(await run<vscode.Uri>('openOrganizationByName', mine.name)), theirs);
        assert.deepEqual([(await requestsOf(small)).length, (await requestsOf(large)).length], [1, 1]);
      } finally {
        await large.removeOrganization(theirs.id);
      }
      const [nowhere] = await messagesDuring(() => run('openOrganizationByName', mine.name));
      assert.ok(nowhere?.text.includes(`${mine.name} in ${small.domain}`) && nowhere.text.includes(large.domain));
    });

    it('says each tenant that has the name, and asks for another key where no tenant is known to have it', async () => {
      await connect(inside);
      const theirs = { id: 'org_OnlyInInside0001', name: mine.name };
      await inside.addOrganization(theirs);
      try {
        await run('openOrganizationByName', mine.name, inside.domain);
        const [both] = await messagesDuring(() => run('openOrganizationByName', mine.name, large.domain));
        assert.deepEqual(both?.buttons, [`Open in ${small.domain} · Production`, `Open in ${inside.domain}`]);
        assert.ok(both.text.endsWith(`It was read from ${small.domain} · Production and ${inside.domain}.`), both.text);
      } finally {
        await inside.removeOrganization(theirs.id);
        await forget(inside);
      }
      const [nowhere] = await messagesDuring(() => run('openOrganizationById', 'org_0000000000000000', large.domain));
      assert.equal(nowhere?.kind, 'error');
      assert.match(nowhere.text, /404/);
      const [nowhereAtAll] = await messagesDuring(() => run('openOrganizationById', nobody.id));
      const tenants = `${small.domain} and ${large.domain}`;
      const failed = `Organization ${nobody.id} in ${tenants} could not be opened (404). There is no organization by`;
      assert.ok(nowhereAtAll?.text.startsWith(failed), nowhereAtAll?.text);
    });

    it('says which tenants do not have it where another one could not be asked', async () => {
      await connect(inside);
      const body = { statusCode: 401, error: 'Unauthorized', message: 'Expired token received' };
      await inside.inject({ answer: { status: 401, body } });
      try {
        const { id } = nobody;
        const messages = await messagesDuring(() => run('openOrganizationById', id));
        const titles = `${small.domain} and ${large.domain}`;
        isOneError(messages, {
          failed: `Organization ${id} is not in ${titles}; ${inside.domain} could not be asked`,
          text: /The access token has expired\./,
          buttons: ['Update Access Token', 'Retry'],
        });
      } finally {
        await forget(inside);
      }
    });

    it('says what went wrong where the tenant does not answer', async () => {
      await large.inject({ match: mine.id, answer: { status: 401, body: { message: 'Expired token' } } });
      const [message] = await messagesDuring(() => run('openOrganizationById', mine.id, large.domain));
      assert.equal(message?.kind, 'error');
      assert.match(message.text, /401/);
    });
  });

  describe('in a tenant, while another one does not answer or cannot be asked', () => {
    const mine = { id: 'org_OnlyInSmall0002', name: 'only-in-small-2' };
    beforeEach(() => small.addOrganization(mine));
    afterEach(() => small.removeOrganization(mine.id));

    it('opens what has an ID, which no other tenant has', async () => {
      await large.inject({ match: mine.id, hold: true });
      const begunMs = performance.now();
      const uri = await run<vscode.Uri>('openOrganizationById', mine.id);
      assert.deepEqual(await contentOf(uri), mine);
      assert.ok(performance.now() - begunMs < 10_000);
    });

    it('opens what has a name, and says that the other tenant can have it as well', async () => {
      await large.inject({ match: mine.name, times: 3, answer: { status: 500, body: {} } });
      const messages = await messagesDuring(async (soFar) => {
        assert.deepEqual(await contentOf(await run<vscode.Uri>('openOrganizationByName', mine.name)), mine);
        await until(() => soFar.length === 2);
      }, 'Retry');
      assert.match(
        messages[0]?.text ?? '',
        new RegExp(`^Organization ${mine.name} in ${large.domain} could not be opened`),
      );
      assert.match(messages[1]?.text ?? '', new RegExp(`was not opened: it is not in ${large.domain}`));
      assert.equal((await requestsOf(large)).length, 4);
      assert.equal((await requestsOf(small)).length, 1);
    });
  });

  it('is newer than the list, in hovers too, until the list is read again', async () => {
    const { id, display_name: before = '' } = (await small.organizations())[9] ?? assert.fail();
    const content = JSON.stringify({ organization: id });
    const { uri } = await vscode.workspace.openTextDocument({ language: 'json', content });
    const hover = async () => {
      const place = new vscode.Position(0, content.indexOf(id) + 1);
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, place);
      return hovers.flatMap(({ contents }) => contents.map((one) => (one as vscode.MarkdownString).value)).join('');
    };
    await run('openOrganizationList', small.domain);
    try {
      await small.updateOrganization(id, { display_name: 'Second Name' });
      await run('openOrganizationById', id, small.domain);
      assert.match(await hover(), /Second Name/);
      await small.updateOrganization(id, { display_name: 'Third Name' });
      await run('refresh', small.domain);
      assert.match(await hover(), /Third Name/);
    } finally {
      await small.updateOrganization(id, { display_name: before });
    }
  });

  it('renews a document that is already open', async () => {
    const organization = (await small.organizations())[8];
    assert.ok(organization);
    const uri = await run<vscode.Uri>('openOrganizationById', organization.id, small.domain);
    await small.updateOrganization(organization.id, { metadata: { plan: 'renewed' } });
    const changed = nextChange(uri);
    await run('openOrganizationById', organization.id, small.domain);
    await changed;
    assert.deepEqual(((await contentOf(uri)) as { metadata: unknown }).metadata, { plan: 'renewed' });
  });
});

function nextChange(uri: vscode.Uri): Promise<void> {
  return new Promise((resolve) => {
    const subscription = vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.toString() === uri.toString()) {
        subscription.dispose();
        resolve();
      }
    });
  });
}
