import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { PlatformServices } from '../../../src/commands/services.ts';
import { copyInvitationLink, copyOrganizationId } from '../../../src/copy/copy.ts';
import { sectionAt } from '../../../src/sections/organizationSections.ts';
import { until } from '../../patience.ts';
import { messagesDuring } from '../messages.ts';
import { withPick } from '../observedPick.ts';
import { connect, connectLoaded, forget, run, tenants } from '../tenants.ts';

const { inside, small } = tenants;
const { clipboard } = vscode.env;

/** What the status bar says as something is copied. */
async function statusDuring(copy: (said: readonly string[]) => Thenable<unknown>): Promise<string> {
  const said = await statusesDuring(copy);
  assert.equal(said.length, 1, said.join('\n'));
  return said.join();
}

async function statusesDuring(copy: (said: readonly string[]) => Thenable<unknown>): Promise<readonly string[]> {
  const { setStatusBarMessage } = vscode.window;
  const said: string[] = [];
  // The extension has the same object, since these tests lie in its folder.
  Object.assign(vscode.window, {
    setStatusBarMessage: (text: string) => {
      said.push(text);
      return new vscode.Disposable(() => undefined);
    },
  });
  try {
    await copy(said);
  } finally {
    Object.assign(vscode.window, { setStatusBarMessage });
  }
  return said;
}

/** What the key for copying runs in the sidebar. */
function pressCopy(): Thenable<unknown> {
  const { contributes } = vscode.extensions.getExtension('organization-inspector.organization-inspector')
    ?.packageJSON as { contributes: { keybindings: readonly { key: string; command: string; args: unknown }[] } };
  const binding = contributes.keybindings.find(({ key }) => key === 'ctrl+c');
  assert.ok(binding);
  return vscode.commands.executeCommand(binding.command, binding.args);
}

