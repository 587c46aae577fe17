import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ToolName } from '../../../src/chat/languageModelTools.ts';
import { stories } from '../../tenant/contents/stories.ts';
import { answerOf, connect, forget, run, tenants } from '../tenants.ts';
import { explainAgreed } from '../access/explainAccessSteps.ts';
import { callTool } from './toolCalls.ts';

const { inside, staging, support } = tenants;

/** The calls of a case, each of which the person confirms. */
class Calls {
  readonly made: string[] = [];

  async call<T>(name: ToolName, input: object): Promise<T> {
    this.made.push(name);
    return callTool<T>(name, input);
  }
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly display_name: string;
}

const jane = 'samlp|acme|jane@acme.example';

/** What the window shows in a document. */
async function shown(uri: vscode.Uri | undefined): Promise<string> {
  assert.ok(uri);
  return (await vscode.workspace.openTextDocument(uri)).getText();
}

async function organizationAt(place: number) {
  const organization = (await inside.organizations())[place];
  assert.ok(organization);
  return organization;
}

/** Eight things that people do in the window, with tools alone: at most two calls each, and the facts of the window. */
const cases: Readonly<
  Record<string, { readonly calls: readonly ToolName[]; readonly act: (calls: Calls) => Promise<void> }>
> = {
  'a customer cannot log in': {
    calls: ['find_organizations', 'explain_access'],
    act: async (calls) => {
      const { email, organizationId, userId } = stories.notAMember;
      const { organizations } = await calls.call<{ organizations: readonly Named[] }>('find_organizations', {
        text: 'Not a member',
        domain: support.domain,
      });
      const [found = assert.fail()] = organizations;
      assert.equal(found.id, organizationId);
      const { summary } = await calls.call<{ summary: string }>('explain_access', {
        organization_id: found.id,
        email,
        domain: support.domain,
      });
      const login = { domain: support.domain, organizationId, userId, clientId: '' };
      const text = await shown(await explainAgreed(login));
      assert.ok(text.replaceAll('\\', '').includes(summary.replaceAll(/[“”]/g, '')), `${summary}\n${text}`);
    },
  },
  'plan and region of an organization': {
    calls: ['find_organizations', 'get_organization'],
    act: async (calls) => {
      const { id, display_name: displayName, metadata } = await organizationAt(1);
      const { organizations } = await calls.call<{ organizations: readonly Named[] }>('find_organizations', {
        text: displayName,
        domain: inside.domain,
      });
      const found = organizations.find((one) => one.display_name === displayName) ?? assert.fail();
      assert.equal(found.id, id);
      const { organization } = await calls.call<{ organization: object }>('get_organization', {
        organization_id: found.id,
        domain: inside.domain,
      });
      assert.deepEqual((organization as { metadata: object }).metadata, metadata);
    },
  },
  'the admins of an organization': {
    calls: ['read_organization_section'],
    act: async (calls) => {
      const { id, name } = await organizationAt(1);
      type Member = Readonly<{ user_id: string; roles: readonly { name: string }[] }>;
      const { items, complete } = await calls.call<{ items: readonly Member[]; complete: boolean }>(
        'read_organization_section',
        { organization_name: name, section: 'members', domain: inside.domain },
      );
      const withRoles = (members: readonly Member[]) =>
        members.map(({ user_id: userId, roles }) => [userId, roles.map((role) => role.name)]);
      const path = `/api/v2/organizations/${id}/members?take=100&fields=user_id,roles&include_fields=true`;
      const { members } = await answerOf<{ members: readonly Member[] }>(inside, path);
      assert.deepEqual([withRoles(items), complete], [withRoles(members), true]);
    },
  },
  'who uses an application': {
    calls: ['find_organizations_that_use'],
    act: async (calls) => {
      const { id } = await organizationAt(1);
      const path = `/api/v2/organizations/${id}/clients?take=1`;
      const { clients } = await answerOf<{ clients: readonly { client_id: string; client: { name: string } }[] }>(
        inside,
        path,
      );
      const [client = assert.fail()] = clients;
      const { organizations } = await calls.call<{ organizations: readonly Named[] }>('find_organizations_that_use', {
        application: client.client.name,
        domain: inside.domain,
      });
      const window = await run<readonly Named[]>('findOrganizationsOfApplication', inside.domain, client.client_id);
      assert.deepEqual(
        organizations.map((one) => one.id),
        window.map((one) => one.id),
      );
    },
  },
  'one organization in staging against production': {
    calls: ['list_connected_tenants', 'compare_organizations'],
    act: async (calls) => {
      const { name } = await organizationAt(1);
      const { tenants: listed } = await calls.call<{ tenants: readonly { domain: string; environment?: string }[] }>(
        'list_connected_tenants',
        {},
      );
      const domainOf = (environment: string) => listed.find((one) => one.environment === environment)?.domain;
      const [, other] = await staging.organizations();
      const { differences } = await calls.call<{ differences: readonly { field?: string }[] }>(
        'compare_organizations',
        {
          organization_name: name,
          domain: domainOf('production'),
          other_organization_name: other?.name,
          other_domain: domainOf('staging'),
        },
      );
      const plan = differences.find(({ field }) => field === 'metadata.plan');
      assert.deepEqual(plan, { field: 'metadata.plan', first: 'enterprise', second: 'trial' });
    },
  },
  'an ID out of a log': {
    calls: ['look_up_organizations'],
    act: async (calls) => {
      const { id, name, display_name } = await organizationAt(4);
      const { results } = await calls.call<{ results: readonly { found: readonly object[] }[] }>(
        'look_up_organizations',
        { organizations: [`organization=${id}`] },
      );
      const tenant = { domain: inside.domain, label: 'Acme Live', environment: 'production' };
      assert.deepEqual(results[0]?.found, [{ tenant, id, name, display_name }]);
    },
  },
  'where a person is, and with which roles': {
    calls: ['find_user_organizations'],
    act: async (calls) => {
      type Place = Named & { readonly roles: readonly { readonly name: string }[] };
      const { organizations } = await calls.call<{ organizations: readonly Place[] }>('find_user_organizations', {
        email: 'jane@acme.example',
        with_roles: true,
        domain: 'acme live',
      });
      assert.ok(organizations.length === 3 && organizations.some(({ roles }) => roles.length > 0));
      for (const { id, roles } of organizations) {
        const path = `/api/v2/organizations/${id}/members/${encodeURIComponent(jane)}/roles`;
        const names = (await answerOf<readonly { name: string }[]>(inside, path)).map((role) => role.name);
        assert.deepEqual(
          roles.map((role) => role.name),
          names,
        );
      }
    },
  },
  'the IDs of a ticket': {
    calls: ['look_up_organizations'],
    act: async (calls) => {
      const [one, two] = [await organizationAt(2), await organizationAt(5)];
      const [third] = await staging.organizations();
      const texts = [one.id, two.id, third?.id ?? ''];
      const { results } = await calls.call<{ results: readonly { found: readonly Named[] }[] }>(
        'look_up_organizations',
        { organizations: texts },
      );
      for (const { domain } of [inside, staging]) {
        await run('openOrganizationList', domain);
      }
      const table = await shown(await run<vscode.Uri>('lookUpAllIds', texts, [inside.domain, staging.domain]));
      for (const [place, { found }] of results.entries()) {
        assert.equal(found.length, 1);
        assert.ok(
          table.split(/\r?\n/)[place + 1]?.startsWith(`${texts[place]},${found[0]?.id},${found[0]?.name},`),
          table,
        );
      }
    },
  },
};

describe('A case of a support engineer, by tools alone,', () => {
  before(async () => {
    for (const tenant of [inside, staging, support]) {
      await connect(tenant);
    }
    await run('renameTenant', inside.domain, 'Acme Live');
    await run('setEnvironment', inside.domain, 'production');
    await run('setEnvironment', staging.domain, 'staging');
  });
  after(async () => {
    for (const tenant of [inside, staging, support]) {
      await forget(tenant);
    }
  });

  for (const [title, { calls, act }] of Object.entries(cases)) {
    it(`takes ${calls.join(', then ')}: ${title}`, async () => {
      const made = new Calls();
      await act(made);
      assert.deepEqual(made.made, calls);
      assert.ok(calls.length <= 2);
    });
  }
});
