import assert from 'node:assert/strict';
import { join } from 'node:path';
import { until } from '../patience.ts';
import type { Tenant, TokenOptions } from '../tenant/server.ts';
import {
  clientSecretCanary,
  eventCanaries,
  invitationCanaries,
  leaksIn,
  tokenCanaries,
  type Canary,
  type Trace,
} from './data/canaries.ts';
import { apiFaults, tokenFaults } from './data/faults.ts';
import { Eavesdropper, hostileWorkspace } from './data/hostileWorkspace.ts';
import { filesIn, listenToPage, pageTraces, processes } from './data/traces.ts';
import { drive, topics } from './pages/commandDrives.ts';
import type { Scene } from './pages/drive.ts';
import { lookUp } from './pages/organizationDrives.ts';
import { paletteTitles } from './pages/paletteTitles.ts';
import { callsOfAllTools, callTools, toolCaller } from './pages/toolCalls.ts';
import type { Workbench } from './pages/workbench.ts';
import { extensionLog } from './windows/extensionLog.ts';
import type { UiOptions, UiWindow } from './windows/openWindow.ts';
import { useWindow, type SetUp } from './windows/useWindow.ts';

const { text: secret } = clientSecretCanary;
const clientId = 'CanaryApplication000000000000001';

/** Opens a workspace whose settings want what is sent to be sent to somebody who listens there. */
async function openHostile(setUp: SetUp, options: UiOptions = {}) {
  const eavesdropper = new Eavesdropper();
  const elsewhere = await eavesdropper.start();
  setUp.defer(() => eavesdropper.stop());
  const temporary = await setUp.folder();
  const output = join(temporary, 'output.txt');
  const toolCalls = join(temporary, 'calls.json');
  const env = { ...options.env, ORGANIZATION_INSPECTOR_OUTPUT: output, ...toolCaller.environment(toolCalls) };
  const folder = await hostileWorkspace(temporary, elsewhere);
  const window = await setUp.window({ ...options, env, folder, others: [toolCaller.folder] });
  return { ...window, eavesdropper, elsewhere, temporary, output, toolCalls };
}

/** Enters a token for a host elsewhere: VS Code sends nothing for this machine through a proxy, whatever the settings. */
async function tryHostElsewhere(workbench: Workbench, mint: Tenant['mintToken']): Promise<void> {
  const domain = 'tenant.invalid';
  const issuer = `https://${domain}/`;
  await workbench.runCommand('Auth0 Organizations: Connect Tenant…');
  await workbench.box('Connect Tenant').answer(domain);
  await workbench.answerDialog('Connect');
  await workbench.pasteToken(domain, await mint({ issuer, audience: `${issuer}api/v2/` }));
  const box = workbench.box(`Access Token for ${domain}`);
  await box.message.filter({ hasText: /could not be connected.*\((ENOTFOUND|EAI_AGAIN)\)/ }).waitFor();
  await box.escape();
}

/** Checks what the box for a domain offers, and enters this one. */
async function enterDomain(workbench: Workbench, domain: string): Promise<void> {
  await workbench.runCommand('Auth0 Organizations: Connect Tenant…');
  const box = workbench.box('Connect Tenant');
  await box.item('127.0.0.1:4001').getByText('found in .env').waitFor();
  assert.equal(await box.item('evil').count(), 0);
  await box.answer(domain);
}

describe('A workspace that wants tokens for itself, and is trusted,', () => {
  const opened = useWindow(async (setUp) => {
    const tenant = await setUp.tenant({ organizations: 3 });
    return { ...(await openHostile(setUp)), tenant };
  });

  it('gets no tokens, nor keeps them from their tenant', async () => {
    const { workbench, tenant, eavesdropper } = opened();
    await enterDomain(workbench, tenant.domain);
    await workbench.pasteToken(tenant.domain, await tenant.mintToken());
    await workbench.row(tenant.organizations[0]?.name ?? '-').waitFor();
    await tryHostElsewhere(workbench, (options) => tenant.mintToken(options));
    assert.deepEqual(eavesdropper.heard, []);
    assert.ok(tenant.requests.every(({ authorized }) => authorized));
  });
});

/** A restricted window, whose server says all that it can, with two tenants that were connected as a person does it. */
async function openLoud(setUp: SetUp) {
  const pasted = await setUp.tenant({ organizations: 130 });
  const application = await setUp.tenant({ organizations: 130 });
  await application.addApplication({ id: clientId, secret: `${secret}-1` });
  const loud = join(import.meta.dirname, 'data', 'loudServer.cjs').replaceAll('\\', '/');
  const env = { NODE_OPTIONS: `--require "${loud}"` };
  const window = await openHostile(setUp, { restrictedMode: true, logLevel: 'trace', env });
  await window.workbench.openView('Auth0 Organizations');
  const loudWindow = { ...window, pasted, application, ...(await watch(window, [pasted, application])) };
  await connectBoth(loudWindow);
  return loudWindow;
}

