import * as assert from 'node:assert/strict';
import { MOST_REQUESTS } from '../../../src/access/factReader.ts';
import { stories, type StoryName } from '../../tenant/contents/stories.ts';
import { connect, forget, requestsOf, tenants } from '../tenants.ts';
import { explainAgreed, reportOf } from './explainAccessSteps.ts';

const { support } = tenants;

/** What an explanation says. */
interface Told {
  /** The first line. */
  readonly headline: string;
  /** The checks that failed, with how sure that is and what was read. */
  readonly failed: readonly string[];
  /** The titles of the checks that could not be made. */
  readonly unknown: readonly string[];
  /** The failures of the log, with what they point to. */
  readonly events: readonly string[];
  readonly text: string;
}

/** Explains the login of a story. */
async function explained(name: StoryName): Promise<Told> {
  const { organizationId, clientId, userId } = stories[name];
  return told(await reportOf(await explainAgreed({ domain: support.domain, organizationId, clientId, userId })));
}

function told(text: string): Told {
  const found = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, part = '']) => part);
  return {
    headline: found(/^## (.*)/gm).join(),
    failed: found(/^ {2}- (.*)/gm),
    unknown: [...new Set(found(/ Not checked: (.*)/g).flatMap((titles) => titles.split(', ')))],
    events: found(/ · Points to: (.*)/g),
    text,
  };
}

/** The paths of the requests that a story with a user and an application takes. */
function usualPaths(name: StoryName): readonly string[] {
  const { organizationId, clientId, userId } = stories[name];
  const organization = `/organizations/${organizationId}`;
  const user = `/users/${encodeURIComponent(userId)}`;
  return [
    organization,
    `/clients/${clientId}`,
    user,
    `${organization}/enabled_connections`,
    `${organization}/invitations`,
    `${user}/organizations`,
    '/logs',
    '/logs',
    '/logs',
  ];
}

/** What the log names by its text or by its code. */
const byText = (title: string) => `${title} (by its text)`;

const notAMember =
  'Membership (certain): The user is not a member, and assign_membership_on_login of the connection is not set: acme-db.';

interface Expected {
  readonly headline: string;
  /** In place of dates and times, they say DATE and TIME. */
  readonly failed: readonly string[];
  readonly events: readonly string[];
  /** The paths of further requests. */
  readonly further?: readonly string[];
}

const cases = {
  samlNotEnabled: {
    headline:
      'Sam Lindqvist cannot log in to SAML connection not enabled through Portal of Sam Lindqvist: the connection acme-saml of the user is not enabled for the organization. An earlier login succeeded, TIME.',
    failed: ['Connection of the user (certain): The user has acme-saml. Enabled for the organization: partners-okta.'],
    events: [byText('Connection of the user')],
  },
  notAMember: {
    headline:
      'Nadia Petrova cannot log in to Not a member through Portal of Nadia Petrova: the user is not a member of the organization.',
    failed: [notAMember],
    // Of two equal ones.
    events: [byText('Membership')],
    further: ['/users-by-email'],
  },
  invitationForAnotherAddress: {
    headline:
      'Ingrid Weber cannot log in to Invitation for another address through Portal of Ingrid Weber: the user is not a member of the organization. 1 more reason below.',
    failed: [
      notAMember,
      'Address of the invitation (probable): The log has an event of type fi, TIME, acme-db: “the specified account is not allowed to accept the current invitation”',
    ],
    events: ['Address of the invitation'],
    further: ['/users-by-email'],
  },
  usageDeny: {
    headline:
      'Denise Okafor cannot log in to Application without organizations through Portal of Denise Okafor: the application does not allow organizations.',
    failed: ['Organizations in the application (certain): organization_usage of the application is deny.'],
    events: [byText('Organizations in the application')],
    further: ['/tenants/settings'],
  },
  requireWithoutOrganization: {
    headline:
      'The log has a failure that may be about this login, TIME: “parameter organization is required for this client”\\. It points to: Organization in the request. Send the organization in the request, or let organization_require_behavior ask for it.',
    failed: [],
    events: [byText('Organization in the request')],
  },
  blockedUser: {
    headline:
      'Blanca Ruiz cannot log in to User blocked through Portal of Blanca Ruiz: the user is blocked by an administrator.',
    failed: ['Blocked by an administrator (certain): blocked is true in the profile of the user.'],
    events: [byText('Blocked by an administrator')],
  },
  signUpOff: {
    headline:
      'Signe Dahl cannot log in to Sign-up is off through Portal of Signe Dahl: the user has not accepted the invitation. 2 more reasons below.',
    failed: [
      String.raw`Invitation of the user (certain): signe\@sign-up-off.example has an invitation until DATE.`,
      notAMember,
      'Signup (probable): is_signup_enabled is false for acme-db.',
    ],
    events: [byText('Signup')],
    further: ['/users-by-email'],
  },
  domainPending: {
    headline:
      'Probably Dominic Laurent cannot log in to Domain not verified through Portal of Dominic Laurent: the login page cannot find the organization by an email address. An earlier login succeeded, TIME.',
    failed: [
      'Discovery domains (probable): No discovery domain is verified, rather than pending, and has use_for_organization_discovery: domain-pending.example.',
    ],
    events: [],
    further: [
      `/organizations/${stories.domainPending.organizationId}/discovery-domains`,
      `/clients/${stories.domainPending.clientId}/connections`,
    ],
  },
  everythingFine: {
    headline:
      'Nothing was found that stops Fiona Byrne from logging in to Everything is fine through Portal of Fiona Byrne. An earlier login succeeded, TIME.',
    failed: [],
    events: [],
    further: [
      `/clients/${stories.everythingFine.clientId}/connections`,
      ...['clients/' + stories.everythingFine.clientId, 'discovery-domains'].map(
        (path) => `/organizations/${stories.everythingFine.organizationId}/${path}`,
      ),
    ],
  },
} as const satisfies Partial<Readonly<Record<StoryName, Expected>>>;

