import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../../patience.ts';
import { messagesDuring } from '../messages.ts';
import { type ObservedPick, observePicks, withPick } from '../observedPick.ts';
import { connect, connectLoaded, requestsOf, run, tenants, useNamedTenants } from '../tenants.ts';
import { table } from './scanSteps.ts';

const { inside, support } = tenants;

describe('A domain in the box that finds everything', () => {
  useNamedTenants({ Inside: inside, Support: support }, (tenant) =>
    tenant === inside ? connectLoaded(tenant) : connect(tenant),
  );

  const box = (text: string, use: (pick: ObservedPick) => Promise<void>) =>
    withPick(() => run('findOrganization', text), use);
  const requested = async () => [await requestsOf(inside), await requestsOf(support)];
  const question = '$(organization) Find the organizations with the discovery domain';

  for (const text of ['acme.example', '@acme.example', 'jane@acme.example', '\u202ajane@acme.example\u202c\u200b']) {
    it(`has a row for each tenant after those that cost less, and makes no request: ${text}`, async () => {
      await box(text, async (pick) => {
        const { label: first } = await pick.item(/^\$\(search\)/);
        assert.doesNotMatch(first, /\\u/);
        assert.deepEqual(
          pick.items.slice(-2).map(({ label, detail }) => [label, detail]),
          [
            [`${question} acme.example`, 'Inside · at least 12 requests'],
            [`${question} acme.example`, 'Support · at least 1 request'],
          ],
        );
        assert.equal(pick.items.filter(({ label }) => label.startsWith(question)).length, 2);
      });
      assert.deepEqual(await requested(), [[], []]);
    });
  }

  it('is no other text', async () => {
    for (const text of [
      'acme',
      'jane@',
      'jane@acme',
      'acme.example plan',
      'acme..example',
      'auth0|1',
      '192.0.2.10',
      'plan:a.b',
    ]) {
      await box(text, async (pick) => {
        await pick.item(/./);
        assert.ok(!pick.items.some(({ label }) => label.startsWith(question)), text);
      });
    }
  });

  it('leads to the organization that has it, once a person has agreed to the cost', async () => {
    const { id, name, display_name: title = name } = (await inside.organizations())[1] ?? assert.fail();
    const messages = await messagesDuring(
      (soFar) =>
        observePicks(async (pick) => {
          const running = run('findOrganization', ' ACME.EXAMPLE ');
          await (await until(pick)).choose(/^Inside · at least 12 requests$/);
          await running;
          const extent = await until(() => pick()?.title?.startsWith('Organizations with') && pick());
          assert.equal(extent.title, 'Organizations with the discovery domain acme.example in Inside');
          assert.deepEqual(
            extent.items.map(({ label, description }) => [label, description]),
            [['All Organizations', '12']],
          );
          assert.match(extent.items[0]?.detail ?? '', /^Requests: about 12/);
          assert.deepEqual(await requested(), [[], []]);
          await extent.choose(/^All Organizations/);
          await until(() => soFar.length === 1);
        }),
      'Open Organization',
    );
    assert.deepEqual(messages, [
      {
        kind: 'information',
        text: `${title} in Inside has the discovery domain acme.example. Organizations asked: 12, which are all of the list.`,
        buttons: ['Open Organization', 'Open as Table'],
      },
    ]);
    await until(() => vscode.window.activeTextEditor?.document.getText().includes(id));
    assert.equal((await requestsOf(inside)).length, 13, 'and one for the document');
  });

  it('says of a domain that is pending that it is not verified', async () => {
    const { name } = (await inside.organizations())[3] ?? assert.fail();
    const domain = `${name.replaceAll('_', '-')}.example`;
    const messages = await messagesDuring(async () => {
      await run('findDiscoveryDomain', inside.domain, domain, 'loaded');
    }, 'Open as Table');
    assert.match(messages[0]?.text ?? '', / in Inside has the discovery domain .* Discovery domain not verified: 1\.$/);
    const [, ...lines] = await table();
    assert.ok(lines[0]?.endsWith(`Discovery domain ${domain} (pending)`), lines[0]);
  });

  it('comes before the loading of whole lists, in which it is in no field', async () => {
    await observePicks(async (pick) => {
      const running = run('findOrganization', 'nothing-like-this');
      const asked = await until(pick);
      await asked.choose(/ for what is not loaded/);
      const whole = await asked.item(/^Load all organizations and search/);
      assert.equal(whole.detail, 'One request for each 100 organizations');
      asked.type('acme.example');
      await until(() => asked.items.some(({ label }) => label.startsWith(question)));
      const places = [question, 'Load all organizations and search'].map((text) =>
        asked.items.findIndex(({ label }) => label.startsWith(text)),
      );
      assert.ok(places[0] !== -1 && Number(places[0]) < Number(places[1]), places.join());
      assert.equal(asked.items.filter(({ label }) => label.startsWith(question)).length, 2);
      asked.hide();
      await running;
    });
  });
});
