import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { idsIn } from '../../../src/organizations/organizationIds.ts';
import { until } from '../../patience.ts';
import { messagesDuring } from '../messages.ts';
import { cancelled, connect, forget, requestsOf, run, tenants } from '../tenants.ts';
import { found, known, lookUp, organizationsAt, rows, text } from './lookUpAllIdsSteps.ts';
import { nobody } from './lookUpWays.ts';

const { small, large, inside } = tenants;

describe('Looking up all IDs', () => {
  beforeEach(() => connect(small));
  afterEach(async () => {
    while (vscode.window.activeTextEditor) {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
    // What a test has added.
    for (const { id } of (await small.organizations()).slice(150)) await small.removeOrganization(id);
    await forget(small);
    await forget(large);
  });

  it('makes a table of a list, with one request for each ID that is not known', async () => {
    const [first, second] = await organizationsAt(small, 110, 111);
    const list = [second.name, `https://x.example/${first.id}/a`, nobody.id, first.id, nobody.name, 'a*b'];
    const asked = await lookUp(list);
    assert.deepEqual(asked, ['Make 4 Requests. To look up: 4. Without a request: 1.']);
    const table = [
      found(second.name, second),
      found(first.id, first),
      [nobody.id, '', '', small.domain, 'missing'],
      [nobody.name, '', '', small.domain, 'missing'],
      ['a*b', '', '', '', 'neither an ID nor a name'],
    ];
    assert.deepEqual(rows(), table);
    assert.deepEqual(
      (await requestsOf(small)).toSorted(),
      [get(first.id), get(nobody.id), get(`name/${nobody.name}`), get(`name/${second.name}`)].toSorted(),
    );

    await small.clearRequests();
    assert.deepEqual(await lookUp(list), ['Make 1 Request. To look up: 1. Without a request: 4.']);
    assert.deepEqual(rows(), [known(second.name, second), known(first.id, first), ...table.slice(2)]);
    assert.deepEqual(await requestsOf(small), [get(`name/${nobody.name}`)], 'an unknown name may be taken by now');
  });

  it('says when what is loaded was read, and asks for what is not in a list of which all is loaded', async () => {
    const [first] = await organizationsAt(small, 140);
    await run('loadAllOrganizations', small.domain);
    const since = { id: 'org_CreatedSince0001', name: 'created-since', display_name: 'Created Since' };
    await small.addOrganization(since);
    await small.clearRequests();
    assert.deepEqual(await lookUp([first.id, first.name.toUpperCase()]), []);
    assert.deepEqual(rows(), [known(first.id, first), known(first.name.toUpperCase(), first)]);
    assert.deepEqual(await requestsOf(small), []);
    assert.deepEqual(await lookUp([first.id, since.id, since.name, nobody.id]), [
      'Make 3 Requests. To look up: 3. Without a request: 1.',
    ]);
    const missing = [nobody.id, '', '', small.domain, 'missing'];
    assert.deepEqual(rows(), [known(first.id, first), found(since.id, since), found(since.name, since), missing]);
  });

  it('takes IDs from the selection or the file, and no other word', async () => {
    const [first, second] = await organizationsAt(small, 112, 113);
    const content = `const acme = '${first.id}';\nconst b = ["${second.id}", '${first.id}'];\n`;
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content }));
    assert.deepEqual(await lookUp(), [
      'IDs in the Active File. 2',
      'Make 2 Requests. To look up: 2. Without a request: 0.',
    ]);
    assert.deepEqual(rows(), [found(first.id, first), found(second.id, second)]);
    const shown = await vscode.window.showTextDocument(editor.document);
    shown.selection = new vscode.Selection(1, 0, 1, 40);
    assert.deepEqual(await lookUp(), ['IDs in the Selection. 1'], 'what was looked up is known');
    assert.deepEqual(rows(), [known(second.id, second)]);
    assert.deepEqual((await requestsOf(small)).toSorted(), [get(first.id), get(second.id)].toSorted());
  });

  it('asks each tenant only for what the one before it lacks', async () => {
    await connect(large);
    const [inBoth] = await organizationsAt(small, 114);
    const [inLarge] = await organizationsAt(large, 20_000);
    const asked = await lookUp(`${inLarge.id} ${inBoth.id} ${nobody.id}`, [large.domain, small.domain]);
    assert.deepEqual(asked, ['Make at Most 6 Requests. To look up: 3. Without a request: 0.']);
    assert.deepEqual(rows(), [
      found(inLarge.id, inLarge, large),
      found(inBoth.id, inBoth),
      [nobody.id, '', '', `${small.domain}, ${large.domain}`, 'missing'],
    ]);
    assert.deepEqual((await requestsOf(small)).toSorted(), [inLarge.id, inBoth.id, nobody.id].map(get).toSorted());
    assert.deepEqual((await requestsOf(large)).toSorted(), [inLarge.id, nobody.id].map(get).toSorted());
  });

  it('has a row for each tenant that has an organization with a name', async () => {
    await connect(large);
    const mine = { id: 'org_SameNameSmall001', name: 'same-name', display_name: 'Small' };
    const theirs = { id: 'org_SameNameLarge001', name: 'same-name', display_name: 'Large' };
    await small.addOrganization(mine);
    await large.addOrganization(theirs);
    try {
      const both = [small.domain, large.domain];
      await lookUp(['same-name', nobody.name], both);
      const table = [
        found('same-name', mine),
        found('same-name', theirs, large),
        [nobody.name, '', '', both.join(', '), 'missing'],
      ];
      assert.deepEqual(rows(), table);
      await lookUp(['same-name'], [small.domain]);
      assert.deepEqual(rows(), [known('same-name', mine)], 'a tenant that is not chosen is not spoken of');
      assert.deepEqual(await lookUp(['same-name']), [], 'no tenant is asked, so there is none to choose');
      assert.deepEqual(rows(), [known('same-name', mine), known('same-name', theirs, large)]);

      // What is known of one tenant does not answer for the other.
      await run('disconnectTenant', large.domain);
      await connect(large);
      const down = { status: 400, body: { statusCode: 400, error: 'Bad Request', message: 'No' } };
      await large.inject({ match: '/name/same-name$', times: 1, answer: down });
      // Retry is pressed at once.
      await large.inject({ match: '/name/same-name$', hold: true });
      const messages = await messagesDuring(async () => {
        await lookUp(['same-name'], both);
        assert.deepEqual(rows()[0], known('same-name', mine));
        assert.deepEqual(rows()[1]?.slice(0, 4), ['same-name', '', '', large.domain]);
        assert.notEqual(rows()[1]?.at(-1), 'missing');
        await large.clearFaults();
        await until(() => rows()[1]?.at(-1) === 'found');
      }, 'Retry');
      assert.match(messages[0]?.text ?? '', /^Not looked up: 1 of 1\./);
      assert.deepEqual(rows(), [known('same-name', mine), table[1]]);
    } finally {
      await large.removeOrganization(theirs.id);
    }
  });

  it('names the missing scope, and finds what needs none', async () => {
    await connect(small, { scope: 'read:organizations_summary' });
    const organizations = (await small.organizations()).slice(110, 130);
    const [first] = await organizationsAt(small, 131);
    const messages = await messagesDuring(async () => {
      await lookUp([...organizations.map(({ name }) => name), first.id]);
    });
    const lacks = 'The access token lacks a scope. Expected any of: read:organizations.';
    assert.deepEqual(
      new Set(
        rows()
          .slice(0, 20)
          .map((cells) => cells.at(-1)),
      ),
      new Set([lacks]),
    );
    assert.deepEqual(rows()[20], found(first.id, first));
    assert.deepEqual(messages, [
      {
        kind: 'warning',
        text: `Not looked up: 20 of 21. ${small.domain}: ${lacks} Grant it to the application and update the access token.`,
        buttons: ['Update Access Token', 'Retry'],
      },
    ]);
    const requests = await requestsOf(small);
    assert.ok(requests.length <= 5, requests.join());
  });

  it('says each cause with its tenants, and which tenants do not have it', async () => {
    await connect(large);
    await connect(inside);
    const body = { statusCode: 401, error: 'Unauthorized', message: 'Expired token received' };
    await large.inject({ answer: { status: 401, body } });
    try {
      await small.inject({ match: `${nobody.id}$`, answer: { status: 409, body: { message: 'No' } } });
      const messages = await messagesDuring(() => lookUp(nobody.id, [small.domain, large.domain, inside.domain]));
      const expired = 'The access token has expired.';
      const odd = 'The answer is not what the Management API sends: No.';
      assert.deepEqual(messages, [
        {
          kind: 'warning',
          text: `Not looked up: 1 of 1. ${small.domain}: ${odd} ${large.domain}: ${expired}`,
          buttons: ['Update Access Token', 'Retry'],
        },
      ]);
      const elsewhere = `Not in ${inside.domain}.`;
      assert.deepEqual(rows(), [
        [nobody.id, '', '', small.domain, `${odd} ${elsewhere}`],
        [nobody.id, '', '', large.domain, `${expired} ${elsewhere}`],
      ]);
    } finally {
      await forget(inside);
    }
  });

  it('keeps what was found when the look-up is cancelled, and Retry asks only for the rest', async () => {
    const organizations = (await small.organizations()).slice(110, 120);
    const [fast, ...slow] = organizations.slice(0, 5);
    for (const { id } of slow) {
      await small.inject({ match: `${id}$`, times: 1, delayMs: 600_000 });
    }
    await vscode.commands.executeCommand('notifications.clearAll');
    const table = organizations.map((organization) => found(organization.id, organization));
    const messages = await messagesDuring(async () => {
      const running = lookUp(organizations.map(({ id }) => id));
      await until(async () => (await requestsOf(small)).length === 5);
      await cancelled(running);
      await until(() => rows().every((cells) => cells.at(-1) === 'found'));
    }, 'Retry');
    assert.deepEqual(messages, [
      {
        kind: 'warning',
        text: 'Not looked up: 9 of 10. Cancelled. Try again when you like.',
        buttons: ['Retry'],
      },
    ]);
    assert.deepEqual(rows(), table);
    const requests = await requestsOf(small);
    assert.equal(requests.length, 5 + 9);
    assert.equal(requests.filter((request) => request === get(fast?.id ?? '-')).length, 1);
    assert.equal(vscode.workspace.textDocuments.filter(({ isUntitled }) => isUntitled).length, 1, 'the same table');
  });

  it('says what is wrong with the network, and Retry asks only for the rest', async () => {
    const organizations = (await small.organizations()).slice(110, 122);
    const loginPage = { status: 200, body: '<html>', headers: { 'content-type': 'text/html' } };
    const broken = get(organizations[0]?.id ?? '-');
    await small.inject({ match: `${organizations[0]?.id}$`, times: 1, answer: loginPage });
    const messages = await messagesDuring(async () => {
      await lookUp(organizations.map(({ id }) => id));
      await until(() => rows().every((cells) => cells.at(-1) === 'found'));
    }, 'Retry');
    assert.match(messages[0]?.text ?? '', /^Not looked up: \d+ of 12\. [\w.:]+: The answer is not JSON\./);
    const requests = await requestsOf(small);
    assert.deepEqual(
      requests.toSorted(),
      [broken, ...organizations.map(({ id }) => get(id))].toSorted(),
      'none is asked for again',
    );
  });

  it('waits when the rate limit is used up', async () => {
    const organizations = (await small.organizations()).slice(110, 120);
    const refusal = { status: 429, body: { statusCode: 429, message: 'x' }, headers: { 'retry-after': '1' } };
    await small.inject({ match: `${organizations[0]?.id}$`, times: 1, answer: refusal });
    await lookUp(organizations.map(({ id }) => id));
    assert.deepEqual(
      rows(),
      organizations.map((organization) => found(organization.id, organization)),
    );
    assert.equal((await requestsOf(small)).length, 11);
  });

  it('makes text of formulas and of hidden characters, and takes a megabyte', async () => {
    const hostile = { id: 'org_Hostile000000001', name: 'hostile', display_name: 'Hostile' };
    await small.addOrganization(hostile);
    await run('renameTenant', small.domain, '=cmd|"1",@x');
    try {
      await lookUp(['hostile', '=1+1', '\u202e*']);
      assert.deepEqual(text().split('\r\n').slice(1), [
        `hostile,${hostile.id},hostile,"'=cmd|""1"",@x",found`,
        `'=1+1,,,,neither an ID nor a name`,
        '\\u202e*,,,,neither an ID nor a name',
        '',
      ]);
    } finally {
      await run('renameTenant', small.domain, '');
    }

    await connect(large);
    await run('loadAllOrganizations', large.domain);
    await large.clearRequests();
    await small.clearRequests();
    const organizations = (await large.organizations()).slice(0, 10_000);
    const content = organizations.map(({ id }) => `"${id}",${' \u0007=cmd|*:'.repeat(9)}`).join('\n');
    // Some look like identifiers in code.
    const ids = idsIn(content).map(({ id }) => id);
    assert.ok(ids.length > 9990);
    assert.ok(content.length > 1_000_000);
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content }));
    editor.selection = new vscode.Selection(0, 0, editor.document.lineCount, 0);
    assert.deepEqual(await lookUp(), [`IDs in the Selection. ${ids.length.toLocaleString('en')}`]);
    assert.deepEqual(
      rows().map(([input]) => input),
      ids,
    );
    assert.deepEqual([...(await requestsOf(small)), ...(await requestsOf(large))], []);
  });

  it('makes no request, and no table, unless the number of requests is confirmed', async () => {
    const running = run('lookUpAllIds', nobody.id);
    let isOver = false;
    const over = Promise.resolve(running).finally(() => (isOver = true));
    await until(async () => {
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      return isOver;
    });
    assert.equal(await over, undefined);
    assert.deepEqual(await requestsOf(small), []);
  });
});

const get = (path: string) => `GET /api/v2/organizations/${path}`;