/** The paths of the requests, in alphabetical order, since some are made side by side. */
async function askedPaths(): Promise<readonly string[]> {
  const requests = await requestsOf(support);
  return requests.map((request) => /^GET \/api\/v2([^?]+)/.exec(request)?.[1] ?? request).toSorted();
}

const time = /\d{4}-\d\d-\d\d \d\d:\d\d UTC/;

describe('A support case', () => {
  afterEach(() => forget(support));

  for (const [name, expected] of Object.entries<Expected>(cases)) {
    it(`is explained: ${name}`, async () => {
      await connect(support);
      const { headline, failed, unknown, events } = await explained(name as StoryName);
      assert.equal(headline.replace(time, 'TIME'), expected.headline);
      const undated = failed.map((line) => line.replace(time, 'TIME').replace(/\d{4}-\d\d-\d\d/, 'DATE'));
      assert.deepEqual(undated, expected.failed);
      assert.deepEqual(unknown, []);
      assert.deepEqual(events, expected.events);
      const paths = [...usualPaths(name as StoryName), ...(expected.further ?? [])].toSorted();
      assert.deepEqual(await askedPaths(), paths);
      assert.ok(paths.length <= MOST_REQUESTS);
    });
  }

  it('is explained as far as it can be, without a useless request: everyScopeMissing', async () => {
    await connect(support, { scope: 'read:organizations' });
    const { headline, failed, unknown, text } = await explained('samlNotEnabled');
    assert.match(headline, /^\d+ of \d+ checks could not be made: the access token lacks (?:read:\w+, ){6}read:\w+\.$/);
    assert.deepEqual(failed, []);
    // The log is named as well.
    assert.equal(unknown.length - 1, Number(/^\d+/.exec(headline)?.[0]));
    for (const title of ['Connection of the user', 'Organizations in the application', 'Blocked by an administrator']) {
      assert.ok(unknown.includes(title), title);
    }
    const scopes = [...text.matchAll(/The access token lacks the scope (read:[\w\\]+)\./g)].map(([, scope]) => scope);
    assert.deepEqual(scopes.toSorted(), [
      'read:clients',
      'read:logs',
      'read:organization_connections',
      'read:organization_discovery_domains',
      'read:organization_invitations',
      'read:users',
    ]);
    const { organizationId, userId } = stories.samlNotEnabled;
    assert.deepEqual(await askedPaths(), [
      `/organizations/${organizationId}`,
      `/users/${encodeURIComponent(userId)}/organizations`,
    ]);
  });
});
