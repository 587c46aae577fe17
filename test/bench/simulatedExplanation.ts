import type { ReadingTenants } from '../../src/access/factEndpoints.ts';
import { readFacts } from '../../src/access/readFacts.ts';
import type { Read } from '../../src/api/managementApi.ts';
import { readPagesOf } from '../../src/api/pagination.ts';
import type { MakeRequest, Target, Work } from './simulation.ts';

const organization = { id: 'org_1', name: 'acme', is_app_entitlement_active: true };
const application = { client_id: 'app_1', name: 'App', grant_types: ['authorization_code'] };
const user = { user_id: 'jane', email: 'jane@acme.example' };
const organizationPath = `/organizations/${organization.id}`;

/** What is answered about a person who is no member, whose address is therefore looked for in other accounts. */
const answers: readonly { readonly target: Target; readonly requests: number; readonly answer: unknown }[] = [
  answered({ endpoint: 'organizationById', path: organizationPath }, organization),
  answered({ endpoint: 'clientById', path: `/clients/${application.client_id}` }, application),
  answered({ endpoint: 'connections', path: `${organizationPath}/enabled_connections` }, []),
  answered({ endpoint: 'invitations', path: `${organizationPath}/invitations` }, []),
  answered(
    { endpoint: 'organizationClientById', path: `${organizationPath}/clients/${application.client_id}` },
    application,
  ),
  answered({ endpoint: 'tenantSettings', path: '/tenants/settings' }, {}),
  answered({ endpoint: 'userById', path: `/users/${user.user_id}` }, user),
  answered({ endpoint: 'organizationsOfUser', path: `/users/${user.user_id}/organizations` }, []),
  answered({ endpoint: 'usersByEmail', path: '/users-by-email' }, [user]),
  // Everything of the person, the failures of the organization, and logins to it.
  answered({ endpoint: 'logs', path: '/logs' }, [], 3),
];

/**
 * Explaining logins, for each of which a person waits. One takes twelve requests, of which a single refusal would be 83
 * in 1,000. So there are as many as take some 5,000 requests, like the other works: 5 in 1,000 are then 25 refusals, and
 * the difference between none and one is 0.2. Each begins at another moment of the load.
 */
export function explaining(): Work {
  return {
    priority: 'person',
    costs: new Map(answers.map(({ target, requests }) => [target, requests])),
    times: 420,
    async run(request, context) {
      const question = {
        domain: 'acme.eu.auth0.com',
        organizationId: organization.id,
        clientId: application.client_id,
        userId: user.user_id,
      };
      await readFacts(answering(request), question, context);
    },
  };
}

/** The tenant, as an explanation asks it. */
function answering(request: MakeRequest): ReadingTenants {
  const read: Read = async (path, _query, context) => {
    const asked = answers.find(({ target }) => target.path === path);
    if (!asked) {
      return unasked();
    }
    await request(asked.target, context);
    return asked.answer;
  };
  return {
    client: () => ({
      get: async (_id, context) => {
        await read(organizationPath, {}, context);
        return organization;
      },
      list: unasked,
      getByName: unasked,
      search: unasked,
    }),
    read: () => read,
    pages: (_domain, list, readItem) => readPagesOf(read, list, readItem),
    status: () => Promise.resolve({ kind: 'usable' }),
  };
}

function unasked(): Promise<never> {
  return Promise.reject(new Error('No explanation makes this request.'));
}

function answered(target: Target, answer: unknown, requests = 1) {
  return { target, requests, answer };
}
