import type { Finding } from '../../../src/access/condition.ts';
import { explain, type Explanation } from '../../../src/access/explanation.ts';
import type { AccessQuestion, FactName, Facts, FactValues, Missing } from '../../../src/access/facts.ts';
import type { Item } from '../../../src/sections/section.ts';

export const acme = { id: 'org_aBcDeFgHiJkLmNoP', name: 'acme', display_name: 'Acme' };
export const jane = {
  user_id: 'auth0|1',
  name: 'Jane',
  email: 'jane@acme.example',
  identities: [{ connection: 'acme-db', provider: 'auth0', user_id: '1', isSocial: false }],
};
export const database: Item = {
  connection_id: 'con_db',
  assign_membership_on_login: false,
  is_signup_enabled: false,
  show_as_button: true,
  connection: { name: 'acme-db', strategy: 'auth0' },
};
export const saml: Item = {
  connection_id: 'con_saml',
  assign_membership_on_login: true,
  show_as_button: true,
  connection: { name: 'acme-saml', strategy: 'samlp' },
};
export const billing: Item = {
  client_id: 'billing',
  name: 'Billing',
  is_first_party: true,
  grant_types: ['authorization_code', 'refresh_token'],
  initiate_login_uri: 'https://billing.example/login',
  organization_usage: 'allow',
};
/** An application without users. */
export const robot: Item = {
  client_id: 'billing',
  name: 'Robot',
  is_first_party: true,
  grant_types: ['client_credentials'],
  organization_usage: 'deny',
};
export const verified: Item = { id: 'ord_1', domain: 'acme.example', status: 'verified' };

/** The time of all tests, in UNIX ms. */
export const now = Date.parse('2026-08-20T12:00:00.000Z');
export const question: AccessQuestion = {
  domain: 'acme.eu.auth0.com',
  organizationId: acme.id,
  clientId: 'billing',
  userId: jane.user_id,
};

export function lacking(kind: Missing['kind']) {
  const missing: Missing =
    kind === 'scope' ? { kind, scopes: ['read:all'] } : kind === 'failed' ? { kind, reason: 'serverError' } : { kind };
  return { missing };
}

/** The facts of a login at which all is well. */
const well: Facts = {
  organization: { value: acme },
  connections: { value: [database] },
  discoveryDomains: { value: [verified] },
  invitations: { value: [] },
  application: { value: billing },
  applicationConnections: { value: [{ id: 'con_db', name: 'acme-db', strategy: 'auth0' }] },
  connectionDetails: lacking('unneeded'),
  association: lacking('unneeded'),
  applications: lacking('leftOut'),
  clientGrants: lacking('unneeded'),
  openApplications: lacking('unneeded'),
  invitedApplication: lacking('unneeded'),
  namesakes: lacking('unneeded'),
  tenantSettings: { value: { allow_organization_name_in_authentication_api: false } },
  user: { value: jane },
  memberships: { value: { items: [acme], complete: true } },
  events: { value: [] },
};

/** What is different from a login at which all is well. */
export type Change = { readonly [Name in FactName]?: FactValues[Name] | { readonly missing: Missing } };

export function factsWith(change: Change): Facts {
  const changed = Object.entries(change).map(([name, value]) => [
    name,
    typeof value === 'object' && value !== null && 'missing' in value ? value : { value },
  ]);
  return { ...well, ...Object.fromEntries(changed) } as Facts;
}

/** Facts of which all others were left out. */
export function factsOnly(change: Change): Facts {
  const all = Object.fromEntries(Object.keys(well).map((name) => [name, lacking('leftOut')]));
  return factsWith({ ...all, ...change });
}

/** Explains a login. What the facts leave out is not part of the question. */
export function explained(facts: Facts): Explanation {
  const isAsked = (name: FactName) => !('missing' in facts[name] && facts[name].missing.kind === 'leftOut');
  const { clientId, userId, ...rest } = question;
  return explain(
    { ...rest, ...(isAsked('application') && { clientId }), ...(isAsked('user') && { userId }) },
    facts,
    now,
    12,
  );
}

/** A finding in a few words: "sure member", "unknown member: connections", "passed member". */
export function briefly(finding: Finding): string {
  switch (finding.result) {
    case 'failed':
      return `${finding.certainty} ${finding.condition}`;
    case 'unknown':
      return `unknown ${finding.condition}: ${finding.missing.join(', ')}`;
    case 'passed':
      return `passed ${finding.condition}`;
  }
}

/** All findings but the passed ones, in a few words each. */
export function troubles(facts: Facts): readonly string[] {
  return explained(facts)
    .findings.filter(({ result }) => result !== 'passed')
    .map(briefly);
}
