import { CODES, DOMAINS, ENABLE, FLOWS, INVITE, INVITE_GONE, JIT, LINKING, OVERVIEW, SEND_INVITE } from './sources.ts';
import { atPortal, byDb, err, invited } from './usualEvents.ts';
import {
  ADMIN,
  DB,
  GLOBEX_ID,
  JANE,
  PORTAL,
  admin,
  base,
  globex,
  google,
  jane,
  ocDb,
  ocGoogle,
  ocSamlAuto,
  portal,
} from './usualTenant.ts';
import type { Story, StoryState } from './story.ts';

const NINA = 'nina@example.com';
const asked = { application: PORTAL, user: NINA };
const askedAtAcme = { application: PORTAL, user: 'nina@acme.example' };
const open = invited(NINA, { expires_in_minutes: 7200 });
const expired = invited(NINA, { created_minutes_ago: 11520, expires_in_minutes: -1440 });
const LONG = `${'nina.of.the.long.name.'.repeat(4)}@example.com`;
const ocGoogleAuto = { ...ocGoogle, assign_membership_on_login: true };

/** Portal asks for an email address alone, and the organization has these domains. */
const byDomain = (...domains: StoryState['discovery_domains']): StoryState => ({
  ...base,
  clients: [
    {
      ...portal,
      organization_usage: 'require',
      organization_require_behavior: 'pre_login_prompt',
      organization_discovery_methods: ['email'],
    },
  ],
  organization_connections: [ocSamlAuto],
  discovery_domains: domains,
});
const acmeExample = { domain: 'acme.example', status: 'verified', use_for_organization_discovery: true };

const janeAtGoogle = {
  ...jane,
  user_id: 'google-oauth2|77',
  identities: [{ connection: 'google-oauth2', user_id: '77', provider: 'google-oauth2', isSocial: true }],
};

const wrongName = (minutes_ago: number, user_name: string) => ({
  type: 'fu',
  minutes_ago,
  ...err('Wrong email or password.', 'invalid_grant'),
  ...byDb,
  user_name,
});

