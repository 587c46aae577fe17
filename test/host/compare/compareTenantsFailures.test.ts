import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../../patience.ts';
import { placeInProductionAlone } from '../../tenant/contents/differences.ts';
import { readScopes } from '../../tenant/scopes.ts';
import { pressLater } from '../find/scanSteps.ts';
import { messagesDuring } from '../messages.ts';
import { withPick } from '../observedPick.ts';
import { startTwice } from '../startTwice.ts';
import {
  cancelled,
  connect,
  connectLoaded,
  forget,
  type HostTenant,
  listedIds,
  requestsOf,
  run,
  tenants,
} from '../tenants.ts';
import { both, compare, fieldsIn, type Result, shownFile, summaryFile } from './compareTenantsSteps.ts';
import { shownText, summaryPath } from './comparedDocuments.ts';

const { inside, small, staging } = tenants;

/** Compares production and staging with their sections. */
const compareSections = () => run<Result>('compareTenants', inside.domain, staging.domain, 'name', 'sections');

/** The numbers of those that differ and that are the same, with sections: one has connections without a name. */
const whole = { different: 3, same: placeInProductionAlone - 4 };

function numbersOf(result: Result): typeof whole | undefined {
  return result && { different: result.different.length, same: result.same.length };
}

describe('Comparing tenants, where something fails,', () => {
  beforeEach(async () => {
    for (const tenant of both) await connect(tenant);
  });
  afterEach(async () => {
    for (const tenant of [...both, small]) await forget(tenant);
  });

  it('says what a tenant refuses, and asks it no more', async () => {
    const scope = readScopes.filter((each) => each !== 'read:organization_discovery_domains').join(' ');
    await connect(staging, { scope });
    const found = await fieldsIn(await compare('name', 'sections'));
    assert.ok(found.includes('1 connections') && !found.includes('1 discovery-domains'), found.join());
    const refused = (await requestsOf(staging)).filter((request) => request.includes('/discovery-domains'));
    assert.equal(refused.length, 2, 'one organization can be refused alone');
    await shownText(inside, summaryPath, /Not compared: .*403/);
  });

  it('continues where the comparison was cancelled', async () => {
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
    assert.match(messages[0]?.text ?? '', /: stopped\. \d of 11 compared\.$/);
    assert.match(messages[1]?.text ?? '', /Different: 3 of 11 .* Same: 7/);
  });

  it('offers all differences where there is an editor for several changes and a difference', async () => {
    const buttonsOf = async (other: HostTenant) => {
      const [message] = await messagesDuring(() =>
        run<Result>('compareTenants', inside.domain, other.domain, 'name', 'organizations'),
      );
      return message?.buttons;
    };
    const others = ['Table', 'Markdown', 'Match by Metadata…'];
    assert.deepEqual(await buttonsOf(staging), ['Differences', ...others]);
    const { getCommands } = vscode.commands;
    // The extension has the same object, since these tests lie in its folder.
    Object.assign(vscode.commands, { getCommands: () => Promise.resolve([]) });
    try {
      assert.deepEqual(await buttonsOf(staging), others);
    } finally {
      Object.assign(vscode.commands, { getCommands });
    }
    await staging.inject({ match: '^/api/v2/organizations[?]', answer: { status: 200, body: { organizations: [] } } });
    await run('refresh');
    assert.deepEqual(await buttonsOf(staging), others.slice(0, 2));
  });

  it('keeps what is loaded of a list when a person cancels', async () => {
    await connect(small);
    await small.inject({ match: 'from=', times: 1, delayMs: 600_000 });
    await vscode.commands.executeCommand('notifications.clearAll');
    const [message] = await messagesDuring(async () => {
      assert.equal(await cancelled(run<Result>('compareTenants', small.domain, staging.domain, 'name')), undefined);
    });
    assert.deepEqual(
      [message?.text, message?.buttons],
      [`Loading all organizations of ${small.domain}: stopped. Loaded so far: 100.`, ['Continue']],
    );
    assert.deepEqual(await requestsOf(staging), []);
    assert.equal((await listedIds(small)).length, 100);
    assert.equal((await requestsOf(small)).length, 2);
  });

  it('goes on comparing once the list that was stopped is loaded', async () => {
    await connect(small);
    await small.inject({ match: 'from=', times: 1, answer: { status: 409, body: { message: 'No' } } });
    const messages = await messagesDuring(async (noted) => {
      assert.equal(
        await run<Result>('compareTenants', small.domain, staging.domain, 'name', 'organizations'),
        undefined,
      );
      await until(() => noted.length === 2);
    }, 'Continue');
    assert.match(messages[0]?.text ?? '', /^The rest of the organizations of .* \(409\).* Loaded so far: 100\.$/);
    assert.match(messages[1]?.text ?? '', /Different: \d+ of \d+ .* Same: \d+/);
    assert.equal((await requestsOf(small)).length, 3);
  });

  it('goes on comparing once a list is loaded whose loading, begun by another command, was stopped', async () => {
    await connect(small);
    const answer = { status: 409, body: { message: 'No' } };
    const messages = await messagesDuring(async (noted) => {
      const load = () => run('loadAllOrganizations', small.domain);
      const compareLists = () => run('compareTenants', small.domain, staging.domain, 'name', 'organizations');
      const [, compared] = await startTwice(small, { match: 'from=', answer }, load, compareLists);
      assert.equal(compared, undefined);
      await until(() => noted.length === 2);
    }, 'Continue');
    assert.match(messages[1]?.text ?? '', /Different: \d+ of \d+ .* Same: \d+/);
    assert.equal((await requestsOf(small)).length, 3);
  });

  it('asks before it reads more than a few pages, and reads no more without consent', async () => {
    await connect(small);
    for (let page = 1; page <= 12; page += 1) {
      const organizations = [{ id: `org_page000000000${page + 10}`, name: `page-${page}` }];
      const body = { organizations, ...(page < 12 && { next: `${page}` }) };
      await small.inject({ match: '^/api/v2/organizations[?]', times: 1, answer: { status: 200, body } });
    }
    const compareSmall = () => run<Result>('compareTenants', small.domain, staging.domain, 'name', 'organizations');
    const [question, stopped, ...others] = await messagesDuring(async () => {
      assert.equal(await compareSmall(), undefined);
    });
    const text = `${small.domain} ↔ ${staging.domain}: read the rest of the organizations?`;
    const detail = 'Each request reads 100 more. How many there are is not known.';
    assert.deepEqual(question, { kind: 'warning', text, buttons: ['Read'], detail });
    assert.equal(stopped?.text, `Loading all organizations of ${small.domain}: stopped. Loaded so far: 5.`);
    assert.deepEqual(others, []);
    assert.equal((await requestsOf(small)).length, 5);
    const [, result] = await messagesDuring(compareSmall, 'Read');
    assert.match(result?.text ?? '', /Different: 0 of 0 .*: 12, Only in/);
    assert.equal((await requestsOf(small)).length, 12);
  });

  it('compares no tenant with itself, and none that is not connected', async () => {
    const [itself] = await messagesDuring(() => run('compareTenants', inside.domain, inside.domain));
    assert.match(itself?.text ?? '', /^\S+ would be compared with itself: connect another tenant/);
    await run('disconnectTenant', staging.domain);
    const [alone] = await messagesDuring(() => run('compareTenants', undefined, inside.domain));
    assert.equal(alone?.text, itself?.text);
    const [missing] = await messagesDuring(() => run('compareTenants', staging.domain, inside.domain));
    assert.match(missing?.text ?? '', /^The tenant .* is not connected/);
    assert.deepEqual(await requestsOf(inside), []);
  });

  it('opens the whole summary where the editor for several changes fails', async () => {
    const { executeCommand } = vscode.commands;
    const failing = (command: string, ...given: readonly unknown[]) =>
      command === 'vscode.changes' ? Promise.reject(new Error('No editor')) : executeCommand(command, ...given);
    // The extension has the same object, since these tests lie in its folder.
    Object.assign(vscode.commands, { executeCommand: failing });
    try {
      assert.equal((await compare()).different.length, 3);
    } finally {
      Object.assign(vscode.commands, { executeCommand });
    }
    assert.equal(shownFile(), summaryFile);
  });

  it('names the tenant that fails, and goes on where it failed', async () => {
    const fifth = (await staging.organizations())[5];
    await staging.inject({
      match: `${fifth?.id}/`,
      times: 2,
      answer: { status: 400, body: { statusCode: 400, error: 'Bad Request', message: 'No such thing' } },
    });
    const messages = await messagesDuring(
      async (noted) => {
        assert.equal(await compareSections(), undefined);
        await until(() => noted.length === 2);
      },
      ({ buttons }) => (buttons.includes('Continue') ? 'Continue' : ''),
    );
    assert.match(
      messages[0]?.text ?? '',
      new RegExp(`to the end, stopped at ${staging.domain} \\(400\\).*No such thing`),
    );
    assert.match(messages[1]?.text ?? '', /Different: 3 of 11 .* Same: 7/);
    const asked = (await requestsOf(staging)).filter((request) => request.endsWith('/discovery-domains?take=100'));
    assert.ok(asked.length <= placeInProductionAlone + 1, asked.join());
  });

  it('says that a tenant was disconnected meanwhile, whichever it was', async () => {
    for (const gone of both) {
      await inside.inject({ match: '/organizations/', times: 1, hold: true });
      const [message, ...others] = await messagesDuring(async () => {
        const running = compareSections();
        await until(async () => (await requestsOf(inside)).some((request) => request.includes('/organizations/')));
        await run('disconnectTenant', gone.domain);
        await inside.clearFaults();
        assert.equal(await running, undefined);
      });
      assert.match(message?.text ?? '', new RegExp(`stopped at ${gone.domain}\\. The tenant is not connected`));
      assert.deepEqual([message?.buttons, others], [['Connect Tenant…'], []]);
      await connect(gone);
    }
  });

  it('compares nothing when a tenant is disconnected while the list of the other is loaded', async () => {
    await connectLoaded(inside);
    await connect(small);
    await small.inject({ match: 'from=', times: 1, hold: true });
    const [message, ...others] = await messagesDuring(async () => {
      const running = run<Result>('compareTenants', inside.domain, small.domain, 'name', 'organizations');
      await until(async () => (await requestsOf(small)).length === 2);
      await run('disconnectTenant', inside.domain);
      await small.clearFaults();
      assert.equal(await running, undefined);
    });
    assert.match(
      message?.text ?? '',
      new RegExp(`^The organizations of ${inside.domain} could not be loaded\\. The tenant is not connected`),
    );
    assert.deepEqual(others, []);
  });

  for (const [what, answer] of [
    ['a failing server', { status: 500, body: { statusCode: 500, error: 'Internal Server Error' } }],
    ['a page of a proxy', { status: 200, body: '<html>', headers: { 'content-type': 'text/html' } }],
    ['too many requests', { status: 429, body: { statusCode: 429, errorCode: 'too_many_requests' } }],
  ] as const) {
    it(`outlasts ${what} in the middle`, async () => {
      const fifth = (await staging.organizations())[5];
      await staging.inject({ match: `${fifth?.id}/enabled_connections`, times: 1, answer });
      await staging.inject({ match: `${fifth?.id}/connections`, times: 1, answer });
      assert.deepEqual(numbersOf(await compare('name', 'sections')), whole);
      assert.ok((await requestsOf(staging)).length > 1 + 2 * placeInProductionAlone);
    });
  }

  it('is joined by a second start', async () => {
    const messages = await messagesDuring(async () => {
      const [running, joined] = await startTwice(inside, { match: '/organizations/' }, compareSections);
      assert.deepEqual(numbersOf(running), whole);
      assert.equal(joined, running);
    });
    assert.equal(messages.length, 1);
  });

  it('is not joined by one that matches the organizations in another way', async () => {
    await inside.inject({ match: '/organizations/', times: 1, delayMs: 2000 });
    const running = compareSections();
    await until(async () => (await requestsOf(inside)).some((request) => request.includes('/organizations/')));
    const other = await run<Result>('compareTenants', inside.domain, staging.domain, 'metadata.crm_id', 'sections');
    assert.ok(other && other.same.length + other.different.length < whole.different + whole.same);
    assert.deepEqual(numbersOf(await running), whole);
  });

  it('does nothing when a person answers a question with Escape', async () => {
    await vscode.commands.executeCommand('notifications.clearAll');
    const escaped = async (...given: readonly string[]) => {
      let result: Result | 'unknown' = 'unknown';
      await withPick(
        async () => (result = await run<Result>('compareTenants', inside.domain, staging.domain, ...given)),
        async (pick) => {
          await pick.item(/./);
        },
      );
      return result;
    };
    assert.equal(await escaped(), undefined);
    assert.equal(await escaped('name'), undefined);
    for (const tenant of both) assert.equal((await requestsOf(tenant)).length, 1);
    assert.equal(shownFile(), undefined);
  });
});