describe('What the status bar says of a copy', () => {
  const organizationAt = async (index: number) => {
    const organization = (await small.organizations())[index];
    assert.ok(organization);
    return organization;
  };
  const titleAt = async (index: number) => {
    const { name, display_name: title = name } = await organizationAt(index);
    return title;
  };
  const row = async (index: number, changes = {}) => ({
    kind: 'organization',
    domain: small.domain,
    organization: { ...(await organizationAt(index)), ...changes },
  });
  const item = async (section: string, of: Readonly<Record<string, string>>) => {
    const organization = await organizationAt(0);
    return {
      kind: 'item',
      domain: small.domain,
      id: organization.id,
      path: [section, 'key'],
      organization,
      section: sectionAt([section]),
      item: of,
    };
  };

  beforeEach(() => connectLoaded(small));
  afterEach(() => forget(small));

  it('is the organization whose ID or name was copied', async () => {
    const [first, second] = [await row(0), await row(1)];
    const [one, other] = [await titleAt(0), await titleAt(1)];
    const { id, name } = first.organization;
    assert.equal(await statusDuring(() => run('copyOrganizationId', first)), `Copied the ID of ${one}`);
    assert.equal(await statusDuring(() => run('copyOrganizationId', { id })), `Copied the ID of ${one}`);
    assert.equal(await statusDuring(() => run('copyOrganizationName', first)), `Copied ${name}`);
    assert.equal(await statusDuring(() => run('copyOrganizationJson', first)), `Copied ${one}`);
    assert.equal(
      await statusDuring(() => run('copyOrganizationId', first, [first, second])),
      `Copied the IDs of 2 organizations: ${one}, ${other}`,
    );
    assert.equal(
      await statusDuring(() => run('copyOrganizationId', { id: 'org_AAAAAAAAAAAAAAA1' })),
      'Copied org_AAAAAAAAAAAAAAA1',
    );
  });

  it('says the tenant where several are connected, as far as it is known', async () => {
    await connect(inside);
    await run('renameTenant', small.domain, 'Small: $(x)');
    try {
      const first = await row(0);
      const place = `${await titleAt(0)} in Small: \\$(x)`;
      const { id, name } = first.organization;
      assert.equal(await statusDuring(() => run('copyOrganizationId', first)), `Copied the ID of ${place}`);
      assert.equal(await statusDuring(() => run('copyOrganizationId', { id })), `Copied the ID of ${place}`);
      assert.equal(await statusDuring(() => run('copyOrganizationJson', first)), `Copied ${place}`);
      // A name is the same in each.
      assert.equal(await statusDuring(() => run('copyOrganizationName', first)), `Copied ${name}`);
      const unknown = { id: 'org_AAAAAAAAAAAAAAA1' };
      assert.equal(await statusDuring(() => run('copyOrganizationId', unknown)), `Copied ${unknown.id}`);
      const group = await item('groups', { id: 'grp_1', name: 'Admins' });
      const ofItem = 'Admins in Small: \\$(x)';
      assert.equal(await statusDuring(() => run('copyItemId', group)), `Copied the ID of ${ofItem}`);
      assert.equal(await statusDuring(() => run('copyItemJson', group)), `Copied ${ofItem}`);
    } finally {
      await run('renameTenant', small.domain, '');
      await forget(inside);
    }
  });

  it('counts an organization once, whose row is selected together with rows inside it', async () => {
    const [first, second] = [await row(0), await row(1)];
    const inside = { ...(await item('members', { user_id: 'auth0|1' })), organization: first.organization };
    const services = servicesWith([first, inside, second]);
    Object.assign(services.tree, { isUsedLast: true });
    const status = await statusDuring(() => copyOrganizationId(services));
    assert.equal(status, `Copied the IDs of 2 organizations: ${await titleAt(0)}, ${await titleAt(1)}`);
    assert.equal(await clipboard.readText(), `${first.organization.id}\n${second.organization.id}`);
  });

  it('is the form that was chosen, and the organization', async () => {
    const copy = async () => run('copyAs', await row(0), undefined, 'wholeTerraform');
    assert.equal(
      await statusDuring(async (said) => {
        await messagesDuring(copy, 'Copy');
        await until(() => said.length > 0);
      }),
      `Copied as Whole Organization as Terraform: ${await titleAt(0)}`,
    );
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('is the name of an organization that is given by its ID, if it is known', async () => {
    const { organization } = await row(0);
    const { showQuickPick } = vscode.window;
    // The extension has the same object, since these tests lie in its folder.
    Object.assign(vscode.window, {
      showQuickPick: (items: readonly vscode.QuickPickItem[]) => items.find(({ label }) => label === 'Name'),
    });
    try {
      const copy = () => run('copyAs', { domain: small.domain, id: organization.id });
      assert.equal(await statusDuring(copy), `Copied as Name: ${await titleAt(0)}`);
      assert.equal(await clipboard.readText(), organization.name);
    } finally {
      Object.assign(vscode.window, { showQuickPick });
    }
  });

  it('is short for many organizations, and nothing but text for hostile names', async () => {
    const rows = await Promise.all(
      ['a', 'b', 'c', 'd', 'e'].map((letter, index) =>
        row(index, { display_name: `$(sync~spin)\n\u202e${letter.repeat(400)}` }),
      ),
    );
    const one = await statusDuring(() => run('copyOrganizationId', rows[0]));
    assert.match(one, /^Copied the ID of \\\$\(sync~spin\) \\u202ea{50,90}…$/);
    const several = await statusDuring(() => run('copyOrganizationJson', rows[0], rows));
    assert.match(several, /^Copied 5 organizations: \\\$\(sync~spin\) \\u202ea+…, .*b+…, .*c+…, …$/);
    assert.ok(several.length < 150);
  });

  it('is the item in an organization, or the key of the value', async () => {
    const group = await item('groups', { id: 'grp_1', name: 'Admins' });
    assert.equal(await statusDuring(() => run('copyItemId', group)), 'Copied the ID of Admins');
    assert.equal(await clipboard.readText(), 'grp_1');
    assert.equal(await statusDuring(() => run('copyItemJson', group)), 'Copied Admins');
    const nameless = await item('groups', { id: 'grp_2' });
    assert.equal(await statusDuring(() => run('copyItemId', nameless)), 'Copied grp_2');
    const both = [group, nameless];
    assert.equal(await statusDuring(() => run('copyItemId', group, both)), 'Copied 2 items: Admins, grp_2');
    const entry = await item('metadata', { key: 'plan', value: 'pro' });
    assert.equal(await statusDuring(() => run('copyItemValue', entry)), 'Copied the value of plan');
    assert.equal(await clipboard.readText(), 'pro');
  });

  it('is no name that nobody would see, and the clipboard keeps what it had where there is nothing to copy', async () => {
    const nameless = await item('groups', {});
    assert.equal(await statusDuring(() => run('copyItemJson', nameless)), 'Copied');
    const blank = await item('metadata', { key: ' \n', value: 'pro' });
    assert.equal(await statusDuring(() => run('copyItemValue', blank)), 'Copied');
    assert.equal(await clipboard.readText(), 'pro');
    const group = await item('groups', { id: 'grp_1', name: 'Admins' });
    const all = [nameless, group, blank];
    assert.equal(await statusDuring(() => run('copyItemJson', nameless, all)), 'Copied 3 items: Admins, …');
    await clipboard.writeText('before');
    for (const copy of [
      () => copyOrganizationId(servicesWith([nameless]), 'selection'),
      () => run('copyItemId', nameless),
    ]) {
      const [message] = await messagesDuring(copy);
      assert.match(message?.text ?? '', /^There is no ID to copy\./);
      assert.equal(await clipboard.readText(), 'before');
    }
    const copyAll = () => copyOrganizationId(servicesWith([nameless, group]), 'selection');
    assert.equal(await statusDuring(copyAll), 'Copied the ID of Admins');
    assert.equal(await clipboard.readText(), 'grp_1');
  });

  it('is nothing where the clipboard fails, which VS Code says, and nothing else has failed', async () => {
    const organization = await row(0);
    const invitation = await item('invitations', { id: 'uinv_1' });
    const failures: unknown[] = [];
    const services = {
      tenants: { read: () => () => Promise.resolve({ invitation_url: 'https://acme.example/?invitation=1' }) },
      notifier: { notify: (error: unknown) => failures.push(error) },
    } as unknown as PlatformServices;
    const said = await statusesDuring(() =>
      withoutClipboard(async () => {
        await assert.rejects(async () => run('copyOrganizationId', organization), /No clipboard/);
        await messagesDuring(
          () => assert.rejects(copyInvitationLink(services, invitation), /No clipboard/),
          'Copy Link',
        );
      }),
    );
    assert.deepEqual([said, failures], [[], []]);
  });

  it('is no link where VS Code does not say of which invitation, and a message says so', async () => {
    const [message] = await messagesDuring(() => run('copyInvitationLink'));
    assert.match(message?.text ?? '', /Open the menu of its row again\.$/);
  });

  it('names the selected row', async () => {
    await run('renameTenant', small.domain, 'Small');
    await selectTenant('Small');
    try {
      assert.equal(await statusDuring(pressCopy), 'Copied the domain of Small');
      assert.equal(await clipboard.readText(), small.domain);
    } finally {
      await vscode.commands.executeCommand('workbench.action.closeSidebar');
    }
  });

  it('is a notification where nothing is selected, and the clipboard keeps what it had', async () => {
    await forget(small);
    const [message] = await messagesDuring((messages) =>
      // The row that is selected goes with its tenant, which VS Code tells a moment later.
      until(async () => {
        await clipboard.writeText('before');
        await pressCopy();
        return messages.length > 0;
      }),
    );
    assert.match(message?.text ?? '', /^Nothing is selected, so nothing was copied\. Select a row/);
    assert.equal(await clipboard.readText(), 'before');
    // The view that is shown now would ask for the rows of each tenant that another test connects.
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
  });
});

/** Has VS Code refuse to write to the clipboard, which tests alone can. */
async function withoutClipboard(act: () => Promise<void>): Promise<void> {
  const own = Object.getOwnPropertyDescriptor(vscode.env, 'clipboard');
  assert.ok(own);
  const writeText = () => Promise.reject(new Error('No clipboard'));
  Object.defineProperty(vscode.env, 'clipboard', { configurable: true, value: { ...clipboard, writeText } });
  try {
    await act();
  } finally {
    Object.defineProperty(vscode.env, 'clipboard', own);
  }
}

/** What copying uses where these rows are selected. */
function servicesWith(selection: readonly unknown[]): PlatformServices {
  const tenants = { domains: [small.domain] };
  const known = { finder: () => () => undefined };
  return { tree: { selection }, known, tenants, copied: { fire: () => undefined } } as unknown as PlatformServices;
}

/** Chooses a tenant from the list of tenants, which selects its row. */
function selectTenant(title: string): Promise<void> {
  return withPick(
    () => run('showTenants'),
    (pick) => pick.choose(new RegExp(`^${title} `)),
  );
}
