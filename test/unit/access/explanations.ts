import type { Certainty, Finding } from '../../../src/access/condition.ts';
import type { Explanation } from '../../../src/access/explanation.ts';
import type { ReportOptions } from '../../../src/access/explanationReport.ts';
import { factNames } from '../../../src/access/factRequests.ts';
import type { Facts, Missing } from '../../../src/access/facts.ts';

/** Facts that are all missing, but for these. */
export function factsWith(known: Partial<Facts> = {}): Facts {
  const unneeded: Missing = { kind: 'unneeded' };
  return {
    ...Object.fromEntries(factNames.map((name) => [name, { missing: unneeded }])),
    ...known,
  } as unknown as Facts;
}

export const about = { documentation: 'https://auth0.com/docs/x' } as const;

export const notEnabled: Finding = {
  ...about,
  result: 'failed',
  certainty: 'sure',
  condition: 'userConnection',
  title: 'Connection of the user',
  reason: 'the connection acme-saml is not enabled for the organization',
  fact: 'The user logs in with acme-saml, which the organization does not have.',
  remedy: 'Enable acme-saml for the organization.',
};

export const notMember: Finding = {
  ...about,
  result: 'failed',
  certainty: 'likely',
  condition: 'membership',
  title: 'Membership',
  reason: 'the user is not a member',
  fact: 'The user belongs to no organization.',
  remedy: 'Add the user to the organization.',
};

export const unclear: Finding = {
  ...about,
  result: 'failed',
  certainty: 'hint',
  condition: 'applicationConnection',
  title: 'Connection of the application',
  reason: 'the connection acme-saml is not enabled for the application',
  fact: 'The application does not have acme-saml.',
  remedy: 'Enable acme-saml for the application.',
};

export const unknown: Finding = {
  ...about,
  result: 'unknown',
  condition: 'association',
  title: 'Association of the application',
  missing: ['association', 'tenantSettings'],
};

export const passed: Finding = {
  ...about,
  result: 'passed',
  condition: 'organizationExists',
  title: 'Existence',
  fact: 'The tenant has the organization org_VGZx1ySGh6PrYv0Y.',
};

/** An explanation why Jane Doe cannot log in, with these findings. */
export function explanation(findings: readonly Finding[], more: Partial<Explanation> = {}): Explanation {
  return {
    question: {
      domain: 'acme.eu.auth0.com',
      organizationId: 'org_VGZx1ySGh6PrYv0Y',
      clientId: 'EQEL1',
      userId: 'auth0|jane',
    },
    titles: { organization: 'Acme', application: 'Billing App', user: 'Jane Doe' },
    findings,
    events: [],
    possibleEvents: [],
    missing: {
      association: { kind: 'scope', scopes: ['read:organization_clients'] },
      tenantSettings: { kind: 'failed', reason: 'serverError', status: 503, message: 'Service Unavailable' },
    },
    facts: factsWith({
      organization: { value: { id: 'org_VGZx1ySGh6PrYv0Y' } },
      connections: { value: [] },
      user: { value: { user_id: 'auth0|jane' } },
      events: { value: [] },
    }),
    readAtMs: Date.UTC(2026, 4, 12, 8, 20, 31),
    requests: 9,
    ...more,
  };
}

export const parts: ReportOptions = {
  language: 'en',
  tenantTitle: 'acme.eu.auth0.com',
  linkTo: (document) => ('clientId' in document ? undefined : `vscode://x.y/open?document=${JSON.stringify(document)}`),
  meaningOf: (type) => (type === 'f' ? 'Failed login' : type),
};

/** What a question is about besides the organization. */
export const extents = ['user and application', 'user', 'application', 'neither'] as const;

/** An explanation with these findings, of a question that leaves out the user, the application or both. */
export function asked(extent: (typeof extents)[number], findings: readonly Finding[]): Explanation {
  const whole = explanation(findings);
  const { organization, application = '', user = '' } = whole.titles;
  const withUser = extent.includes('user');
  const withApplication = extent.includes('application');
  const { clientId = '', userId = '', ...question } = whole.question;
  return {
    ...whole,
    question: { ...question, ...(withUser && { userId }), ...(withApplication && { clientId }) },
    titles: { organization, ...(withApplication && { application }), ...(withUser && { user }) },
  };
}

/** A failed finding of each certainty. */
export const failure: Readonly<Record<Certainty, Finding>> = { sure: notEnabled, likely: notMember, hint: unclear };
