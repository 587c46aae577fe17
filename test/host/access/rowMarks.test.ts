import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { FindingMarks } from '../../../src/access/rowMarks.ts';
import type { Organization } from '../../../src/api/organization.ts';
import type { OrganizationList } from '../../../src/organizations/organizationList.ts';
import type { SectionAddress } from '../../../src/sections/section.ts';
import { SectionStore } from '../../../src/sections/sectionStore.ts';
import { listItem } from '../../../src/sidebar/treeItems.ts';
import { resolveOrganizationItem } from '../../../src/sidebar/tooltips.ts';
import type { OrganizationRow } from '../../../src/sidebar/rows.ts';
import type { Tenants } from '../../../src/tenants/tenants.ts';
import { plainText } from '../../../src/text/plainText.ts';
import { until } from '../../patience.ts';
import { stories, type StoryName } from '../../tenant/contents/stories.ts';
import { requestsOf, tenants as local } from '../tenants.ts';
import { context, windowsWithOneStorage } from '../tenants/secretStorage.ts';

const { support } = local;
const { domain } = support;
const setting = () => vscode.workspace.getConfiguration('organizationInspector');
const switchTo = (value: boolean | undefined) =>
  setting().update('showFindings', value, vscode.ConfigurationTarget.Global);

/** Tells of which organizations it was asked. */
class ObservedSections extends SectionStore {
  readonly asked = new Set<string>();
  override loaded(address: SectionAddress) {
    this.asked.add(address.id);
    return super.loaded(address);
  }
}

