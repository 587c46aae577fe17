import * as assert from 'node:assert/strict';
import { windowCatchesUp } from '../../../src/ui/notifications.ts';
import { until } from '../../patience.ts';
import { type ObservedPick, observePicks } from '../observedPick.ts';
import { answerOf, connect, forget, run, sectionRow, tenants } from '../tenants.ts';
import { asked } from '../users/userRequests.ts';
import { applicationsAt, choose, explain, labelsOf, listRequest, questionAt } from './explainAccessSteps.ts';

const { inside } = tenants;

interface Listed {
  readonly client_id: string;
  readonly name: string;
  readonly app_type?: string;
}

const clientId = 'AbCdEfGhIjKlMnOpQrStUvWxYz012345';

/** What a quick pick shows whatever is typed. */
const shownAlways = ({ items }: ObservedPick) => items.filter(({ alwaysShow }) => alwaysShow).map(({ label }) => label);

describe('The applications in Explain Failed Login', () => {
  let organizationId: string;

  before(async () => {
    organizationId = (await inside.organizations())[0]?.id ?? '';
  });
  afterEach(() => forget(inside));

  /** Is asked for the application alone. */
  async function asking(act: (question: ObservedPick) => Promise<void>): Promise<void> {
    await observePicks(async (pick) => {
      const explaining = explain({ domain: inside.domain, organizationId, userId: null });
      await act(await questionAt(pick, '1/2'));
      pick()?.hide();
      assert.equal(await explaining, undefined);
    });
  }

  it('are listed with one request, by name with client ID and type', async () => {
    const path = '/api/v2/clients?fields=client_id,name,app_type&is_global=false';
    const listed = await answerOf<readonly Listed[]>(inside, path);
    await connect(inside);
    await asking(async (question) => {
      await until(() => labelsOf(question).includes('Applications of the tenant'));
      assert.deepEqual(
        question.items.slice(2).map(({ label, description }) => [label, description]),
        listed.map(({ client_id: id, name, app_type: type }) => {
          const kind = type === 'non_interactive' ? 'non_interactive, machine-to-machine' : type;
          return [name.replace('$(', String.raw`\$(`), [id, kind].filter(Boolean).join(' · ')];
        }),
      );
      assert.ok(listed.some(({ app_type: type }) => type === 'non_interactive'));
      assert.ok(!labelsOf(question).includes('All Applications'));
    });
    assert.deepEqual(await asked(inside), [listRequest]);
  });

  it('begin with the applications that the organization uses, if these are loaded', async () => {
    await connect(inside);
    await run('openSectionJson', await sectionRow(inside, 0, 'clients'));
    await inside.clearRequests();
    await asking(async (question) => {
      await until(() => labelsOf(question).includes('Applications of the tenant'));
      const labels = labelsOf(question);
      assert.deepEqual(labels.slice(0, 2), ['Without an application', 'Used by the organization']);
      const ids = question.items.flatMap(({ description }) => description?.split(' · ')[0] ?? []);
      assert.equal(new Set(ids).size, ids.length);
    });
    assert.deepEqual(await asked(inside), [listRequest]);
  });

  it('get the focus where they come after a text was typed', async () => {
    const path = '/api/v2/clients?fields=client_id,name&is_global=false';
    const name = (await answerOf<readonly Listed[]>(inside, path))[0]?.name ?? '-';
    await connect(inside);
    await inside.inject({ match: '/clients', hold: true });
    await asking(async (question) => {
      question.type(name);
      await until(() => question.items.length === 2);
      await windowCatchesUp();
      assert.match(question.active[0]?.label ?? '', /^Asking /);
      await inside.clearFaults();
      await until(() => labelsOf(question).includes('Applications of the tenant'));
      await windowCatchesUp();
      assert.equal(question.active[0]?.label, name);
    });
  });

  it('are left out for a mistyped one only where the person moves to that answer', async () => {
    await connect(inside);
    await observePicks(async (pick) => {
      const explaining = explain({ domain: inside.domain, organizationId, userId: null });
      const question = await applicationsAt(pick, '1/2');
      question.type('Portlа $(bug)');
      const none = String.raw`No application has “Portlа \$(bug)” in its name or ID`;
      await until(() => question.active[0]?.label === none);
      assert.equal(question.active[0]?.detail, 'All applications are loaded: 4.');
      await question.accept(question.active[0]);
      assert.equal(pick(), question);
      await choose(question, 'Without an application');
      (await questionAt(pick, '2/2')).hide();
      assert.equal(await explaining, undefined);
    });
  });

  it('are left out for a person who is named in their place, whom the next question has then', async () => {
    await connect(inside);
    await observePicks(async (pick) => {
      const explaining = explain({ domain: inside.domain, organizationId });
      const question = await applicationsAt(pick, '1/3');
      question.type('E-mail: jane@acme.example');
      await until(() => question.active[0]?.label === 'Without an application');
      await choose(question, 'Without an application');
      const next = await questionAt(pick, '2/3');
      assert.equal(next.value, 'jane@acme.example');
      await next.item(/^\$\(search\) Ask for users with this email address/);
      next.hide();
      assert.equal(await explaining, undefined);
    });
    assert.deepEqual(await asked(inside), [listRequest]);
  });

  it('are not offered without an ID, and not said to be all then', async () => {
    await connect(inside);
    const clients = [{ client_id: clientId, name: 'With' }, { name: 'Without an ID' }, null];
    await inside.inject({ match: '/clients', answer: { status: 200, body: { clients } } });
    await asking(async (question) => {
      await until(() => labelsOf(question).includes('Applications of the tenant'));
      const rows = ['Without an application', 'Applications of the tenant', 'With'];
      assert.deepEqual(labelsOf(question), [...rows, 'There may be more: Auth0 sends no more of this list.']);
    });
  });

  it('are read page by page', async () => {
    await connect(inside);
    const page = (clients: readonly object[], next?: string) => ({ status: 200, body: { clients, next } });
    const other = { client_id: clientId, name: 'Other', app_type: 'spa' };
    const bug = { client_id: 'x'.repeat(32), name: '$(bug) \u202e' };
    const others = Array.from({ length: 99 }, (_, index) => ({ client_id: `x${index}`, name: `x${index}` }));
    await inside.inject({ match: 'from=', answer: page([other]) });
    await inside.inject({
      match: 'clients',
      times: 1,
      answer: page([bug, ...others], 'cursor'),
    });
    await asking(async (question) => {
      await until(() => question.items.length === 103);
      const labels = labelsOf(question);
      assert.deepEqual([labels[2], labels[102]], ['\\$(bug) \\u202e', 'Load more applications…']);
      await choose(question, 'Load more applications…');
      await until(() => question.active[0]?.label === 'Other');
      assert.deepEqual(labelsOf(question).slice(102), ['Other']);
    });
    assert.deepEqual(await asked(inside), [listRequest, `${listRequest}&from=cursor`]);
  });

  it('can be named by a client ID that is not listed', async () => {
    await connect(inside);
    await observePicks(async (pick) => {
      const explaining = explain({ domain: inside.domain, organizationId, userId: null });
      const question = await applicationsAt(pick, '1/2');
      const [, , first] = question.items;
      const known = first?.description?.split(' · ')[0] ?? '';
      for (const text of ['acme', 'client id', known]) {
        question.type(text);
        assert.ok(!labelsOf(question).some((label) => label.startsWith('Use client ID')), text);
      }
      const page = (id: string) => `https://manage.auth0.com/dashboard/eu/acme/applications/${id}/settings`;
      const rest = ['All applications are loaded: 4.', 'Without an application'];
      question.type(page(known));
      assert.deepEqual(shownAlways(question), [first?.label, ...rest]);
      question.type(page(clientId));
      assert.deepEqual(shownAlways(question), [`Use client ID ${clientId}`, ...rest]);
      question.type(` ${clientId} `);
      await choose(question, `Use client ID ${clientId}`);
      const last = await questionAt(pick, '2/2');
      assert.equal(last.placeholder, `Application: ${clientId} · Without a user`);
      assert.ok(last.back());
      const again = await questionAt(pick, '1/2');
      assert.equal(again.value, clientId);
      again.hide();
      assert.equal(await explaining, undefined);
    });
    assert.deepEqual(await asked(inside), [listRequest]);
  });

  it('are taken by a name that has the form of a client ID', async () => {
    const name = 'customer-portal-production';
    const answer = { status: 200, body: { clients: [{ client_id: clientId, name }] } };
    await connect(inside);
    await inside.inject({ match: '/clients', times: 1, answer });
    await asking(async (question) => {
      await until(() => labelsOf(question).includes(name));
      question.type(name);
      assert.equal(question.active[0]?.label, name);
    });
  });

  it('are not asked for with a token that lacks the scope, which is said, and a client ID can be typed', async () => {
    await connect(inside, { scope: 'read:organizations' });
    await asking(async (question) => {
      assert.deepEqual(labelsOf(question), [
        'Without an application',
        '$(lock) The list of applications needs read:clients or read:client_summary',
      ]);
      await question.accept(question.items[1]);
      question.type(clientId);
      assert.equal(question.items[0]?.label, `Use client ID ${clientId}`);
      await until(() => question.active[0]?.label === `Use client ID ${clientId}`);
    });
    assert.deepEqual(await asked(inside), []);
  });

  it('are not asked for, which is said, also where only the tenant knows the scopes', async () => {
    await connect(inside, { scope: 'read:organizations', hidesScope: true });
    await asking(async (question) => {
      await until(() => question.items.length === 2);
      assert.match(question.items[1]?.label ?? '', /needs read:clients or read:client_summary$/);
    });
    assert.deepEqual(await asked(inside), [listRequest]);
  });

  it('are read again after a failure, which is said in a row', async () => {
    await connect(inside);
    await inside.inject({
      match: '/clients',
      times: 1,
      answer: { status: 400, body: { statusCode: 400, message: 'No' } },
    });
    await asking(async (question) => {
      await until(() => question.items.length === 2);
      assert.match(question.items[1]?.label ?? '', /^\$\(warning\) .*\(400\)/);
      assert.equal(question.items[1]?.description, 'Retry');
      await question.accept(question.items[1]);
      await until(() => labelsOf(question).includes('Applications of the tenant'));
      assert.ok(!labelsOf(question).some((label) => label.startsWith('$(warning)')));
    });
    assert.deepEqual(await asked(inside), [listRequest, listRequest]);
  });
});