/** Gives out canaries, and collects what is seen meanwhile. */
async function watch({ page, output }: Awaited<ReturnType<typeof openHostile>>, tenants: readonly [Tenant, Tenant]) {
  const heard = listenToPage(page);
  const traces: Trace[] = [];
  const canaries: Canary[] = [clientSecretCanary];
  const keep = async (tenant: Tenant, name: string, options: TokenOptions = {}) => {
    const token = await tenant.mintToken(options);
    canaries.push(...tokenCanaries(name, token));
    return token;
  };
  for (const tenant of tenants) {
    await keep(tenant, 'a token that nobody has');
    canaries.push(...(await invitationCanaries(tenant)), ...(await eventCanaries(tenant)));
  }
  const issue = (name: string, options?: TokenOptions) => keep(tenants[0], name, options);
  /** What is on the screen and in the process list goes by. */
  const look = async () => {
    const seen = await processes(output);
    assert.ok(seen.length > 0 || process.platform !== 'linux');
    traces.push(...(await pageTraces(page)), ...seen);
  };
  return { heard, traces, canaries, issue, look };
}

/** They are asked for until they are right. */
async function connectBoth(window: Pick<Scene, 'pasted' | 'application' | 'issue'> & UiWindow): Promise<void> {
  const { workbench, pasted, application, issue } = window;
  await enterDomain(workbench, pasted.domain);
  await workbench.pasteToken(pasted.domain, await issue('the forged token', { forged: true }));
  const tokenBox = workbench.box(`Access Token for ${pasted.domain}`);
  await tokenBox.message.filter({ hasText: '(401)' }).waitFor();
  await tokenBox.answer(`${secret}-in-the-wrong-box`);
  await tokenBox.message.filter({ hasText: 'not a JSON Web Token' }).waitFor();
  await tokenBox.answer(await issue('the pasted token'));
  await workbench.row(pasted.organizations[0]?.name ?? '-').waitFor();
  await tryHostElsewhere(workbench, (options) => issue('the token for elsewhere', options));

  await enterDomain(workbench, application.domain);
  await workbench.box(`Access Token for ${application.domain}`).press('Use a Machine-to-Machine Application');
  await workbench.box(`Application for ${application.domain}`).answer(clientId);
  const secretBox = workbench.box(`Client Secret for ${application.domain}`);
  await secretBox.answer(`${secret}-wrong`);
  await secretBox.message.filter({ hasText: 'no application with this client ID and secret' }).waitFor();
  await secretBox.answer(`${secret}-1`);
  await workbench.row(application.domain).getByText('100+').waitFor();
}

