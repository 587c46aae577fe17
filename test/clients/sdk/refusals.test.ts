import assert from 'node:assert/strict';
import { type ManagementClient, ManagementError } from 'auth0';
import { useSdk } from './useSdk.ts';

/** The status and the body of a refusal, as the SDK hands them on. */
async function refusal(call: PromiseLike<unknown>): Promise<readonly [status: number | undefined, body: unknown]> {
  try {
    await call;
  } catch (error) {
    assert.ok(error instanceof ManagementError, String(error));
    return [error.statusCode, error.body];
  }
  return assert.fail('it was not refused');
}

function notFound(message: string, more: object = {}) {
  return [404, { statusCode: 404, error: 'Not Found', message, ...more }];
}

function badRequest(message: string, errorCode: string) {
  return [400, { statusCode: 400, error: 'Bad Request', message, errorCode }];
}

function forbidden(message: string, errorCode: string) {
  return [403, { statusCode: 403, error: 'Forbidden', message, errorCode }];
}

function unauthorized(message: string) {
  return [401, { statusCode: 401, error: 'Unauthorized', message, attributes: { error: message } }];
}

const nobody = 'auth0|nobody';

describe('The SDK of Auth0 hands on the refusals of the local tenant', () => {
  const sdk = useSdk({ organizations: 2 });

  it('of parameters that an endpoint does not know, or that it cannot read', async () => {
    const { client, organization } = sdk();
    const { id } = organization;
    const more = { queryParams: { take: 5 } };
    assert.deepEqual(
      await refusal(client.organizations.invitations.list(id, {}, more)),
      badRequest(`Query validation error: 'Additional properties not allowed: take'.`, 'invalid_query_string'),
    );
    assert.deepEqual(
      await refusal(client.organizations.enabledConnections.list(id, { per_page: 1000 })),
      badRequest(
        `Query validation error: 'Value 1000 is greater than maximum 100' on property per_page (Number of results per page. Defaults to 50).`,
        'invalid_query_string',
      ),
    );
    assert.equal((await refusal(client.organizations.get('not-an-id')))[0], 400);
  });

  it('of pages beyond the first 1000 records', async () => {
    const { client, organization } = sdk();
    const beyond = { page: 10, per_page: 100 };
    const message =
      'Requesting page 10 exceeds the allowed maximum of 1000 records. To fetch results beyond 1000, use the checkpoint pagination method.';
    const { enabledConnections } = client.organizations;
    assert.deepEqual(
      await refusal(enabledConnections.list(organization.id, beyond)),
      badRequest(message, 'invalid_paging'),
    );
    assert.match(JSON.stringify(await refusal(client.users.list(beyond))), /You can only page through the first 1000/);
    assert.match(JSON.stringify(await refusal(client.logs.list(beyond))), /page 11 .* by checkpoint https:/);
  });

  it('of tokens', async () => {
    const { withToken } = sdk();
    const asks = async (client: ManagementClient) => refusal(client.organizations.list());
    const expired = 'Expired token received for JSON Web Token validation';
    assert.deepEqual(await asks(await withToken({ expiresInSeconds: -1 })), unauthorized(expired));
    const forged = 'Invalid signature received for JSON Web Token validation';
    assert.deepEqual(await asks(await withToken({ forged: true })), unauthorized(forged));
    const elsewhere = await withToken({ audience: 'https://other.example/api/v2/' });
    assert.deepEqual(await asks(elsewhere), unauthorized('Bad audience: https://other.example/api/v2/'));
  });

  it('of scopes, which name all that would do', async () => {
    const { organization, withToken } = sdk();
    const { id } = organization;
    const client = await withToken({ scope: 'read:something' });
    for (const [call, message] of [
      [
        () => client.organizations.list(),
        'Insufficient scope, expected any of: read:organizations, read:organizations_summary',
      ],
      [() => client.users.list(), 'Insufficient scope, expected any of: read:users, read:user_idp_tokens'],
      [
        () => client.users.get(nobody),
        'Insufficient scope, expected any of: read:users,read:current_user,read:user_idp_tokens',
      ],
      [() => client.logs.list(), 'Insufficient scope; expected any of: read:logs, read:logs_users.'],
      [
        () => client.organizations.organizationTemplate.get(id),
        'Insufficient scope; expected any of: read:organization_templates, read:organizations.',
      ],
      [
        () => client.clients.list(),
        'Insufficient scope; expected any of: read:clients, read:client_keys, read:client_credentials, read:client_summary.',
      ],
      [
        () => client.clients.connections.get('x'),
        'Insufficient scope; expected: read:connections and any of: read:clients or read:client_summary.',
      ],
    ] as const) {
      assert.deepEqual(await refusal(call()), forbidden(message, 'insufficient_scope'));
    }
  });

  it('of fields, and of users other than the own one', async () => {
    const summary = await sdk().withToken({ scope: 'read:client_summary' });
    const [status, body] = await refusal(summary.clients.list({ fields: 'organization_usage' }));
    assert.equal(status, 403);
    assert.match(JSON.stringify(body), /Some fields cannot be read with the permissions granted/);
    const own = await sdk().withToken({ scope: 'read:current_user' });
    assert.match(JSON.stringify(await refusal(own.users.get(nobody))), /does not match subject in bearer token/);
  });

  it('of a plan that lacks a feature', async () => {
    const { client, organization, tenant } = sdk();
    await tenant.setFeature('groups', 'insufficient_entitlement');
    assert.deepEqual(
      await refusal(client.organizations.groups.list(organization.id)),
      forbidden('Please upgrade your subscription to use groups', 'insufficient_entitlement'),
    );
    await tenant.setFeature('groups', 'on');
  });

  it('of what there is not', async () => {
    const { client, organization, tenant } = sdk();
    const { id } = organization;
    const none = 'org_0000000000000000';
    const noTemplate = 'No template is explicitly assigned to the organization, or the organization does not exist.';
    for (const [call, expected] of [
      [() => client.organizations.get(none), notFound('No organization found by that id or name')],
      [() => client.organizations.members.list(none), notFound('The organization does not exist.')],
      [() => client.organizations.groups.list(none), notFound('Organization not found.')],
      [() => client.organizations.organizationTemplate.get(none), notFound(noTemplate)],
      [() => client.organizations.organizationTemplate.get(tenant.organizations[0]?.id ?? '-'), notFound(noTemplate)],
      [() => client.organizations.roles.members.list(id, 'rol_0'), notFound('The role does not exist.')],
      [() => client.organizations.clients.get(id, 'none'), notFound('Client not found.')],
      [
        () => client.organizations.discoveryDomains.getByName(id, 'none.example'),
        notFound('Organization discovery domain not found.'),
      ],
      [
        () => client.organizations.invitations.get(id, 'uinv_0'),
        notFound('The invitation does not exist.', { errorCode: 'inexistent_invitation' }),
      ],
      [() => client.users.get(nobody), notFound('The user does not exist.', { errorCode: 'inexistent_user' })],
      [() => client.clients.get('none'), notFound('The client does not exist', { errorCode: 'inexistent_client' })],
      [() => client.clientGrants.organizations.list('cgr_0'), notFound('The grant does not exist.')],
      [() => client.logs.get('900'), notFound('Log not found.')],
    ] as const) {
      assert.deepEqual(await refusal(call()), expected);
    }
  });
});

describe('The SDK of Auth0 meets the rate limits of a plan', () => {
  const sdk = useSdk({ organizations: 2, plan: 'essentials', now: () => 1_800_000_000_000 });

  it('which an answer tells before and after they are exceeded', async () => {
    const { organization, withToken } = sdk();
    const client = await withToken({});
    const ask = () => client.organizations.enabledConnections.list(organization.id);
    const { rawResponse } = await ask();
    const told = ['limit', 'remaining'].map((name) => rawResponse.headers.get(`x-ratelimit-${name}`));
    assert.deepEqual(told, ['5', '4']);
    for (let count = 1; count < 5; count += 1) await ask();
    assert.deepEqual(await refusal(ask()), [
      429,
      {
        statusCode: 429,
        error: 'Too Many Requests',
        message: 'Global limit has been reached',
        errorCode: 'too_many_requests',
      },
    ]);
    assert.equal((await client.organizations.get(organization.id)).id, organization.id, 'another bucket');
  });
});