describe('What the row of an organization shows of its sections', () => {
  const { openWindow } = windowsWithOneStorage('Test of findings');
  let tenants: Tenants;
  let sections: ObservedSections;
  let findings: FindingMarks;
  let rows: ReadonlyMap<string, OrganizationRow>;
  /** The rows that were said to have changed. */
  let changed: string[];

  beforeEach(async () => {
    ({ tenants } = openWindow());
    sections = new ObservedSections(tenants);
    findings = new FindingMarks(sections, tenants);
    const accessToken = await support.mintToken();
    await tenants.store(await tenants.check(domain, { kind: 'token', accessToken }, context));
    setRows(await support.organizations());
    changed = [];
    findings.onDidChange(({ organization }) => changed.push(organization.id));
    await support.clearRequests();
  });
  afterEach(async () => {
    await switchTo(undefined);
    findings.dispose();
    sections.dispose();
    await support.clearFaults();
    await support.clearRequests();
  });

  function setRows(organizations: readonly object[]): void {
    const list = organizations.map((organization): OrganizationRow => {
      const { id, ...fields } = organization as Organization;
      return { kind: 'organization', domain, organization: { id, ...fields } };
    });
    rows = new Map(list.map((row) => [row.organization.id, row]));
    findings.setRows(domain, list);
  }

  const idOf = (story: StoryName) => stories[story].organizationId;
  const rowOf = (story: StoryName) => rows.get(idOf(story)) ?? assert.fail(`there is no ${story}`);
  const open = (story: StoryName, section: string) =>
    sections.change({ domain, id: idOf(story), path: [section] }, (list) => list.load(context));
  /** The row as VS Code draws it, and its tooltip. */
  function drawn(story: StoryName) {
    const row = rowOf(story);
    const marks = { matchOf: () => '', markOf: (each: OrganizationRow) => findings.draw(each) };
    const item = listItem(row, { organizations: [] } as unknown as OrganizationList, marks);
    assert.ok(item instanceof vscode.TreeItem && item.iconPath instanceof vscode.ThemeIcon);
    resolveOrganizationItem(item, row, findings.shown(row));
    const { description, iconPath, accessibilityInformation, tooltip } = item;
    assert.ok(tooltip instanceof vscode.MarkdownString);
    return { description, icon: iconPath.id, label: accessibilityInformation?.label, tooltip: tooltip.value };
  }
  const unmarked = (story: StoryName) => {
    const { name, display_name: title = '' } = rowOf(story).organization;
    const { description, icon, label, tooltip } = drawn(story);
    assert.deepEqual([description, icon, label], [name, 'organization', `Organization ${plainText(title)}, ${name}`]);
    assert.doesNotMatch(tooltip, /Findings/);
  };
  /** Waits until rows were said to have changed, and forgets that they were. */
  const told = async (...names: readonly StoryName[]) => {
    await until(() => changed.length >= names.length);
    assert.deepEqual(changed, names.map(idOf));
    changed = [];
  };

  const marked: readonly (readonly [StoryName, section: string, few: string, remedy: RegExp])[] = [
    ['noConnection', 'connections', 'no connection enabled', /Enable a connection/],
    ['hiddenConnections', 'connections', 'no connection on the login page', /Set show\\_as\\_button/],
    ['appNotAssociated', 'clients', 'no application for members', /Add an application/],
  ];
  for (const [story, section, few, remedy] of marked) {
    it(`is what keeps people from a login, without another request: ${story}`, async () => {
      unmarked(story);
      await open(story, section);
      await told(story);
      const { name, display_name: title } = rowOf(story).organization;
      const { tooltip, ...row } = drawn(story);
      assert.deepEqual(row, {
        description: `${few} · ${name}`,
        icon: 'warning',
        label: `Organization ${title}, Finding: ${few}, ${name}`,
      });
      assert.match(tooltip, /^Findings\n\n- .+\n {2}- Fix: .+\n\nFor one .+\n\n---\n\n\*\*/);
      assert.match(tooltip, remedy);
      const requests = await requestsOf(support);
      assert.equal(requests.length, 1, requests.join());
      assert.match(requests[0] ?? '', new RegExp(`/${section}\\?`));
    });
  }

  // Not a reason for everybody: a domain that waits, invitations that have expired, and applications of others.
  for (const [story, section] of [
    ['domainPending', 'discovery-domains'],
    ['invitationExpired', 'invitations'],
    ['thirdPartyBlocked', 'clients'],
  ] as const) {
    it(`is nothing that stops some logins alone: ${story}`, async () => {
      await open(story, section);
      await until(() => sections.asked.has(idOf(story)));
      unmarked(story);
    });
  }

  it('is nothing where nothing is the matter, and no other organization is looked at', async () => {
    for (const section of ['connections', 'invitations', 'discovery-domains', 'clients', 'members']) {
      await open('everythingFine', section);
    }
    await open('noConnection', 'connections');
    await told('noConnection');
    for (const story of Object.keys(stories) as StoryName[]) if (story !== 'noConnection') unmarked(story);
    assert.deepEqual(sections.asked, new Set([idOf('everythingFine'), idOf('noConnection')]));
  });

  it('is several findings, certain ones first', async () => {
    await open('noConnection', 'connections');
    await told('noConnection');
    drawn('noConnection');
    setRows([{ ...rowOf('noConnection').organization, is_app_entitlement_active: true }]);
    await open('noConnection', 'clients');
    await told('noConnection');
    const { description, icon, label, tooltip } = drawn('noConnection');
    assert.match(String(description), /^no application for members · no connection enabled · story-/);
    assert.equal(icon, 'warning');
    assert.match(label ?? '', /, Finding: no application for members, Finding: no connection enabled, story-/);
    assert.equal(tooltip.match(/Fix: /g)?.length, 2);
  });

  it('follows the setting at once', async () => {
    await switchTo(false);
    await open('noConnection', 'connections');
    await open('hiddenConnections', 'connections');
    unmarked('noConnection');
    await switchTo(true);
    await told('noConnection', 'hiddenConnections');
    assert.equal(drawn('noConnection').icon, 'warning');
    assert.equal(drawn('hiddenConnections').icon, 'warning');
    await switchTo(false);
    await told('noConnection', 'hiddenConnections');
    unmarked('noConnection');
    unmarked('hiddenConnections');
  });

  it('follows what is refreshed, and what the organization itself says now', async () => {
    await open('noConnection', 'connections');
    await told('noConnection');
    assert.equal(drawn('noConnection').icon, 'warning');
    const connection = { connection_id: 'con_1', is_enabled: true, connection: { name: 'acme', strategy: 'samlp' } };
    const enabled = { status: 200, body: { connections: [connection], total: 1 } };
    await support.inject({ match: '/connections', times: 1, answer: enabled });
    await sections.refresh(domain, () => true, context);
    await told('noConnection');
    unmarked('noConnection');
    await sections.refresh(domain, () => true, context);
    await told('noConnection');
    assert.equal(drawn('noConnection').icon, 'warning');

    await open('appNotAssociated', 'clients');
    await told('appNotAssociated');
    assert.equal(drawn('appNotAssociated').icon, 'warning');
    setRows([{ ...rowOf('appNotAssociated').organization, is_app_entitlement_active: false }]);
    unmarked('appNotAssociated');
  });

  it('goes with the section, and with the tenant', async () => {
    await open('noConnection', 'connections');
    await told('noConnection');
    drawn('noConnection');
    await sections.refresh(domain, () => false, context);
    await told('noConnection');
    unmarked('noConnection');
    await open('noConnection', 'connections');
    await told('noConnection');
    drawn('noConnection');
    await tenants.disconnect(domain);
    unmarked('noConnection');
  });

  it('stays as it was after a failed refresh, as the rows of the section do', async () => {
    await open('noConnection', 'connections');
    await told('noConnection');
    await support.inject({ answer: { status: 403, body: { message: 'No' } } });
    await sections.refresh(domain, () => true, context);
    assert.equal(drawn('noConnection').icon, 'warning');
  });
});