describe('Tokens and client secrets stand nowhere but at their tenants', () => {
  const opened = useWindow(openLoud);

  const waiting = async (command: string, act: () => Promise<void>) => {
    const ended = async () =>
      (await extensionLog(opened().dataDir)).filter((line) => line.endsWith(`.${command} has ended`)).length;
    const before = await ended();
    await act();
    await until(async () => (await ended()) > before);
  };
  /** Lets a command ask tenants for something, and waits for its end. Its message may be one too many to be shown. */
  const asking = async (tenants: readonly Tenant[], path: string, command: string, act: () => Promise<void>) => {
    const asked = () => tenants.map(({ requests }) => requests.filter((request) => request.path.includes(path)).length);
    const before = asked();
    await waiting(command, act);
    for (const [place, count] of asked().entries()) assert.ok(count > (before[place] ?? 0), path);
  };
  const refresh = () => opened().workbench.pressViewButton('Refresh');

  /** Looks for them in all that was left behind so far. */
  const check = async () => {
    const { traces, heard, canaries, ...window } = opened();
    await window.look();
    const seen = traces.splice(0);
    assert.deepEqual(window.eavesdropper.heard, []);
    const files = [...(await filesIn(window.dataDir)), ...(await filesIn(window.temporary))];
    const requested = [window.pasted, window.application].map(({ requests }) => ({
      place: 'the requests of a tenant',
      content: JSON.stringify(requests),
    }));
    const text = (name: string | RegExp) =>
      files
        .filter(({ place }) => place.match(name))
        .map(({ content }) => content.toString())
        .join('\n');
    assert.match(text('remoteexthost.log'), /\[trace\]/);
    assert.match(text(/Organization Inspector\.log$/), /POST 127\.0\.0\.1:\d+\/oauth\/token/);
    assert.match(text('output.txt'), /Extension host agent started/);
    assert.match(seen.map(({ content }) => content.toString()).join('\n'), /tenant:127/);
    assert.deepEqual(leaksIn([...files, ...seen, ...heard.splice(0), ...requested], canaries), []);
  };

  for (const { about, before, begin = [], drives } of topics) {
    it(`after commands about ${about}`, async () => {
      const { workbench, pasted, application, issue, traces } = opened();
      const scene = { window: opened(), pasted, application, issue };
      await before?.(scene);
      for (const name of [...begin, ...Object.keys(drives)]) {
        const title = paletteTitles.get(name);
        if (title !== undefined) await workbench.runCommand(title);
        await drive(name, scene);
        traces.push({ place: `the clipboard after ${name}`, content: await workbench.clipboard() });
      }
      await check();
    });
  }

  /** Also with an echo of what was sent, and the answers of both are traces themselves. */
  it('after calls of tools', async () => {
    const { workbench, pasted, application, toolCalls, traces, issue } = opened();
    const calls = [...(await callsOfAllTools(pasted, 1)), ...(await callsOfAllTools(application, 1))];
    const answers = await callTools(workbench, toolCalls, calls);
    assert.ok(answers.filter(({ isError }) => !isError).length > calls.length / 2);
    assert.doesNotMatch(JSON.stringify(answers), /203\.0\.113\.|Mozilla/);
    const said = `You sent ${await issue('the token in an answer to a tool')}`;
    for (const tenant of [pasted, application]) {
      await tenant.inject({ answer: { status: 400, body: { statusCode: 400, message: said } }, match: '^/api/v2/' });
    }
    const failed = await callTools(workbench, toolCalls, calls);
    assert.ok(failed.some(({ parts }) => JSON.stringify(parts).includes('You sent ••••••')));
    traces.push({ place: 'answers of tools', content: JSON.stringify([answers, failed]) });
    await check();
  });

  it('after tokens could not be renewed, and the client secret was updated', async () => {
    await failToRenew();
    await opened().look();
    await updateSecret();
    await check();
  });

  /** Each fault befalls the list of both tenants, and one organization by its ID or by its name. */
  it('after requests have failed', async () => {
    const { workbench, page, pasted, application, elsewhere, issue } = opened();
    const tenants = [pasted, application];
    const said = `You sent ${await issue('the echoed token')}`;
    let key = '';
    // Into an editor: rows that have the focus take it back when they are updated, which closes a quick pick.
    await workbench.runCommand('File: New Untitled Text File');
    await page.locator('.editor-instance .monaco-editor.focused').waitFor();
    for (const [index, fault] of apiFaults(elsewhere, said).entries()) {
      for (const tenant of tenants) {
        await tenant.clearFaults();
        await tenant.inject({ ...fault, match: '^/api/v2/' });
      }
      await asking(tenants, '/api/v2/organizations?', 'refreshAll', refresh);
      const [by, tenant] = index % 2 === 0 ? (['ID', pasted] as const) : (['Name', application] as const);
      key = by === 'ID' ? `org_${String(index).padStart(16, '0')}` : `nobody-${index}-`;
      const command = `openOrganizationBy${by === 'ID' ? 'Id' : 'Name'}`;
      const open = async () => {
        await workbench.runCommand(`Auth0 Organizations: Open Organization by ${by}…`);
        await lookUp(workbench, by, key);
      };
      // A rate limit that is used up for long is used up for both.
      await ('answer' in fault && fault.answer.status === 429
        ? waiting(command, open)
        : asking([tenant], key, command, open));
    }
    for (const tenant of tenants) await tenant.clearFaults();
    await workbench.runCommand('Notifications: Show Notifications');
    await page.locator('.notifications-center').getByText(key).first().waitFor();
    await check();
  });

  /** They are kept over a reload of the window, and forgotten with their tenant. */
  it('after the window was loaded again, and a tenant disconnected', async () => {
    const { workbench, application, ...window } = opened();
    await window.reload();
    await workbench.expandTenant(application);
    await workbench.disconnect(workbench.row(application.domain));
    await check();
  });

  /** They are renewed while the tenant refuses them, answers with nonsense or says them back. */
  async function failToRenew(): Promise<void> {
    const { workbench, pasted, application, elsewhere, issue } = opened();
    // Otherwise the rows of the other tenant would be below them.
    await workbench.setExpanded(workbench.row(pasted.domain), false);
    const said = `You sent ${await issue('the token in an answer')} and ${secret}-1`;
    for (const fault of tokenFaults(elsewhere, said)) {
      await application.clearFaults();
      await application.revokeTokens();
      await application.inject({ ...fault, match: '^/oauth/token' });
      await asking([application], '/oauth/token', 'refreshAll', refresh);
    }
    await application.clearFaults();
  }

  async function updateSecret(): Promise<void> {
    const { workbench, application } = opened();
    await application.setApplicationSecret(clientId, `${secret}-2`);
    await asking([application], '/oauth/token', 'refreshAll', refresh);
    const failure = workbench.row('no application with this client ID and secret');
    await failure.click();
    await workbench.box(`Application for ${application.domain}`).field.press('Enter');
    await workbench.box(`Client Secret for ${application.domain}`).answer(`${secret}-2`);
    await workbench.statusBar.getByText('is updated').waitFor();
    await failure.waitFor({ state: 'detached' });
    await application.revokeTokens();
    await asking([application], '/oauth/token', 'refreshAll', refresh);
    await workbench.row(application.organizations[0]?.name ?? '-').waitFor();
  }
});
