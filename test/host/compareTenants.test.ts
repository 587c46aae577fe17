import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TenantComparison } from '../../src/comparing/compareLists.ts';
import { comparisonPath } from '../../src/documents/comparisonPath.ts';
import { organizationUri, summaryUri } from '../../src/documents/documentUri.ts';
import { until } from '../patience.ts';
import { differences, placeInProductionAlone } from '../tenant/contents/differences.ts';
import { readScopes } from '../tenant/scopes.ts';
import { type ComparedContent, differencesIn, shownDocuments, shownText } from './comparedDocuments.ts';
import { messagesDuring } from './messages.ts';
import { withPick } from './observedPick.ts';
import { pressLater, table } from './scanSteps.ts';
import { cancelled, connect, forget, listedIds, requestsOf, run, tenants, type HostTenant } from './tenants.ts';

const { inside, searching, small, staging } = tenants;
const both: readonly HostTenant[] = [inside, staging];

type Result = TenantComparison | undefined;

/** Compares two tenants, by default production and staging, without the notification. */
async function compare(match = 'name', extent = 'organizations', tenantsOf = both): Promise<TenantComparison> {
  let result: Result;
  await messagesDuring(async () => {
    result = await run<Result>('compareTenants', ...tenantsOf.map(({ domain }) => domain), match, extent);
  });
  assert.ok(result);
  return result;
}

/** The fields of each pair, after the place of its first organization. */
async function fieldsIn({ different }: TenantComparison): Promise<readonly string[]> {
  const ids = (await inside.organizations()).map(({ id }) => id);
  return different.flatMap(({ organizations: [first], fields }) =>
    fields.map((field) => `${ids.indexOf(first.id)} ${field}`),
  );
}

const fieldsAlone = differences
  .filter(({ organization }) => organization)
  .map(({ place, shownIn }) => `${place} ${shownIn}`);

