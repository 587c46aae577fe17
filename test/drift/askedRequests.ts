import { factRequests } from '../../src/access/factRequests.ts';
import { readFacts } from '../../src/access/readFacts.ts';
import { ApiError } from '../../src/api/apiError.ts';
import { readObject } from '../../src/api/jsonFields.ts';
import type { RequestContext } from '../../src/api/requestContext.ts';
import { ApplicationScan, discoveryDomainByName, usesConnection } from '../../src/find/scanOrganizations.ts';
import { applicationList, applicationListScopes } from '../../src/sections/clients.ts';
import { connectionList, connections, findConnection, listedConnection } from '../../src/sections/connections.ts';
import { discoveryDomains } from '../../src/sections/discoveryDomains.ts';
import { invitationById, invitations } from '../../src/sections/invitations.ts';
import { allSections } from '../../src/sections/organizationSections.ts';
import type { PagesWith, RequestedSource, Section } from '../../src/sections/section.ts';
import type { Tenants } from '../../src/tenants/tenants.ts';
import {
  organizationsOfUser,
  readRolesOfMember,
  readUserById,
  readUsersByEmail,
  searchUsers,
} from '../../src/users/usersClient.ts';
import { readTenant } from '../tenant/askTenant.ts';
import type { Client } from '../tenant/contents/model.ts';
import type { Tenant } from '../tenant/server.ts';
import { readingTenants } from '../unit/access/readingTenants.ts';

/** A request of the extension. */
export interface AskedRequest {
  /** Below `/api/v2`, without its query, and with `{}` in place of each ID. */
  readonly path: string;
  /** The same with IDs. */
  readonly example: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  /** The scopes that the extension says it needs. */
  readonly scopes: readonly string[];
  /** The schema of what is shown of the answer: its file in `schemas/en` without `.schema.json`. */
  readonly schema?: string;
  /** The field of a list that holds its items. */
  readonly field?: string;
}

/** Of whom the extension asks. */
const userId = 'samlp|acme|jane@acme.example';
/** The ID of something that is not there. */
const nobody = 'none';
const domainName = 'acme.example';
const context: RequestContext = { signal: new AbortController().signal, priority: 'person' };

/**
 * All requests of the extension: its own functions ask a local tenant, which tells what it was asked, for the sections,
 * the facts of an explanation, users, organizations and scans. What is asked for does not have to be there.
 * @param tenant with the search, and an organization at the second place
 */
