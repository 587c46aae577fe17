import { SAML_ERRORS } from './sources.ts';
import { api, bySaml, bySomebodySaml, err, login, ofSami, toAcme } from './usualEvents.ts';
import { PORTAL, SAMI, SAML, base, ocSaml, ocSamlAuto, sami } from './usualTenant.ts';
import type { Story, StoryLog } from './story.ts';

export const samlStories: readonly Story[] = [
  {
    name: 'SAML: audience is invalid (no person asked)',
    source: SAML_ERRORS,
    state: {
      ...base,
      organization_connections: [ocSamlAuto],
      users: [sami],
      members: [SAMI],
      logs: [4, 9, 30].map((minutes_ago): StoryLog => ({
        type: 'f',
        minutes_ago,
        ...err('Audience is invalid. Configured: urn:auth0:example:acme-saml', 'invalid_request'),
        ...bySomebodySaml,
      })),
    },
    question: { application: PORTAL },
    cause:
      'The identity provider of acme-saml sends another audience than the Entity ID urn:auth0:example:acme-saml; everyone who comes through it fails (3 times, last 4 minutes ago).',
    certainty: 'probable',
    mentions: ['acme-saml', 'Audience is invalid', 'urn:auth0:example:acme-saml', '4 minutes'],
    neverSays: ['acme-saml is not enabled', 'Sami is blocked', 'nothing was found'],
  },
  {
    name: 'SAML: audience is invalid (a person of that connection asked)',
    source: SAML_ERRORS,
    state: {
      ...base,
      organization_connections: [ocSamlAuto],
      users: [sami],
      members: [SAMI],
      logs: [
        {
          type: 'f',
          minutes_ago: 4,
          ...err('Audience is invalid. Configured: urn:auth0:example:acme-saml', 'invalid_request'),
          ...bySomebodySaml,
        },
      ],
    },
    question: { application: PORTAL, user: 'sami@acme.example' },
    cause:
      "4 minutes ago a login through acme-saml, Sami's connection, failed: the audience in the assertion is not the connection's Entity ID. The event names no person and may be hers.",
    certainty: 'may be',
    mentions: ['acme-saml', 'Audience is invalid', '4 minutes'],
    neverSays: ['no failure is about this login', 'certain', 'nothing was found'],
  },
  {
    name: 'SAML: assertion out of its time (clock skew)',
    source: 'https://community.auth0.com/t/adjust-clock-skew-for-saml-enterprise-connections/167317',
    state: {
      ...base,
      organization_connections: [ocSaml],
      users: [sami],
      members: [SAMI],
      logs: [{ type: 'f', minutes_ago: 11, ...err('assertion has expired.', 'invalid_request'), ...bySomebodySaml }],
    },
    question: { application: PORTAL, user: SAMI },
    cause:
      "A login through acme-saml failed 11 minutes ago because the assertion was out of its time; the clock of the identity provider may differ by more than 3 minutes. It names no person and may be Sami's.",
    certainty: 'may be',
    mentions: ['acme-saml', 'assertion has expired', 'clock', '11 minutes'],
    neverSays: ['certificate', 'session has expired', 'invitation', 'nothing was found'],
  },
  {
    name: 'SAML: the certificate does not match',
    source: 'https://community.auth0.com/t/saml-sso-invalid-thumbprint-error/91165',
    state: {
      ...base,
      organization_connections: [ocSaml],
      users: [sami],
      members: [SAMI],
      logs: [
        login(1500, { ...ofSami, ...bySaml }),
        ...[5, 7].map((minutes_ago): StoryLog => ({
          type: 'f',
          minutes_ago,
          ...err('Invalid thumbprint (configured: 3F2A9C. calculated: 77B0E1)', 'invalid_request'),
          ...bySomebodySaml,
        })),
      ],
    },
    question: { application: PORTAL, user: SAMI },
    cause:
      "acme-saml refuses the certificate that the identity provider signs with (twice, last 5 minutes ago); Sami's last login was a day ago, before. The events name no person and may be hers.",
    certainty: 'may be',
    mentions: ['acme-saml', 'Invalid thumbprint', 'certificate', '5 minutes'],
    neverSays: ['Sami logged in, so the failure is past', 'wrong password', 'nothing was found'],
  },
  {
    name: 'SAML: the signature does not verify',
    source: 'https://community.auth0.com/t/unable-to-verify-signature-error-on-saml-connection/117911',
    state: {
      ...base,
      organization_connections: [ocSamlAuto],
      users: [sami],
      members: [SAMI],
      logs: [2, 3, 8].map((minutes_ago): StoryLog => ({
        type: 'f',
        minutes_ago,
        ...err('Unable to verify the signature', 'invalid_request'),
        ...bySomebodySaml,
      })),
    },
    question: {},
    cause:
      "Logins through acme-saml fail since 8 minutes (3 times, last 2 minutes ago): a signature cannot be verified. The signing certificates of Auth0's connection and of the identity provider must match.",
    certainty: 'probable',
    mentions: ['acme-saml', 'Unable to verify the signature', '2 minutes'],
    neverSays: ['wrong password', 'acme-saml is not enabled', 'nothing was found', 'audience'],
  },
  {
    name: 'Okta: the person is not assigned to the application (no person asked)',
    source: 'https://community.auth0.com/t/user-not-assigned-to-the-client-application-error-at-log-in/186794',
    state: {
      ...base,
      logs: [
        {
          type: 'f',
          minutes_ago: 7,
          ...err('User is not assigned to the client application.', 'access_denied'),
          ...toAcme,
          connection: 'acme-okta',
          strategy: 'okta',
          strategy_type: 'enterprise',
        },
      ],
    },
    question: { application: PORTAL },
    cause: 'Okta lets somebody not in, who is not assigned to the application there.',
    certainty: 'probable',
    mentions: ['acme-okta', 'Assign the user to the application at the identity provider', '7 minutes'],
    neverSays: ['an Action', 'a custom database', 'not a member', 'certain', 'nothing was found'],
  },
  {
    name: 'SAML: certificate was replaced, logins work again',
    source: 'https://community.auth0.com/t/saml-sso-invalid-thumbprint-error/91165',
    state: {
      ...base,
      organization_connections: [ocSaml],
      users: [
        sami,
        {
          ...sami,
          user_id: 'samlp|acme-saml|tove@acme.example',
          email: 'tove@acme.example',
          name: 'Tove Tamm',
          identities: [
            { connection: 'acme-saml', user_id: 'acme-saml|tove@acme.example', provider: 'samlp', isSocial: false },
          ],
        },
      ],
      members: [SAMI, 'samlp|acme-saml|tove@acme.example'],
      logs: [
        login(15, { ...bySaml, user_id: 'samlp|acme-saml|tove@acme.example', user_name: 'tove@acme.example' }),
        api(55, 'Update a Connection', 'patch', `connections/${SAML}`, { options: {} }),
        {
          type: 'f',
          minutes_ago: 60,
          ...err('Invalid thumbprint (configured: 3F2A9C. calculated: 77B0E1)', 'invalid_request'),
          ...bySomebodySaml,
        },
      ],
    },
    question: { application: PORTAL, user: SAMI },
    cause:
      'Past: acme-saml failed an hour ago because of its certificate; the connection was changed since, and somebody logged in through it 15 minutes ago.',
    certainty: 'none',
    mentions: ['acme-saml', '15 minutes'],
    neverSays: ['acme-saml refuses the certificate', 'Sami logged in 15 minutes ago', 'probably'],
  },
];
