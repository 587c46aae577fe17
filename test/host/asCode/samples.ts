import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { namesOfApplications, type OrganizationParts } from '../../../src/asCode/organizationParts.ts';
import type { Item } from '../../../src/sections/section.ts';
import { answerOf, requestsOf, tenants } from '../tenants.ts';

const { inside } = tenants;

/** The places of samples: one that has everything, one with less, and one with connections whose names are not known. */
export const [rich, plain, odd] = [1, 3, 4];

/** The text of the untitled document in front, `undefined` if there is none. */
export function untitledText(): string | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document?.isUntitled ? document.getText() : undefined;
}

/** The requests for an organization of which nothing is loaded, without the organization. */
export const requests: readonly string[] = [
  'GET ',
  'GET /connections?page=0&per_page=100&include_totals=true',
  'GET /client-grants?page=0&per_page=100&include_totals=true',
  'GET /clients?take=100',
  'GET /discovery-domains?take=100',
];

export const namesRequest = 'GET /clients?fields=client_id,name,app_type&include_fields=true&is_global=false&take=100';

export async function requestsFor(place: number): Promise<readonly string[]> {
  const { organization } = await row(place);
  return (await requestsOf(inside)).map((request) =>
    request.replace(`/api/v2/organizations/${organization.id}`, '').replace('/api/v2', ''),
  );
}

export async function row(place: number) {
  const organization = (await inside.organizations())[place];
  assert.ok(organization);
  return { kind: 'organization', domain: inside.domain, organization: { ...organization } };
}

/** What the tenant has, read by the test itself. */
export async function partsOf(place: number): Promise<OrganizationParts> {
  const { organization } = await row(place);
  const path = `/api/v2/organizations/${organization.id}`;
  const { clients } = await answerOf<{ readonly clients: readonly Item[] }>(inside, `${path}/clients`);
  const { domains } = await answerOf<{ readonly domains: readonly Item[] }>(inside, `${path}/discovery-domains`);
  const applications = await answerOf<readonly Readonly<Record<'client_id' | 'name', string>>[]>(
    inside,
    '/api/v2/clients',
  );
  return {
    domain: inside.domain,
    organization,
    connections: { items: await answerOf<readonly Item[]>(inside, `${path}/connections`) },
    clientGrants: { items: await answerOf<readonly Item[]>(inside, `${path}/client-grants`) },
    clients: { items: clients },
    discoveryDomains: { items: domains },
    applicationNames: namesOfApplications(new Map(applications.map(({ client_id: id, name }) => [id, name]))),
  };
}