describe('Comparing tenants', () => {
  beforeEach(async () => {
    for (const tenant of both) await connect(tenant);
  });
  afterEach(async () => {
    for (const tenant of [...both, small]) await forget(tenant);
  });

  it('finds each way in which the organizations of staging differ from those of production, and nothing else', async () => {
    const result = await compare();
    assert.deepEqual((await fieldsIn(result)).toSorted(), fieldsAlone.toSorted());
    const { same, only, ambiguous, withoutKey, gone } = result;
    const places = new Set(fieldsAlone.map((found) => found.split(' ')[0]));
    assert.equal(same.length, placeInProductionAlone - places.size);
    const alone = (await inside.organizations()).slice(placeInProductionAlone).map(({ id }) => id);
    assert.deepEqual(
      only.map((list) => list.map(({ id }) => id)),
      [alone, []],
    );
    assert.deepEqual([ambiguous, withoutKey, gone], [[[], []], [[], []], []]);
    for (const tenant of both) assert.deepEqual(await requestsOf(tenant), ['GET /api/v2/organizations?take=100']);
  });

  it('finds what differs in connections and domains as well, with two requests an organization', async () => {
    const result = await compare('name', 'sections');
    const sections = differences.flatMap(({ place, shownIn, inside: inner }) => {
      const [section = ''] = shownIn.split(' ');
      return inner && ['connections', 'discovery-domains'].includes(section) ? [`${place} ${section}`] : [];
    });
    assert.deepEqual((await fieldsIn(result)).toSorted(), [...new Set([...fieldsAlone, ...sections])].sort());
    for (const tenant of both) {
      const requests = await requestsOf(tenant);
      assert.equal(requests.length, 1 + 2 * placeInProductionAlone);
      assert.equal(requests.filter((request) => request.includes('/discovery-domains')).length, placeInProductionAlone);
    }
  });

  it('shows those that differ below a summary, in one editor', async () => {
    const { different } = await compare('name', 'sections');
    const { activeTab } = vscode.window.tabGroups.activeTabGroup;
    assert.match(activeTab?.label ?? '', new RegExp(`^${inside.domain} ↔ ${staging.domain}`));
    const contentOf = async (tenant: HostTenant, name = '') =>
      JSON.parse(await shownText(tenant, `${name}.json`, /"sections"/)) as ComparedContent;
    for (const { organizations, fields } of different) {
      const [{ name }] = organizations;
      const shown = differencesIn([await contentOf(inside, name), await contentOf(staging, name)]);
      assert.deepEqual([...new Set(shown.map((found) => found.split(' ')[0] ?? ''))].sort(), fields.toSorted());
    }
    const summary = await shownText(inside, 'summary.md', /discovery domains/);
    assert.ok(summary.startsWith(`# ${inside.domain} ↔ ${staging.domain}\n`), summary);
    for (const line of [
      '- Different: 3',
      '- Same: 8',
      `- Only in ${inside.domain}: 1`,
      `- Only in ${staging.domain}: 0`,
    ]) {
      assert.ok(summary.includes(`${line}\n`), summary);
    }
    assert.match(
      summary,
      /- `[\w-]+`: `branding.colors.primary`, `metadata.plan`, `connections`, `discovery-domains`\n/,
    );
  });

  it('opens the whole summary as a table or as Markdown', async () => {
    let result: Result;
    const compared = async () => {
      result = await run<Result>('compareTenants', inside.domain, staging.domain, 'name', 'organizations');
    };
    const [message] = await messagesDuring(compared, 'Open as Table');
    assert.equal(
      message?.text,
      `${inside.domain} ↔ ${staging.domain}: Different: 3, Same: 8, Only in ${inside.domain}: 1, Only in ${staging.domain}: 0`,
    );
    const [header, ...lines] = await table();
    assert.equal(header, `result,name,display_name,${inside.domain},${staging.domain},fields`);
    assert.equal(lines.length, 12);
    const [first] = result?.different ?? [];
    const [one, other] = first?.organizations ?? [];
    assert.equal(lines[0], `Different,${one?.name},${one?.display_name},${one?.id},${other?.id},display_name`);
    const [alone] = result?.only[0] ?? [];
    assert.equal(lines[11], `Only in ${inside.domain},${alone?.name},${alone?.display_name},${alone?.id},,`);

    await messagesDuring(compared, 'Open as Markdown');
    const markdown = await until(() => {
      const { document } = vscode.window.activeTextEditor ?? {};
      return document?.isUntitled && document.languageId === 'markdown' && document.getText();
    });
    assert.ok(markdown.includes(`\n## Only in ${inside.domain}\n\n- \`${alone?.name}\`\n`), markdown);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('matches by a metadata key, and reports who has none and who shares one', async () => {
    const [, , , withKey, , , , renamed, , , , only] = await inside.organizations();
    const counterpart = (await staging.organizations())[7];
    assert.ok(withKey && renamed && only && counterpart);
    await staging.updateOrganization(counterpart.id, { name: 'renamed' });
    try {
      const { different, ...result } = await compare('metadata.crm_id');
      assert.deepEqual(
        different.map(({ organizations, fields }) => [organizations.map(({ id }) => id), fields]),
        [[[renamed.id, counterpart.id], ['name']]],
      );
      assert.deepEqual(
        result.only.map((list) => list.map(({ id }) => id)),
        [[withKey.id, only.id], []],
      );
      assert.deepEqual(
        result.withoutKey.map(({ length }) => length),
        [9, 10],
      );
      await inside.updateOrganization(only.id, { metadata: { crm_id: renamed.metadata?.['crm_id'] ?? '' } });
      await run('refresh');
      const { ambiguous } = await compare('metadata.crm_id');
      assert.deepEqual(
        ambiguous.map((list) => list.map(({ id }) => id)),
        [[renamed.id, only.id], [counterpart.id]],
      );
    } finally {
      await staging.updateOrganization(counterpart.id, { name: counterpart.name });
      await inside.updateOrganization(only.id, { ...(only.metadata && { metadata: only.metadata }) });
    }
  });

  it('asks for what is not given, and says what it costs', async () => {
    await withPick(
      () => run('compareTenants', inside.domain, staging.domain),
      async (pick) => {
        const { detail } = await pick.item(/^metadata\.crm_id/);
        assert.equal(detail, `${inside.domain}: 3 · ${staging.domain}: 1`);
        await pick.item(/^Name/);
      },
    );
    await withPick(
      () => run('compareTenants', inside.domain, staging.domain, 'name'),
      async (pick) => {
        assert.match((await pick.item(/^Organizations Alone/)).detail ?? '', /without a request/);
        const { detail = '' } = await pick.item(/^With Connections and Domains/);
        assert.match(detail, new RegExp(`^Requests: ${4 * placeInProductionAlone}(,|$)`));
      },
    );
    for (const tenant of both) assert.equal((await requestsOf(tenant)).length, 1);
  });

  it('says what a tenant refuses, and asks it no more', async () => {
    const scope = readScopes.filter((each) => each !== 'read:organization_discovery_domains').join(' ');
    await connect(staging, { scope });
    const found = await fieldsIn(await compare('name', 'sections'));
    assert.ok(found.includes('1 connections') && !found.includes('1 discovery-domains'), found.join());
    const refused = (await requestsOf(staging)).filter((request) => request.includes('/discovery-domains'));
    assert.equal(refused.length, 1);
    await shownText(inside, 'summary.md', /Not compared: .*403/);
  });

  it('continues where it was cancelled', async () => {
    const last = (await inside.organizations())[5];
    await inside.inject({ match: `${last?.id}/`, times: 1, delayMs: 600_000 });
    const asked = async () =>
      (await requestsOf(staging)).filter((request) => request.includes('/organizations/')).length;
    const { pressed, press } = pressLater('Continue');
    const messages = await messagesDuring(
      async (noted) => {
        await vscode.commands.executeCommand('notifications.clearAll');
        const running = run<Result>('compareTenants', inside.domain, staging.domain, 'name', 'sections');
        await until(async () => (await asked()) >= 11);
        assert.equal(await cancelled(running), undefined);
        const before = await asked();
        press();
        await until(() => noted.length === 2);
        assert.ok((await asked()) <= 2 * placeInProductionAlone + 2, `${before} and then ${await asked()}`);
      },
      ({ buttons }) => (buttons.includes('Continue') ? pressed : ''),
    );
    assert.match(messages[0]?.text ?? '', /: \d of 11 compared\.$/);
    assert.match(messages[1]?.text ?? '', /Different: 3, Same: 8/);
  });

  it('shows the first hundred of many that differ, and says so', async () => {
    // One without a display name cannot be changed back.
    const changed = (await small.organizations()).filter(({ display_name: before }) => before).slice(0, 101);
    await connect(small);
    await connect(searching);
    for (const { id } of changed) await small.updateOrganization(id, { display_name: `Changed ${id}` });
    try {
      const result = await compare('name', 'organizations', [small, searching]);
      assert.deepEqual([result.different.length, result.same.length], [101, 49]);
      await until(() => shownDocuments(small.domain, searching.domain).length === 201);
      const summary = await shownText(small, 'summary.md', /The first 100 that differ are shown below\./);
      assert.ok(summary.includes('- … and 91 more\n') && summary.includes('- … and 1,840 more\n'), summary);
    } finally {
      for (const { id, display_name: before = '' } of changed) {
        await small.updateOrganization(id, { display_name: before });
      }
      await forget(searching);
    }
  });

  it('is not read by itself in another window', async () => {
    const [first, second] = [(await inside.organizations())[2], (await staging.organizations())[2]];
    assert.ok(first && second);
    const path = comparisonPath({ kind: 'tenants', domain: staging.domain, id: second.id });
    // No test has compared these, so nothing is kept of them, also in a VS Code that keeps documents of closed tabs.
    for (const uri of [
      organizationUri(inside.domain, { ...first }, path),
      summaryUri([staging.domain, inside.domain]),
    ]) {
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      assert.match(text, /A comparison is not kept .* Compare again\./);
    }
    for (const tenant of both) assert.deepEqual(await requestsOf(tenant), []);
  });

  it('opens the whole summary where there is no editor for several changes', async () => {
    const { getCommands } = vscode.commands;
    // The extension has the same object, since these tests lie in its folder.
    Object.assign(vscode.commands, { getCommands: () => Promise.resolve([]) });
    try {
      await compare();
    } finally {
      Object.assign(vscode.commands, { getCommands });
    }
    const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
    assert.ok(input instanceof vscode.TabInputText);
    assert.equal(input.uri.path, '/tenants/summary.md');
    assert.ok(vscode.window.activeTextEditor?.document.getText().includes('`branding.colors.primary`'));
  });

  it('keeps what is loaded of a list when a person cancels', async () => {
    await connect(small);
    await small.inject({ match: 'from=', times: 1, delayMs: 600_000 });
    await vscode.commands.executeCommand('notifications.clearAll');
    assert.equal(await cancelled(run<Result>('compareTenants', small.domain, staging.domain, 'name')), undefined);
    assert.deepEqual(await requestsOf(staging), []);
    assert.equal((await listedIds(small)).length, 100);
    assert.equal((await requestsOf(small)).length, 2);
  });

  it('compares no tenant with itself, and none that is not connected', async () => {
    const [itself] = await messagesDuring(() => run('compareTenants', inside.domain, inside.domain));
    assert.match(itself?.text ?? '', /^Connect or choose another tenant/);
    await run('disconnectTenant', staging.domain);
    const [missing] = await messagesDuring(() => run('compareTenants', staging.domain, inside.domain));
    assert.match(missing?.text ?? '', /^The tenant .* is not connected/);
    assert.deepEqual(await requestsOf(inside), []);
  });
});
