import * as assert from 'node:assert/strict';
import { MOST_REQUESTS } from '../../../src/access/factReader.ts';
import { stories } from '../../tenant/contents/stories.ts';
import { connect, forget, tenants } from '../tenants.ts';
import { asked } from '../users/userRequests.ts';
import { questionOf, toolText } from './toolCalls.ts';

const { support } = tenants;
const story = stories.invitationForAnotherAddress;

/** What a language model gets. */
interface Answer {
  readonly tenant: { readonly domain: string };
  readonly organization: { readonly id: string; readonly title: string };
  readonly application: { readonly client_id: string; readonly title: string } | null;
  readonly user: { readonly user_id: string | null; readonly title: string } | null;
  readonly summary: string;
  readonly findings: readonly (Readonly<Record<string, unknown>> & { readonly condition: string })[];
  readonly events: readonly Readonly<Record<string, unknown>>[];
  readonly missing: Readonly<Record<string, { readonly kind: string }>>;
  readonly read_at: string;
  readonly requests: number;
}

const invoke = (input: object) => toolText('explain_access', input);
const answer = async (input: object) => JSON.parse(await invoke(input)) as Answer;

describe('Explaining a failed login for a language model', () => {
  beforeEach(() => connect(support));
  afterEach(() => forget(support));

  it('gives the findings, the events and what is missing as data, without secrets', async () => {
    const { organizationId, clientId, userId } = story;
    const text = await invoke({ organization_id: organizationId, client_id: clientId, user_id: userId });
    const { findings, events, missing, read_at: readAt, requests, ...rest } = JSON.parse(text) as Answer;
    assert.deepEqual(rest, {
      tenant: { domain: support.domain },
      organization: { id: organizationId, title: 'Invitation for another address' },
      application: { client_id: clientId, title: 'Portal of Ingrid Weber' },
      user: { user_id: userId, title: 'Ingrid Weber' },
      summary:
        '“Ingrid Weber” cannot log in to “Invitation for another address” through “Portal of Ingrid Weber”: the user is not a member of the organization. 1 more reason below.',
      events_that_may_be_about_this_login: [],
    });
    const [member, address, ...others] = findings;
    assert.deepEqual(Object.keys(member ?? {}).toSorted(), [
      ...['certainty', 'condition', 'documentation', 'fact', 'reason', 'remedy', 'result', 'title'],
    ]);
    assert.deepEqual([member?.condition, member?.['result'], member?.['certainty']], ['member', 'failed', 'sure']);
    assert.deepEqual(
      [address?.condition, address?.['result'], address?.['certainty']],
      ['invitationAddress', 'failed', 'likely'],
    );
    assert.ok(others.length > 0 && others.every(({ result }) => result === 'passed'));
    const [event] = events;
    assert.deepEqual(
      { ...event, date: '' },
      {
        date: '',
        type: 'fi',
        text: 'the specified account is not allowed to accept the current invitation',
        is_history: false,
        application: 'Portal of Ingrid Weber',
        user: 'ingrid@invitation-for-another-address.example',
        names: [{ condition: 'invitationAddress', title: 'Address of the invitation', by: 'code', has_passed: false }],
      },
    );
    const kinds = Object.values(missing).map(({ kind }) => kind);
    assert.deepEqual(
      kinds.filter((kind) => kind !== 'leftOut'),
      [],
    );
    assert.ok(Math.abs(Date.parse(readAt) - Date.now()) < 60_000);
    assert.equal(requests, (await asked(support)).length);
    assert.ok(!text.includes('live-secret') && !text.includes('liveSecret'));
  });

  it('tells what the details of an event add, and which one is history, as the document does', async () => {
    const { organizationId, userId } = stories.notAMember;
    const error = { message: `user ${userId} is not part of the ${organizationId} organization` };
    const event = { organization_id: organizationId, user_id: userId, client_id: 'abc' };
    const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
    const logs = [
      { ...event, log_id: '3', type: 'f', date: at(1), description: null, details: { error } },
      { ...event, log_id: '2', type: 's', date: at(2), description: '' },
      { ...event, log_id: '1', type: 'f', date: at(3), description: 'Not on Sundays' },
    ];
    await support.inject({ match: '/logs', answer: { status: 200, body: { logs, start: 0, limit: 50, total: 3 } } });
    const { events } = await answer({ organization_id: organizationId, user_id: userId });
    assert.deepEqual(
      events.map(({ text, is_history: isHistory }) => [text, isHistory]),
      [
        [error.message, false],
        ['Not on Sundays', true],
      ],
    );
  });

  it('keeps IP addresses in texts of the log from the model', async () => {
    const { organizationId, clientId, userId } = stories.bruteForce;
    const text = await invoke({ organization_id: organizationId, client_id: clientId, user_id: userId });
    assert.ok(text.includes('Too many failed logins from …'), text);
    assert.ok(!text.includes('203.0.113.7'), text);
  });

  it('keeps an IP address from the model in a name that the sentence cuts', async () => {
    const { organizationId: id, userId } = story;
    const body = { id, name: 'acme', display_name: `${'Office '.repeat(7)}203.0.113.7` };
    await support.inject({ match: `/organizations/${id}$`, answer: { status: 200, body } });
    const { organization, summary } = await answer({ organization_id: id, user_id: userId });
    assert.equal(organization.title, `${'Office '.repeat(7)}…`);
    assert.ok(summary.includes(`Office …”`) && !summary.includes('203'), summary);
  });

  it('finds the organization by name, and the user by address', async () => {
    const { userId, email } = stories.notAMember;
    const { organization, user, application, summary } = await answer({
      organization_name: 'story-not-a-member',
      email: email.toUpperCase(),
      client_id: '',
      user_id: null,
      domain: support.domain,
    });
    assert.deepEqual(organization, { id: stories.notAMember.organizationId, title: 'Not a member' });
    assert.deepEqual([user, application], [{ user_id: userId, title: 'Nadia Petrova' }, null]);
    assert.match(summary, /^“Nadia Petrova” cannot log in to “Not a member”: /);
    const requests = await asked(support);
    assert.match(requests[0] ?? '', /\/organizations\/name\/story-not-a-member$/);
    // The address as typed, and in lower case; the profile is not read again.
    assert.deepEqual(requests.filter((request) => /users(-by-email|\/[^/]+)\?/.test(request)).length, 2);
  });

  it('says which facts are missing, and why', async () => {
    await forget(support);
    await connect(support, { scope: 'read:organizations' });
    const { missing, findings } = await answer({ organization_id: story.organizationId, client_id: story.clientId });
    assert.deepEqual(missing['application'], { kind: 'scope', scopes: ['read:clients'] });
    assert.deepEqual(missing['user'], { kind: 'leftOut' });
    assert.deepEqual(findings.find(({ condition }) => condition === 'organizationUsage')?.['missing'], ['application']);
  });

  it('finds the application by its name, or says to give the client ID', async () => {
    const { organizationId, clientId } = story;
    const { application } = await answer({
      organization_id: organizationId,
      application: ' "portal of ingrid weber" ',
    });
    assert.deepEqual(application, { client_id: clientId, title: 'Portal of Ingrid Weber' });
    await assert.rejects(
      invoke({ organization_id: organizationId, application: 'Portal of Ingrid' }),
      /has no application called “Portal of Ingrid”\. There are: “Portal of Ingrid Weber” \(“\w+”\)\. Give the client ID/,
    );
    await assert.rejects(
      invoke({ organization_id: organizationId, application: 'customer-portal-production' }),
      /has no application called “customer-portal-production”\. Give the client ID/,
    );
    await support.inject({ match: '/clients', answer: { status: 403, body: { message: 'No' } } });
    await assert.rejects(
      invoke({ organization_id: organizationId, application: 'Portal' }),
      /The applications of .* cannot be read, so none is found by its name\. Give the client ID/,
    );
  });

  it('explains for an address that no user has', async () => {
    const email = 'nobody@acme.example';
    const { user, summary } = await answer({ organization_id: story.organizationId, email });
    assert.deepEqual(user, { user_id: null, title: email });
    assert.match(summary, /nobody@acme\.example/);
    // The address is not asked for again.
    const requests = (await asked(support)).filter((request) => request.includes('users-by-email'));
    assert.equal(requests.length, 1);
  });

  it('tells the model how to go on where several users have an address', async () => {
    const { inside } = tenants;
    await connect(inside);
    try {
      const [organization] = await inside.organizations();
      const input = { organization_id: organization?.id, email: 'twin@acme.example', domain: inside.domain };
      await assert.rejects(
        invoke(input),
        /Several users .* as “user_id”: .*, “google-oauth2\|100000000000000000013”\./,
      );
    } finally {
      await forget(inside);
    }
  });

  it('tells what to do when no fact can be read', async () => {
    await support.revokeTokens();
    await assert.rejects(
      invoke({ organization_id: story.organizationId, user_id: story.userId }),
      /The failed login to the organization “org_\w+” could not be explained \(401\).*Update Access Token/,
    );
  });

  it('asks the person first, who is asked about, with how many requests, what the model gets, and what the token lacks', async () => {
    const said = async (input: object, ...scopes: readonly string[]) => {
      const tenant = { domain: 'acme.eu.auth0.com', environment: 'production' as const, scopes };
      const { title, plain } = await questionOf('explain_access', input, tenant);
      assert.equal(title, 'Explain Failed Login to an Auth0 Organization');
      return plain;
    };
    const requests = (text: string) =>
      /at most (\d+), with repeats .* at most (\d+)|Requests: (\d+), .* at most (\d+)/.exec(text);
    const byName = await said({ organization_name: 'acme', email: 'jane@acme.example' }, 'read:organizations');
    assert.match(
      byName,
      /^Explain the failed login to the organization acme of Title of acme\.eu\.auth0\.com · Production\?/,
    );
    assert.ok(byName.includes('Without an application · User: jane@acme.example'), byName);
    assert.match(byName, /email addresses, names and log texts/);
    assert.match(byName, /For a complete answer the token lacks: .*read:logs/);
    const { organizationId, clientId } = story;
    const byId = await said({ organization_id: organizationId, client_id: clientId, user_id: 'auth0|[x](command:a)' });
    assert.ok(byId.includes(`Application: ${clientId} · User: auth0|[x] (command:a)`), byId);
    // By name, also the organization, and the address in two spellings.
    for (const text of [byId, byName]) {
      const [usual = 0, most] = (requests(text) ?? []).slice(1).filter(Boolean).map(Number);
      assert.ok(usual > 0 && usual <= MOST_REQUESTS + 3 && most === 3 * usual, text);
    }
  });
});
