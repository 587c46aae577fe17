import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { documentInFront } from '../../../src/commands/commandTarget.ts';
import { stories } from '../../tenant/contents/stories.ts';
import { until } from '../../patience.ts';
import { type ObservedPick, withPick } from '../observedPick.ts';
import { connectLoaded, type HostTenant, requestsOf, run, tenants, useNamedTenants } from '../tenants.ts';

const { inside, support } = tenants;
const story = stories.samlNotEnabled;

describe('The box that finds everything in all tenants', () => {
  useNamedTenants({ Inside: inside, Support: support });
  afterEach(() => vscode.env.clipboard.writeText(''));

  const box = (text: string, use: (pick: ObservedPick) => Promise<void>) =>
    withPick(() => run('findOrganization', text), use);
  const rows = (pick: ObservedPick) =>
    pick.items.map(({ label, description = '' }) => [label, description].filter(Boolean).join(' | '));
  /** The rows that ask which organizations use something. */
  const usages = (pick: ObservedPick) =>
    pick.items.flatMap(({ label, detail = '' }) =>
      label.startsWith('$(organization)') ? [`${label} | ${detail}`] : [],
    );
  const requested = async () => [await requestsOf(inside), await requestsOf(support)];
  const withoutQuery = (paths: readonly string[]) => paths.map((path) => path.replace(/\?.*/, ''));
  const organizationAt = async (tenant: HostTenant, place: number) =>
    (await tenant.organizations())[place] ?? assert.fail();

  it('asks for nothing by itself, and says what each row asks for', async () => {
    await box('', async (pick) => {
      await pick.item(/Support/);
      assert.deepEqual(rows(pick), [
        'Load the organizations of Inside | 1 request',
        'Load the organizations of Support | 1 request',
      ]);
      pick.type('sam');
      await pick.item(/^Ask Inside and Support for what is not loaded at most 4 requests/);
      assert.deepEqual(await requested(), [[], []]);
      pick.type('');
      await pick.choose(/^Load the organizations of Inside/);
      const { description = '' } = await pick.item(/ Inside · .*org_/);
      assert.match(description, /^Inside · /);
      assert.deepEqual(await requested(), [['GET /api/v2/organizations?take=100'], []]);
    });
  });

  it('finds an organization by an ID in a URL, in JSON and in a sentence, and opens it', async () => {
    const { id } = await organizationAt(inside, 3);
    for (const text of [
      `https://manage.auth0.com/dashboard/eu/acme/organizations/${id}/overview`,
      `  "org_id": "${id}",`,
      `The login to ${id} failed.`,
    ]) {
      await box(text, async (pick) => {
        await pick.choose(/^Ask Inside and Support for what is not loaded at most 2 requests/);
        await pick.item(new RegExp(` Inside · .*${id}$`));
        // An ID is in one tenant alone, and is not what a user is called.
        assert.ok(!rows(pick).some((row) => /^(?:Ask|\$\(search\))/.test(row)), rows(pick).join());
      });
    }
    await box(id, async (pick) => {
      await pick.choose(/^Ask/);
      await pick.choose(new RegExp(id));
      await until(() => vscode.window.activeTextEditor?.document.uri.toString().includes(id));
    });
  });

  it('finds a user by an email address in the tenant that has it, and opens the user', async () => {
    await box(story.email, async (pick) => {
      await pick.choose(/Find the users with the email address /);
      await pick.item(/^Sam Lindqvist Support · /);
      const { detail } = await pick.item(/^Inside: No user has exactly this email address/);
      assert.equal(detail, 'An invited person is no user yet');
      await pick.choose(/^Sam Lindqvist/);
      await until(() => documentInFront()?.path.startsWith('/users/'));
    });
    assert.deepEqual(withoutQuery(await requestsOf(inside)), ['GET /api/v2/users-by-email']);
    // The profile is not read twice.
    const asked = withoutQuery(await requestsOf(support));
    assert.deepEqual(asked.slice(0, 2), [
      'GET /api/v2/users-by-email',
      `GET /api/v2/users/${encodeURIComponent(story.userId)}/organizations`,
    ]);
  });

  it('finds a user by an ID, and says which tenants do not have one, in their order', async () => {
    await inside.inject({ match: 'nobody', times: 1, delayMs: 1000 });
    await box('auth0|nobody', async (pick) => {
      const { detail } = await pick.item(/Find the user auth0\|nobody/);
      assert.equal(detail, 'at most 2 requests');
      await pick.choose(/Find the user auth0\|nobody/);
      await pick.item(/^Inside and Support: No user has this ID /);
      assert.equal(pick.items.length, 1);
    });
  });

  it('says of a tenant that cannot be asked why, behind what others have found, and never that it has no such user', async () => {
    const body = { message: 'Insufficient scope, expected any of: read:users', errorCode: 'insufficient_scope' };
    await inside.inject({ match: 'users-by-email', times: 1, answer: { status: 403, body } });
    await support.inject({ match: 'users-by-email', times: 1, delayMs: 1000 });
    await box(story.email, async (pick) => {
      await pick.choose(/Find the users with the email address/);
      const failure = await pick.item(/read:users/);
      assert.match(failure.label, /^\$\(warning\) Inside · Users and applications · .*\(403/);
      const found = await pick.item(/^Sam Lindqvist Support · /);
      assert.match(rows(pick).join('\n'), /^Sam Lindqvist.*\n\$\(warning\) Inside/);
      await until(() => pick.active[0] === found);
      await pick.choose(/read:users/);
      await pick.item(/^Inside: No user has exactly this email address/);
      assert.ok(!rows(pick).some((row) => row.includes('read:users')));
    });
  });

  it('finds users by the beginning of a name, after the organizations', async () => {
    await box('sam', async (pick) => {
      await pick.choose(/Find users whose name or email address begins with “sam” $/);
      await pick.item(/^Sam Lindqvist Support · /);
    });
  });

  it('takes quotes around a name for no part of it', async () => {
    await box('« Sam Lindqvist »', async (pick) => {
      await pick.choose(/Find users whose name or email address begins with “Sam Lindqvist” $/);
      await pick.item(/^Sam Lindqvist Support · /);
    });
  });

  it('finds the users whose addresses end with a domain', async () => {
    await box('@acme.example', async (pick) => {
      await pick.choose(/Search email addresses that end with @acme\.example $/);
      await pick.item(/^Toni Twin Inside · twin@acme\.example/);
    });
  });

  it('leads from several IDs to looking them up, and to no user', async () => {
    await connectLoaded(inside);
    const ids = await Promise.all([organizationAt(inside, 1), organizationAt(inside, 2)]);
    const text = ids.map(({ id }) => id).join(' ');
    await box(`${text} "user_id": "auth0|1"`, async (pick) => {
      const row = await pick.item(/^\$\(search\) Look Up All 2 IDs…/);
      assert.deepEqual(pick.items, [row]);
    });
    await box(`parent:${ids[0].id} sub:${ids[1].id}`, async (pick) => {
      await pick.item(/^Ask .* for what is not loaded/);
      await pick.item(/^\$\(search\) Look Up All 2 IDs…/);
    });
    await box(text, async (pick) => {
      const row = await pick.item(/^\$\(search\) Look Up All 2 IDs…/);
      assert.deepEqual(pick.items, [row]);
      await pick.accept(row);
      await until(() => vscode.window.activeTextEditor?.document.getText().includes(`${ids[1].id},`));
    });
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('reveals an organization in the sidebar, unless the filter hides it', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await connectLoaded(inside);
    const { id, name } = await organizationAt(inside, 4);
    const reveal = async (pick: ObservedPick) => {
      const { buttons = [] } = await pick.item(new RegExp(id));
      return buttons.find(({ tooltip }) => tooltip === 'Reveal in Sidebar') as { act: () => unknown } | undefined;
    };
    await box(name, async (pick) => {
      await (await reveal(pick))?.act();
      await until(async () => {
        await run('copyOrganizationId');
        return (await vscode.env.clipboard.readText()) === id;
      });
    });
    await run('filterOrganizations', 'nothing like it');
    await box(name, async (pick) => {
      assert.equal(await reveal(pick), undefined);
    });
    await run('clearFilter');
    // A view that is shown reads lists by itself.
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
  });

  it('finds an application by its client ID, and what uses it and a connection in each tenant', async () => {
    const { clientId } = stories.samlNotEnabled;
    assert.ok(clientId);
    await box('MHy2uKcHF9alXCMcUjWlfVwseVdZgSFr', async (pick) => {
      await pick.item(/^Inside · at least 1 request$/);
      assert.deepEqual(usages(pick), [
        '$(organization) Find the organizations that use this application | Inside · at least 1 request',
        '$(organization) Find the organizations that use this application | Support · at least 1 request',
      ]);
      await pick.choose(/Find the application MHy2\w+/);
      await pick.item(/^Portal (?:Inside|Support) · MHy2/);
      assert.ok(!rows(pick).some((row) => row.startsWith('Ask ')));
    });
    for (const line of [`AUTH0_CLIENT_ID=${clientId}`, `  "client_id": "${clientId}",`]) {
      await box(line, async (pick) => {
        const find = new RegExp(`Find the application ${clientId}`);
        assert.equal((await pick.item(find)).detail, 'at most 4 requests');
        await pick.choose(find);
        await pick.item(new RegExp(`^Portal of .* Support · ${clientId}`));
        // The other tenant has no such application.
        const use = '$(organization) Find the organizations that use this application';
        await until(() => usages(pick).length === 1);
        assert.deepEqual(usages(pick), [`${use} | Support · at least 1 request`]);
      });
    }
    // The value of a key of metadata is looked for there alone.
    const { id } = await organizationAt(inside, 1);
    for (const value of [clientId, story.email, 'acme.example', 'con_0123456789abcdef', '"con_0123456789abcdef"', id]) {
      await box(`crm_key:${value}`, async (pick) => {
        await pick.item(/^Ask Inside and Support/);
        assert.equal(pick.items.length, 2, rows(pick).join());
      });
    }
    await box('con_0123456789abcdef', async (pick) => {
      await pick.item(/^Support · at least 1 request$/);
      assert.match(usages(pick)[1] ?? '', /Find the organizations that use this connection \| Support/);
      assert.equal(pick.items.length, 2);
    });
  });

  it('finds the organization with an address in its metadata first, and asks for no user', async () => {
    await connectLoaded(inside);
    const { id, metadata = {} } =
      (await inside.organizations()).find((one) => one.metadata?.['billing_contact']) ?? assert.fail();
    await box(`billing_contact:${metadata['billing_contact']}`, async (pick) => {
      const found = await pick.item(new RegExp(` · billing_contact: .+@.+ · ${id}$`));
      await until(() => pick.active[0] === found);
      assert.deepEqual(rows(pick).slice(1), ['', 'Ask Support for what is not loaded | 1 request']);
    });
  });

  it('says how many requests it takes to find what uses an ID', async () => {
    await run('openOrganizationList', inside.domain);
    await box('con_0123456789abcdef', async (pick) => {
      await pick.item(/^Inside · at least 12 requests$/);
    });
    await box('MHy2uKcHF9alXCMcUjWlfVwseVdZgSFr', async (pick) => {
      await pick.item(/^Inside · at least 1 request$/);
    });
    const body = { organizations: [{ id: 'org_0000000000000001' }, { id: 'org_0000000000000002' }], next: 'c' };
    await support.inject({ match: '/organizations', times: 1, answer: { status: 200, body } });
    await run('openOrganizationList', support.domain);
    await box('con_0123456789abcdef', async (pick) => {
      await pick.item(/^Support · at least 2 requests$/);
    });
  });

  it('goes to what a failure that is tried again has led to', async () => {
    const refusal = { status: 400, body: { statusCode: 400, message: 'No' } };
    for (const tenant of [inside, support]) await tenant.inject({ match: 'users-by-email', times: 1, answer: refusal });
    await box(story.email, async (pick) => {
      await pick.choose(/Find the users with the email address/);
      const failures = () =>
        pick.items.filter(
          ({ label, description = '' }) => label.startsWith('$(warning)') && description.includes('Retry'),
        );
      await until(() => failures().length === 2);
      await pick.accept(failures().find(({ label }) => label.startsWith('$(warning) Support')));
      const found = await pick.item(/^Sam Lindqvist Support · /);
      await until(() => pick.active[0] === found);
    });
  });

  it('offers the ID in the selection and the one in the clipboard, without a request', async () => {
    const [known, other] = [await organizationAt(inside, 1), await organizationAt(support, 1)];
    await run('openOrganizationList', inside.domain);
    await run('openOrganizationById', known.id, inside.domain);
    await inside.clearRequests();
    const document = await vscode.workspace.openTextDocument({ content: `id = ${known.id}` });
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(0, 5, 0, 5 + known.id.length);
    await vscode.env.clipboard.writeText(`${other.id}\n`);
    await box('', async (pick) => {
      await pick.item(new RegExp(` Inside · .*${known.id}$`));
      const inClipboard = vscode.env.uiKind === vscode.UIKind.Desktop ? ['Clipboard', other.id, ''] : [];
      const [place, organization, ...rest] = pick.items.map(({ label }) => label);
      assert.equal(place, 'Selection');
      assert.ok(pick.items[1]?.buttons?.some(({ tooltip }) => tooltip === 'Reveal in Sidebar'));
      assert.ok(organization?.includes(known.display_name ?? known.name));
      assert.deepEqual(rest.slice(0, 1 + inClipboard.length), ['', ...inClipboard]);
      assert.deepEqual(await requested(), [[], []]);
    });
  });

  it('searches one tenant from its row', async () => {
    const row = { kind: 'tenant', domain: inside.domain };
    await withPick(
      () => run('findOrganization', row),
      async (pick) => {
        await pick.item(/org_/);
        assert.equal(pick.title, 'Find Organization, User or Application in Inside');
        assert.deepEqual(await requestsOf(support), []);
      },
    );
  });
});
