import { run } from '../tenants.ts';

/** A way to ask a tenant for organizations: a command, the request that it makes, and what it says has failed. */
export interface Way {
  readonly name: string;
  readonly ask: (domain: string) => Thenable<unknown>;
  readonly request: string;
  readonly failed: (domain: string) => string;
}

/** What the look-ups ask for. */
export const nobody = { id: 'org_0000000000000000', name: 'nobody' };
const { id, name } = nobody;

/** Reads what is loaded anew. */
export const list: Way = {
  name: 'the list',
  ask: (domain) => run('refresh', domain),
  request: 'GET /api/v2/organizations?take=100',
  failed: (domain) => `${domain} could not be refreshed`,
};

/** Look up an organization that no tenant has. */
export const lookUps: readonly Way[] = [
  {
    name: 'by ID',
    ask: (domain) => run('openOrganizationById', id, domain),
    request: `GET /api/v2/organizations/${id}`,
    failed: (domain) => `Organization ${id} in ${domain} could not be opened`,
  },
  {
    name: 'by name',
    ask: (domain) => run('openOrganizationByName', name, domain),
    request: `GET /api/v2/organizations/name/${name}`,
    failed: (domain) => `Organization ${name} in ${domain} could not be opened`,
  },
];

export const ways: readonly Way[] = [list, ...lookUps];
