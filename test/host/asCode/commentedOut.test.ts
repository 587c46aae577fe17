import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { organizationsAsDeployYaml } from '../../../src/asCode/deployYaml.ts';
import { readScopes } from '../../tenant/scopes.ts';
import { messagesDuring } from '../messages.ts';
import { connect, forget, requestsOf, run, tenants } from '../tenants.ts';
import { odd, partsOf, requests, rich, row, untitledText } from './samples.ts';

const { inside } = tenants;

describe('Organizations in the YAML of the Deploy CLI', () => {
  beforeEach(() => connect(inside));
  afterEach(async () => {
    // Closing what was typed would ask whether to save it.
    while (vscode.window.activeTextEditor) {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
    await inside.setFeature('clients', 'on');
    await inside.setFeature('organizationConnections', 'on');
    await forget(inside);
  });

  it('are not written when the user does not want the names of so many applications to be read', async () => {
    const known = (await partsOf(rich)).applicationNames.known;
    const pages = Array.from({ length: 6 }, (_, page) => ({
      clients: Array.from({ length: 100 }, (__, index) => ({ client_id: `app${page}-${index}`, name: `App ${index}` })),
      ...(page < 5 && { next: `page${page + 1}` }),
    }));
    const own = [...known].map(([id, name]) => ({ client_id: id, name }));
    const injected = async () => {
      for (const { clients, ...page } of pages) {
        const body = { ...page, clients: page.next ? clients : own };
        await inside.inject({ match: '/api/v2/clients\\?', times: 1, answer: { status: 200, body } });
      }
    };
    const copy = async () => run('copyAs', await row(rich), undefined, 'wholeDeployCli');
    await injected();
    const [question] = await messagesDuring(copy);
    assert.equal(question?.text, `${inside.domain}: read the names of all applications?`);
    assert.equal(question.detail, 'Each request reads 100 more. How many there are is not known.');
    assert.equal(untitledText(), undefined);
    await inside.clearFaults();
    await injected();
    const before = (await requestsOf(inside)).length;
    await messagesDuring(copy, 'Read');
    // The organization with its sections, and each page.
    assert.equal((await requestsOf(inside)).length, before + requests.length + 6);
    assert.equal(untitledText(), organizationsAsDeployYaml([await partsOf(rich)], true));
  });

  it('are commented out where a deployment would change them, which a question tells before', async () => {
    const copy = async () => run('copyAs', [await row(odd), await row(rich)], undefined, 'wholeDeployCli');
    const [first, question] = await messagesDuring(copy, 'Read');
    assert.equal(first?.text, 'Read 2 organizations?');
    assert.equal(question?.text, 'Comment out what a deployment would not leave as it is?');
    const { organization } = await row(odd);
    const lines = (question.detail ?? '').split('\n');
    assert.match(
      lines[0] ?? '',
      new RegExp(`^${organization.name}: The name of the connection con_\\w+ is not known\\.$`),
    );
    assert.match(
      lines.at(-1) ?? '',
      /^With AUTH0_ALLOW_DELETE, a deployment deletes the organizations that are not in/,
    );
    assert.equal(untitledText(), undefined);
    let asked = 0;
    const [, , opened] = await messagesDuring(copy, () => (asked++ === 0 ? 'Read' : 'Comment Out'));
    assert.equal(untitledText(), organizationsAsDeployYaml([await partsOf(odd), await partsOf(rich)], true));
    assert.match(untitledText() ?? '', /^ {2}# A deployment would not leave it as it is:$/m);
    assert.equal(opened?.kind, 'information');
  });

  it('are commented out where the token may not read them, and written where the tenant lacks a section', async () => {
    await connect(inside, {
      scope: readScopes.filter((scope) => scope !== 'read:organization_client_grants').join(' '),
    });
    await inside.setFeature('clients', 'insufficient_entitlement');
    const copy = async () => run('copyAs', await row(rich), undefined, 'wholeDeployCli');
    const [question] = await messagesDuring(copy);
    assert.match(question?.detail ?? '', /: Client Grants could not be read\. The access token lacks a scope/);
    assert.doesNotMatch(question?.detail ?? '', /Applications/);
    await forget(inside);
    await connect(inside);
    await messagesDuring(copy);
    assert.match(
      untitledText() ?? '',
      /^ {4}# Applications could not be read\. The tenant does not have this feature/m,
    );
    assert.doesNotMatch(untitledText() ?? '', /^ *clients:/m);
    await inside.setFeature('organizationConnections', 'notFound');
    const [asked] = await messagesDuring(copy, 'Comment Out');
    assert.match(
      asked?.detail ?? '',
      /: Connections could not all be read\. Only the enabled ones, from GET .*: the tenant refuses GET .*\.$/m,
    );
    assert.match(untitledText() ?? '', /^ {2}# {3}connections:$/m);
  });
});