/** Of these, it decides what is known of a person who is asked about by an email address, or by an invitation. */
export const addressStories: readonly Story[] = [
  {
    name: 'no domain of the organization is that of the address',
    source: FLOWS,
    state: byDomain(acmeExample),
    question: { application: PORTAL, user: 'nina@gmail.example' },
    cause: 'The login page shows an error for her address: no verified domain of Acme is gmail.example.',
    certainty: 'probable',
    mentions: ['gmail.example'],
    neverSays: ['nothing was found', 'certain', 'must be invited'],
  },
  {
    name: 'a subdomain of the domain of the organization',
    source: FLOWS,
    state: byDomain(acmeExample),
    question: { application: PORTAL, user: 'nina@labs.acme.example' },
    cause: 'labs.acme.example is no domain of Acme.',
    certainty: 'probable',
    mentions: ['labs.acme.example'],
    neverSays: ['nothing was found', 'certain'],
  },
  {
    name: 'the domain of the address, in capitals',
    source: FLOWS,
    state: byDomain(acmeExample, { domain: 'labs.example', status: 'pending' }),
    question: { application: PORTAL, user: 'nina@ACME.example' },
    cause: 'Nothing: her domain leads to Acme, and the first login with acme-saml makes her a member.',
    certainty: 'none',
    mentions: ['acme.example'],
    neverSays: ['certain', 'probably', 'may be'],
  },
  {
    name: 'invited, and no domain is that of the address',
    source: INVITE,
    state: { ...byDomain(acmeExample), organization_connections: [ocDb], invitations: [open] },
    question: asked,
    cause: 'The link of the invitation names Acme, so her first login needs no domain.',
    certainty: 'none',
    mentions: ['invitation', 'link'],
    neverSays: ['certain', 'probably', 'may be', 'nothing was found'],
  },
  {
    name: 'invited, and the domain is pending',
    source: DOMAINS,
    state: {
      ...byDomain({ ...acmeExample, status: 'pending' }),
      organization_connections: [ocDb],
      invitations: [invited('nina@acme.example', { expires_in_minutes: 7200 })],
    },
    question: askedAtAcme,
    cause: 'The link of the invitation names Acme, so her first login needs no domain.',
    certainty: 'none',
    mentions: ['invitation', 'link'],
    neverSays: ['certain', 'probably', 'nothing was found'],
  },
  {
    name: 'the invitation has expired, and a connection adds members',
    source: JIT,
    state: { ...base, organization_connections: [ocDb, ocSamlAuto], invitations: [expired] },
    question: asked,
    cause: 'With acme-saml she needs no invitation; without an account there, the expired one may be the cause.',
    certainty: 'may be',
    mentions: ['expired', 'acme-saml'],
    neverSays: ['certain', 'probably', 'must be invited'],
  },
  {
    name: 'the invitation is open, and a connection adds members',
    source: JIT,
    state: { ...base, organization_connections: [ocSamlAuto], invitations: [open] },
    question: asked,
    cause: 'Nothing: she may use the link, or log in with acme-saml without it.',
    certainty: 'none',
    mentions: ['open invitation', 'acme-saml'],
    neverSays: ['certain', 'probably', 'the first login goes through its link'],
  },
  {
    name: 'the open invitation is for another application, and a connection adds members',
    source: JIT,
    state: {
      ...base,
      clients: [portal, admin],
      organization_connections: [ocSamlAuto],
      invitations: [{ ...open, client_id: ADMIN }],
    },
    question: asked,
    cause: 'Its link fails in Portal, but she can log in with acme-saml without it.',
    certainty: 'may be',
    mentions: ['Admin Console', 'acme-saml'],
    neverSays: ['certain', 'probably'],
  },
  {
    name: 'two open invitations, of which the newer is for another application',
    source: SEND_INVITE,
    state: {
      ...base,
      clients: [portal, admin],
      invitations: [{ ...open, id: 'uinv_0000000000000002', client_id: ADMIN }, open],
    },
    question: { application: PORTAL, user: 'uinv_0000000000000001' },
    cause: 'She has not accepted the invitation for Portal; the one for Admin Console does not matter.',
    certainty: 'none',
    mentions: ['open invitation', 'not accepted'],
    neverSays: ['certain', 'probably', 'is for another application', 'older links do not count', 'nothing was found'],
  },
  {
    name: 'a link to the organization of another tenant',
    source: OVERVIEW,
    state: base,
    refusal: { at: /organizations\/[^/]+$/, status: 404, message: 'No organization found by that id or name' },
    question: { application: PORTAL, user: JANE },
    cause: 'This tenant does not have the organization. Nothing else matters, and nothing else was asked.',
    certainty: 'certain',
    mentions: ['does not have the organization'],
    neverSays: ['Jane is not a member', 'could not be made', 'nothing was found'],
  },
  {
    name: 'the invitation that is asked about is gone',
    source: INVITE_GONE,
    state: base,
    question: { application: PORTAL, user: 'uinv_0000000000000001' },
    cause: 'The invitation was accepted, has expired or was deleted: whoever accepted it is a member.',
    certainty: 'may be',
    mentions: ['uinv_0000000000000001', 'without the link'],
    neverSays: ['certain', 'probably', 'lists were cut off', 'nothing was found', 'must be invited'],
  },
  {
    name: 'an invitation to a long address',
    source: INVITE,
    state: { ...base, invitations: [invited(LONG, { expires_in_minutes: 7200 })] },
    question: { application: PORTAL, user: LONG },
    cause: 'She has not accepted the open invitation.',
    certainty: 'none',
    mentions: ['invitation', 'not accepted'],
    neverSays: ['no open invitation', 'must be invited', 'certain', 'probably'],
  },
  {
    name: 'no account, and the invitations cannot be read',
    source: SEND_INVITE,
    state: { ...base, scopes_missing: ['read:organization_invitations'] },
    question: asked,
    cause: 'There is no account with the address. Whether she is invited is not known.',
    certainty: 'none',
    mentions: ['no account with exactly the address', 'read:organization_invitations'],
    neverSays: ['nothing was found', 'no open invitation', 'must be invited', 'certain'],
  },
  {
    name: 'no account, and the connections cannot be read',
    source: ENABLE,
    state: { ...base, scopes_missing: ['read:organization_connections'] },
    question: asked,
    cause: 'There is no account with the address. Whether a connection adds one is not known.',
    certainty: 'none',
    mentions: ['no account with exactly the address', 'read:organization_connections'],
    neverSays: ['nothing was found', 'nobody can sign up', 'certain'],
  },
  {
    name: 'no invitation is needed, and the invitations cannot be read',
    source: JIT,
    state: {
      ...base,
      organization_connections: [ocGoogleAuto],
      scopes_missing: ['read:organization_invitations'],
    },
    question: asked,
    cause: 'Nothing: the first login with google-oauth2 adds the account and the membership.',
    certainty: 'none',
    mentions: ['can add it, with the membership', 'read:organization_invitations'],
    neverSays: ['certain', 'probably', 'no account with exactly the address'],
  },
  {
    name: 'the answer does not tell whether people can sign up',
    source: ENABLE,
    state: {
      ...base,
      organization_connections: [
        { connection_id: DB, is_enabled: true, assign_membership_on_login: false, show_as_button: true },
      ],
    },
    question: asked,
    cause: 'No account and no invitation. Whether acme-db takes sign-ups is not told, but it adds no members.',
    certainty: 'probable',
    mentions: ['adds no members'],
    neverSays: ['certain', 'nobody can sign up', 'nothing was found'],
  },
  {
    name: 'who has no account any more has failed in another organization',
    source: CODES,
    state: {
      ...base,
      organization_connections: [ocGoogleAuto],
      other_organizations: [globex],
      logs: [
        {
          type: 'f',
          minutes_ago: 10,
          ...err(`user auth0|gone is not part of the ${GLOBEX_ID} organization`, 'access_denied'),
          ...atPortal,
          organization_id: GLOBEX_ID,
          organization_name: 'globex',
          ...byDb,
          user_id: 'auth0|gone',
          user_name: NINA,
        },
      ],
    },
    question: asked,
    cause: 'Nothing for Acme; ten minutes ago Globex has refused her.',
    certainty: 'none',
    mentions: ['globex', '10 minutes'],
    neverSays: ['certain', 'probably', 'not a member'],
  },
  {
    name: 'an invited address of two accounts, of which one is a member',
    source: LINKING,
    state: {
      ...base,
      connections: [...base.connections, google],
      organization_connections: [ocDb, ocGoogle],
      users: [janeAtGoogle, jane],
      invitations: [invited('jane@example.com', { expires_in_minutes: 7200 })],
    },
    question: { application: PORTAL, user: 'uinv_0000000000000001' },
    cause: 'Her account at Google is no member, that of acme-db is one: it depends on which one she uses.',
    certainty: 'probable',
    mentions: [JANE, 'google-oauth2|77'],
    neverSays: ['certain', 'nothing was found'],
  },
  {
    name: 'the address as it was typed, with capitals, elsewhere',
    source: CODES,
    state: { ...base, logs: [wrongName(10, 'Nina.Roe@example.com')] },
    question: { application: PORTAL, user: 'nina.roe@example.com' },
    cause: 'No account, as she has found out ten minutes ago.',
    certainty: 'probable',
    mentions: ['10 minutes', 'Nina.Roe@example.com'],
    neverSays: ['no failure', 'nothing was found'],
  },
];