export async function askedRequests(tenant: Tenant): Promise<readonly AskedRequest[]> {
  const token = await tenant.mintToken();
  const [, organization] = tenant.organizations;
  const { id = '', name = '' } = organization ?? {};
  await tenant.updateOrganization(id, { is_app_entitlement_active: true });
  const applications = await readTenant<readonly Client[]>(tenant, token, '/clients');
  const { domain } = tenant;
  const real = readingTenants(domain, token);
  const fields = new Map<string, string>();
  const pages: Tenants['pages'] = (_, list, readItem) => async (from) => {
    fields.set(list.path, list.field);
    const readPage = real.pages(domain, list, readItem);
    try {
      return await readPage(from, context);
    } finally {
      // The next page, whatever its cursor.
      await readPage('1:50', context).catch(() => undefined);
    }
  };
  const tenants = { ...real, pages } as unknown as Tenants;

  const asked: AskedRequest[] = [];
  const ids = new Set([id, name, userId, nobody, domainName, ...applications.map(({ client_id }) => client_id)]);
  const note = async (more: Pick<AskedRequest, 'scopes' | 'schema' | 'field'>, act: () => Promise<unknown>) => {
    await tenant.clearRequests();
    await act().catch((error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
    });
    for (const request of tenant.requests) {
      const { pathname, searchParams } = new URL(request.path, tenant.url);
      const example = pathname.replace('/api/v2', '');
      const isId = (part: string) => ids.has(decodeURIComponent(part)) || /^con_\w{16}$/.test(part);
      const parts = example.split('/').map((part) => (isId(part) ? '{}' : part));
      const field = more.field ?? fields.get(example);
      asked.push({
        ...more,
        path: parts.join('/'),
        example,
        query: [...searchParams],
        ...(field !== undefined && { field }),
      });
    }
  };

  const organizationScopes = factRequests.organization.scopes.flat();
  const schema = 'organization';
  const client = real.client(domain);
  await note({ scopes: organizationScopes, schema, field: 'organizations' }, async () => {
    await client.list(undefined, context);
    await client.list('1:50', context).catch(() => undefined);
  });
  await note({ scopes: organizationScopes, schema }, () => client.get(id, context));
  await note({ scopes: ['read:organizations'], schema }, () => client.getByName(name, context));
  await note({ scopes: ['read:organizations'], schema, field: 'organizations' }, () =>
    client.search('name:a*', context),
  );
  await note({ scopes: ['read:organizations'], schema }, () =>
    new ApplicationScan(tenants, domain, applications[0]?.client_id ?? '').readPages(1, {
      context,
      patiently: (attempt) => attempt(),
      onPage: () => undefined,
    }),
  );
  await note({ scopes: scopesOf(connections) }, () => usesConnection(tenants, domain, '-')(id, context));
  await note({ scopes: ['read:connections'] }, () => findConnection(real.read(domain), nobody, context));
  await note({ scopes: ['read:connections'] }, () =>
    pages(domain, connectionList, listedConnection)(undefined, context),
  );

  for (const { names, section } of allSections()) {
    const { source } = section;
    if ('containedItems' in source) continue;
    const keys = [id, ...names.slice(1).map((_, index) => (names[index] === 'members' ? userId : nobody))];
    const path = names.flatMap((each, index) => (index === 0 ? [each] : [keys[index] ?? '', each]));
    const address = { domain, id, path, isFiltered: false };
    const pagesOf =
      ({ field, path: pathOf }: Pick<RequestedSource, 'field' | 'path'>): PagesWith =>
      (query) =>
        pages(
          domain,
          { field, paging: source.paging, path: pathOf(...keys.map(encodeURIComponent)), query },
          readObject,
        );
    const more = { scopes: scopesOf(section), ...(section.schema !== undefined && { schema: section.schema }) };
    const usual = source.pages?.(pagesOf(source), address) ?? pagesOf(source)({});
    await note(more, () => usual(undefined, context));
    const { preferred, itemPath } = source;
    if (preferred) {
      const request = { ...source, ...preferred };
      const scopes = [...more.scopes, ...(preferred.scope === undefined ? [] : [preferred.scope])];
      const readPage = pagesOf(request)(preferred.query ?? {});
      await note({ ...more, scopes }, () => readPage(undefined, context));
    }
    if (itemPath) {
      await note(more, () => real.read(domain)(itemPath(nobody), {}, context));
    }
  }

  const readOne = (path: string) => () => real.read(domain)(path, {}, context);
  await note(
    { scopes: scopesOf(discoveryDomains), schema: 'discoveryDomain' },
    readOne(discoveryDomainByName(id, domainName)),
  );
  await note({ scopes: scopesOf(invitations), schema: 'invitation' }, readOne(invitationById(id, nobody)));
  await note({ scopes: applicationListScopes, schema: 'application' }, () =>
    pages(domain, applicationList, readObject)(undefined, context),
  );

  const ofUser = { scopes: factRequests.user.scopes.flat(), schema: 'user/user' };
  await note(ofUser, () => readUserById(tenants, domain, userId, context));
  await note(ofUser, () => readUsersByEmail(tenants, domain, 'jane@acme.example', context));
  await note(ofUser, () => searchUsers(tenants, domain, 'name:jane*')(undefined, context));
  await note({ scopes: ['read:organizations'], schema }, () =>
    organizationsOfUser(tenants, domain, userId)(undefined, context),
  );
  const membership = { userId, organizationId: id };
  await note({ scopes: ['read:organization_member_roles'], schema: 'role' }, () =>
    readRolesOfMember(tenants, domain, membership, context),
  );

  const questions = [undefined, ...applications.map(({ client_id }) => client_id)];
  for (const clientId of questions) {
    const before = asked.length;
    const question = { domain, organizationId: id, userId, ...(clientId !== undefined && { clientId }) };
    await note({ scopes: [] }, () => readFacts({ ...real, pages }, question, context));
    const ofFacts = asked.splice(before).map((request) => ({
      ...request,
      scopes: factScopes(request.path),
      ...(request.path === '/clients/{}' && { schema: 'application' }),
    }));
    asked.push(...ofFacts);
  }
  return asked;
}

function scopesOf({ source }: Section): readonly string[] {
  return 'scope' in source ? [source.scope] : [];
}

/** The scopes of the fact that is read from a path. */
function factScopes(path: string): readonly string[] {
  const request = Object.values(factRequests).find((fact) => fact.path.replace(/\{\w+\}/g, '{}') === path);
  return request?.scopes.flat() ?? [];
}
