import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { sideAddress, sideForm } from '../../../src/compare/comparisonDocuments.ts';
import { summaryUri } from '../../../src/compare/showTenantComparison.ts';
import { documentUri } from '../../../src/documents/documentUri.ts';
import { sectionTitle } from '../../../src/sections/organizationSections.ts';
import { type Costs, jointCostText } from '../../../src/tenants/requestCost.ts';
import { formatDuration } from '../../../src/ui/format.ts';
import { until } from '../../patience.ts';
import { differences, placeInProductionAlone } from '../../tenant/contents/differences.ts';
import { table } from '../find/scanSteps.ts';
import { messagesDuring } from '../messages.ts';
import { time } from '../find/lookUpAllIdsSteps.ts';
import { type ObservedPick, observePicks, withPick } from '../observedPick.ts';
import { connect, forget, type HostTenant, requestsOf, run, tenants } from '../tenants.ts';
import {
  both,
  compare,
  fieldsIn,
  openDifferences,
  type Result,
  shownFile,
  summaryFile,
} from './compareTenantsSteps.ts';
import { type ComparedContent, differencesIn, shownDocuments, shownText, summaryPath } from './comparedDocuments.ts';

const { inside, searching, small, staging } = tenants;

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
    assert.equal(differences.length + alone.length, 12);
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

  it('opens all organizations that differ in one editor', async () => {
    const { different } = await compare('name', 'sections', both, openDifferences);
    await until(() => vscode.window.tabGroups.activeTabGroup.activeTab?.label.startsWith(`${inside.domain} ↔ `));
    const contentOf = async (tenant: HostTenant, name = '') =>
      JSON.parse(await shownText(tenant, `${name}.json`, /"sections"/)) as ComparedContent;
    for (const { organizations, fields } of different) {
      const [{ name }] = organizations;
      const shown = differencesIn([await contentOf(inside, name), await contentOf(staging, name)]);
      assert.deepEqual([...new Set(shown.map((found) => found.split(' ')[0] ?? ''))].sort(), fields.toSorted());
    }
  });

  it('shows a page in which the line of each organization that differs opens to its differences', async () => {
    const { different, unread: uncertain } = await compare('name', 'sections');
    assert.equal(shownFile(), summaryFile);
    const summary = await shownText(inside, summaryPath, /their sections Connections, Discovery Domains were/);
    assert.ok(summary.startsWith(`# ${inside.domain} ↔ ${staging.domain}\n`), summary);
    const answer = '\n**Different: 3 of 11 organizations that both have, as far as they were compared.**\n';
    for (const line of [answer, '- Different: 3', '- Same: 7', `- Only in ${inside.domain}: 1`]) {
      assert.ok(summary.includes(`${line}\n`), summary);
    }
    assert.ok(!summary.includes(`Only in ${staging.domain}`), 'nothing is told of what there is none of');
    const opened = new Map(
      [...summary.matchAll(/<summary>([\w-]+): (.*)<\/summary>\n\n([^]*?)\n\n<\/details>/g)].map(
        ([, name, fields, items = '']) => [name, { fields, items: items.split('\n') }] as const,
      ),
    );
    assert.equal(opened.size, different.length + uncertain.length);
    for (const { organizations, fields, unread = [] } of different) {
      const { fields: told, items } = opened.get(organizations[0].name) ?? assert.fail(summary);
      const missing = unread.map((name) => `not compared: ${sectionTitle(name)}`);
      assert.equal(told, [fields.join(', '), ...missing].join(' · '));
      const places = items.flatMap((item) => /^- `([^`]+)`/.exec(item)?.[1] ?? []);
      assert.deepEqual([...new Set(places)].sort(), fields.toSorted());
    }
    const crmId = (await inside.organizations())[3]?.metadata?.['crm_id'] ?? assert.fail();
    const values = (tenant: HostTenant, value: string) => `${tenant.domain}: \`"${value}"\``;
    for (const line of [
      `- \`metadata.plan\`: ${values(inside, 'enterprise')} · ${values(staging, 'trial')}`,
      `- \`metadata.crm_id\`: ${values(inside, crmId)} · ${staging.domain}: nothing`,
    ]) {
      assert.ok(summary.includes(`\n${line}\n`), summary);
    }
  });

  it('opens the whole summary as a table or as Markdown', async () => {
    let result: Result;
    const compared = async () => {
      result = await run<Result>('compareTenants', inside.domain, staging.domain, 'name', 'organizations');
    };
    const [message] = await messagesDuring(compared, 'Table');
    assert.equal(
      message?.text,
      `${inside.domain} ↔ ${staging.domain}: Different: 3 of 11 organizations that both have. ` +
        `Same: 8, Only in ${inside.domain}: 1.`,
    );
    const [header, ...lines] = await table();
    assert.equal(header, `result,name,display_name,${inside.domain},${staging.domain},fields,not_compared`);
    assert.equal(lines.length, 12);
    const [first] = result?.different ?? [];
    const [one, other] = first?.organizations ?? [];
    assert.equal(lines[0], `Different,${one?.name},${one?.display_name},${one?.id},${other?.id},display_name,`);
    const [alone] = result?.only[0] ?? [];
    assert.equal(lines[11], `Only in ${inside.domain},${alone?.name},${alone?.display_name},${alone?.id},,,`);

    await messagesDuring(compared, 'Markdown');
    const markdown = await until(() => {
      const { document } = vscode.window.activeTextEditor ?? {};
      return document?.isUntitled && document.languageId === 'markdown' && document.getText();
    });
    assert.ok(markdown.includes(`\n## Only in ${inside.domain}\n\n- \`${alone?.name}\`: \`${alone?.id}\`\n`), markdown);
    for (const { domain } of [inside, staging]) {
      assert.ok(markdown.replaceAll(new RegExp(time, 'g'), '…').includes(`${domain}: List read on ….`), markdown);
    }
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('matches organizations by a metadata key, and reports which have no value and which share one', async () => {
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
        assert.equal(pick.title, `Compare ${inside.domain} ↔ ${staging.domain}`);
        assert.match((await pick.item(/^Organizations Alone/)).detail ?? '', /without a request/);
        const { detail = '' } = await pick.item(/^With Connections and Domains/);
        assert.match(detail, new RegExp(`^Requests: about ${4 * placeInProductionAlone}(,|$)`));
      },
    );
    for (const tenant of both) assert.equal((await requestsOf(tenant)).length, 1);
  });

  it('matches by name, and by a metadata key where the person wants it, before or after the result', async () => {
    const chooseKey = async (pick: ObservedPick) => {
      const { detail } = await pick.item(/^metadata\.crm_id/);
      assert.equal(detail, `${inside.domain}: 3 · ${staging.domain}: 1`);
      await pick.item(/^Name/);
      await pick.choose(/^metadata\.crm_id/);
    };
    const byKey = new RegExp(`In ${inside.domain}, without metadata\\.crm_id: 9`);
    // In place of an extent.
    const before = await messagesDuring(() =>
      observePicks(async (pick) => {
        const running = run<Result>('compareTenants', inside.domain, staging.domain);
        await (await until(pick)).choose(/^Match by Metadata…/);
        await chooseKey(await until(() => pick()?.items.some(({ label }) => label === 'Name') && pick()));
        await (
          await until(() => pick()?.items.some(({ label }) => label === 'Organizations Alone') && pick())
        ).choose(/^Organizations Alone/);
        assert.equal((await running)?.withoutKey[0].length, 9);
      }),
    );
    assert.match(before[0]?.text ?? '', byKey);
    // With the same extent, which is not asked for again.
    const after = await messagesDuring(
      (messages) =>
        observePicks(async (pick) => {
          await run('compareTenants', inside.domain, staging.domain, undefined, 'organizations');
          await chooseKey(await until(pick));
          await until(() => messages.length === 2);
        }),
      ({ text }) => (byKey.test(text) ? '' : 'Match by Metadata…'),
    );
    assert.match(after[1]?.text ?? '', byKey);
    for (const tenant of both) assert.equal((await requestsOf(tenant)).length, 1);
  });

  it('says the time of the slower tenant, since the two have rate limits of their own and are asked at the same time', () => {
    const costOf = (...refills: readonly (number | undefined)[]) => {
      const path = '/organizations/id/enabled_connections';
      const known = new Map(refills.map((ms, side) => [String(side), ms]));
      const limits = {
        expectedMs: (domain: string, costs: Costs) => {
          const refillMs = known.get(domain);
          return refillMs && refillMs * (costs.get(path) ?? 0);
        },
      };
      const costs = new Map([[path, 60]]);
      return jointCostText(limits, new Map(refills.map((_, side) => [String(side), costs])));
    };
    assert.equal(costOf(1000, 3000), `Requests: about 120, time: ${formatDuration(180_000)}, more for long lists`);
    assert.equal(costOf(3000, 1000), costOf(1000, 3000));
    assert.equal(costOf(1000, undefined), `Requests: about 120, time: ${formatDuration(60_000)}, more for long lists`);
    assert.equal(costOf(500, undefined), 'Requests: about 120, more for long lists');
  });

  it('shows the first hundred of many organizations with each result, and says so', async () => {
    // One without a display name cannot be changed back.
    const changed = (await small.organizations()).filter(({ display_name: before }) => before).slice(0, 101);
    await connect(small);
    await connect(searching);
    for (const { id } of changed) await small.updateOrganization(id, { display_name: `Changed ${id}` });
    try {
      const result = await compare('name', 'organizations', [small, searching], openDifferences);
      assert.deepEqual([result.different.length, result.same.length], [101, 49]);
      await until(() => shownDocuments(small.domain, searching.domain).length === 201);
      const summary = await shownText(small, summaryPath, /At most 100 organizations are shown for each result\./);
      assert.ok(summary.includes('\n- … and 1 more\n') && summary.includes('\n- … and 1,750 more\n'), summary);
    } finally {
      for (const { id, display_name: before = '' } of changed) {
        await small.updateOrganization(id, { display_name: before });
      }
      await forget(searching);
    }
  });

  it('says so where the editor for several changes cannot open the differences', async () => {
    const { executeCommand } = vscode.commands;
    // The extension has the same object, since these tests lie in its folder.
    Object.assign(vscode.commands, {
      executeCommand: (command: string, ...given: readonly unknown[]) =>
        command === 'vscode.changes' ? Promise.reject(new Error('No')) : executeCommand(command, ...given),
    });
    try {
      const messages = await messagesDuring(async (shown) => {
        await run('compareTenants', ...both.map(({ domain }) => domain), 'name', 'organizations');
        await until(() => shown.length === 2);
      }, 'Differences');
      const told = messages.map(({ kind, text }) => [kind, text]).slice(1);
      assert.deepEqual(told, [['error', 'The differences could not be opened. The log says more.']]);
    } finally {
      Object.assign(vscode.commands, { executeCommand });
    }
  });

  it('is not read by itself in another window', async () => {
    const [first, second] = [(await inside.organizations())[2], (await staging.organizations())[2]];
    assert.ok(first && second);
    const side = sideAddress(inside.domain, { ...first }, { kind: 'tenants', domain: staging.domain, id: second.id });
    // No test has compared these, so nothing is kept of them, also in a VS Code that keeps documents of closed tabs.
    for (const uri of [
      documentUri(side, sideForm),
      summaryUri({ domains: [staging.domain, inside.domain], titles: ['Staging', 'Inside'] }),
    ]) {
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      assert.match(text, /A comparison is not kept .* Compare again\./);
    }
    for (const tenant of both) assert.deepEqual(await requestsOf(tenant), []);
  });
});
