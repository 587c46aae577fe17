import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TenantComparison } from '../../../src/compare/matchOrganizations.ts';
import { until } from '../../patience.ts';
import { messagesDuring } from '../messages.ts';
import { observePicks, withPick } from '../observedPick.ts';
import { answerOf, connect, requestsOf, run, tenants } from '../tenants.ts';
import { compare, firstPages, save, sectionRequests, summaryText, useSnapshots } from './snapshotSteps.ts';

const { inside, staging } = tenants;

describe('Snapshots', () => {
  const files = useSnapshots();

  it('show no difference when they are compared at once', async () => {
    await save('organizations');
    assert.deepEqual(await requestsOf(inside), ['GET /api/v2/organizations?take=100']);
    await inside.clearRequests();
    const { different, same, only, gone } = await compare();
    assert.deepEqual([different, only, gone], [[], [[], []], []]);
    assert.equal(same.length, 12);
    assert.deepEqual(await requestsOf(inside), ['GET /api/v2/organizations?take=100']);
    const summary = await summaryText();
    assert.ok(summary.startsWith(`# ${inside.domain} on `), summary);
    assert.match(summary, /\n\n\*\*Changed since .*: 0 of 12 organizations that both have\.\*\*\n[^]*\n- Same: 12\n/);
  });

  it('hold all sections but members, and no link of an invitation, ticket or token', async () => {
    await save('withoutMembers');
    assert.equal((await firstPages()).length, 1 + 12 * sectionRequests);
    const text = files.text('a.ndjson');
    const [first = '', second = ''] = text.split('\n');
    const { snapshot } = JSON.parse(first) as { readonly snapshot: { readonly sections: object } };
    const { sections } = JSON.parse(second) as { readonly sections: object };
    assert.deepEqual(Object.keys(sections), Object.keys(snapshot.sections));
    assert.ok(!('members' in sections) && 'connections' in sections);
    const secrets: string[] = [];
    for (const { id } of await inside.organizations()) {
      const invitations = await answerOf<readonly Readonly<Record<string, string>>[]>(
        inside,
        `/api/v2/organizations/${id}/invitations`,
      );
      secrets.push(...invitations.flatMap(({ invitation_url: url = '', ticket_id: ticket = '' }) => [url, ticket]));
    }
    assert.ok(secrets.length > 2);
    for (const secret of [...secrets, 'eyJ']) assert.ok(!text.includes(secret), secret);
    assert.ok(text.includes('"invitation_url":"••••••"'));
    await inside.clearRequests();
    const { different, same, unread } = await compare('sections');
    assert.deepEqual([different, same.length], [[], 11]);
    // The API does not send all of its invitations.
    assert.deepEqual(
      unread.map((pair) => pair.unread),
      [['invitations']],
    );
    assert.equal((await firstPages()).length, 1 + 12 * sectionRequests);
  });

  it('hold members once a person asks for them', async () => {
    await save('withMembers');
    assert.match(files.text('a.ndjson'), /"members":\{"items":\[\{/);
    assert.deepEqual((await compare('sections')).different, []);
  });

  it('tell what has changed since, and nothing else', async () => {
    await save('withoutMembers');
    const [first, second, third] = await inside.organizations();
    assert.ok(first && second && third);
    await inside.updateOrganization(first.id, { display_name: 'Changed' });
    await inside.updateOrganization(second.id, { name: 'renamed' });
    const answer = { status: 200, body: { domains: [] } };
    await inside.inject({ match: `${second.id}/discovery-domains`, answer });
    try {
      const { different, same, only } = await compare('sections', 'Differences');
      assert.deepEqual(
        different.map(({ organizations, fields }) => [organizations[1].id, ...fields]),
        [
          [first.id, 'display_name'],
          [second.id, 'name', 'discovery-domains'],
        ],
      );
      assert.deepEqual([same.length, only], [9, [[], []]]);
      const shown = await until(() => {
        const sides = vscode.workspace.textDocuments.filter(({ uri }) => /\/(saved|current)$/.test(uri.query));
        return sides.length === 4 && sides;
      });
      const names = (side: string) =>
        shown.filter(({ uri }) => uri.query.endsWith(`/${side}`)).map((document) => nameIn(document));
      assert.deepEqual(names('saved').sort(), [first.name, second.name].sort());
      assert.deepEqual(names('current').sort(), [first.name, 'renamed'].sort());
    } finally {
      await inside.updateOrganization(first.id, { display_name: first.display_name ?? '' });
      await inside.updateOrganization(second.id, { name: second.name });
    }
  });

  it('tell which organizations are new or gone', async () => {
    await save('organizations');
    const [gone = '', ...others] = files
      .text('a.ndjson')
      .split('\n')
      .filter((line) => line.includes('"organization":'));
    assert.equal(others.length, 11);
    const changed = files
      .text('a.ndjson')
      .replace(gone, gone.replace(/org_\w+/, 'org_deletedSince00000'))
      // As files of version 1 are, which have no hash.
      .replace('"version":2', '"version":1')
      .replace(/,"sha256":"\w+"/, '');
    files.put('a.ndjson', changed);
    const { only, same } = await compare();
    assert.deepEqual(
      only.map((list) => list.map(({ id }) => id)),
      [['org_deletedSince00000'], [/org_\w+/.exec(gone)?.[0]]],
    );
    assert.equal(same.length, 11);
  });

  it('are compared from the row of a tenant and from the menu of a file', async () => {
    const uri = await save('organizations');
    const row = { kind: 'tenant', domain: inside.domain };
    for (const given of [
      [row, uri],
      [uri, [uri]],
      [undefined, uri],
    ]) {
      await messagesDuring(async () => {
        const result = await run<TenantComparison>('compareWithSnapshot', ...given);
        assert.equal(result.same.length, 12);
      });
    }
  });

  it('are compared with another tenant by name, once a person has confirmed it', async () => {
    const uri = await save('organizations');
    await connect(staging);
    const [question, ...others] = await messagesDuring(() => run('compareWithSnapshot', staging.domain, uri));
    assert.equal(question?.text, `Compare ${staging.domain} with a snapshot of another tenant?`);
    assert.equal(question.detail, `The snapshot is of ${inside.domain}.`);
    assert.deepEqual([others, await requestsOf(staging)], [[], []]);
    let result: TenantComparison | undefined;
    await messagesDuring(async () => {
      result = await run('compareWithSnapshot', staging.domain, uri, 'name', 'organizations');
    });
    assert.deepEqual([result?.different.length, result?.same.length, result?.only[0].length], [3, 8, 1]);
  });

  it('are compared with a long list after one question, whether it is loaded or not, and without consent not', async () => {
    const uri = await save('organizations');
    const comparing = () => run<TenantComparison | undefined>('compareWithSnapshot', inside.domain, uri);
    const declined = async () => {
      await sendLongList();
      const messages = await messagesDuring(async () => {
        assert.equal(await comparing(), undefined);
      });
      assert.deepEqual(messages[0], readingRest);
      assert.equal((await requestsOf(inside)).length, 5);
      return messages.slice(1).map(({ text }) => text);
    };
    assert.deepEqual(await declined(), [`Loading all organizations of ${inside.domain}: stopped. Loaded so far: 5.`]);
    await sendLongList();
    const [question, ...others] = await messagesDuring(comparing, 'Read');
    assert.deepEqual(question, readingRest);
    assert.equal((await requestsOf(inside)).length, 12);
    assert.deepEqual(
      others.map(({ text }) => text.includes('Deleted since: 12, New since: 12.')),
      [true],
    );
    assert.deepEqual(await declined(), []);
  });

  it('ask before a long list is read, which tells what sections cost', async () => {
    await sendLongList();
    const messages = await messagesDuring(() =>
      observePicks(async (pick) => {
        const saving = run('saveSnapshot', inside.domain);
        await (await until(pick)).choose(/^With Sections, Without Members/);
        assert.equal(await saving, undefined);
      }),
    );
    assert.deepEqual(messages[0], readingRest);
    assert.equal((await requestsOf(inside)).length, 5);
  });

  it('ask what is not given, and say what it costs', async () => {
    await withPick(
      () => run('saveSnapshot', inside.domain),
      async (pick) => {
        assert.equal((await pick.item(/^Organizations Alone/)).detail, 'One request for each 100 organizations');
        const { detail = '' } = await pick.item(/^With Sections, Without Members/);
        assert.match(detail, /is not known yet/);
      },
    );
    assert.deepEqual(await requestsOf(inside), []);
    await run('loadAllOrganizations', inside.domain);
    await withPick(
      () => run('saveSnapshot', inside.domain),
      async (pick) => {
        assert.match((await pick.item(/^Organizations Alone/)).detail ?? '', /^Requests: about 1(,|$)/);
        const { detail = '' } = await pick.item(/^With Sections, Without Members/);
        assert.match(detail, new RegExp(`^Requests: about ${1 + 12 * sectionRequests}(,|$)`));
      },
    );
    const uri = await save('withoutMembers');
    await withPick(
      () => run('compareWithSnapshot', inside.domain, uri),
      async (pick) => {
        const { detail = '' } = await pick.item(/^With the Sections of the Snapshot/);
        assert.match(detail, new RegExp(`^Requests: about ${12 * sectionRequests}(,|$)`));
      },
    );
  });
});

/** The question before more than five pages of a list. */
const readingRest = {
  kind: 'warning',
  text: `${inside.domain}: read the rest of the organizations?`,
  buttons: ['Read'],
  detail: 'Each request reads 100 more. How many there are is not known.',
};

/** Has the tenant send a list of twelve pages, once. */
async function sendLongList(): Promise<void> {
  await inside.clearFaults();
  await inside.clearRequests();
  for (let page = 1; page <= 12; page += 1) {
    const organizations = [{ id: `org_page000000000${page + 10}`, name: `page-${page}` }];
    const body = { organizations, ...(page < 12 && { next: `${page}` }) };
    await inside.inject({ match: '^/api/v2/organizations[?]', times: 1, answer: { status: 200, body } });
  }
}

function nameIn(document: vscode.TextDocument): string | undefined {
  return (JSON.parse(document.getText()) as { readonly organization: { readonly name?: string } }).organization.name;
}
