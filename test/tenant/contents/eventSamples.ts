/** What an event is told of. */
export interface EventSubject {
  readonly organizationId: string;
  readonly userId: string;
  /** A secret of this name, which lives. */
  readonly secret: (name: string) => string;
}

/** What is special about an event. */
export type EventSample = Readonly<Record<string, unknown>> & { readonly type: string };

/** Whoever has not logged in yet. */
const nobody = { user_id: undefined, user_name: undefined };

/** One of each failed login, invitation and change that names its organization, and odd ones. */
export function eventsWithOrganization({ organizationId, userId, secret }: EventSubject): readonly EventSample[] {
  const notMember = `user ${userId} is not part of the ${organizationId} organization`;
  return [
    {
      type: 'f',
      description: notMember,
      details: {
        error: { message: notMember, oauthError: 'access_denied', payload: { login_ticket: secret('login-ticket') } },
        qs: { client_id: 'portal', organization: organizationId, invitation: secret('invitation'), state: 'x' },
        session_id: 'k3Zy',
      },
    },
    {
      type: 'fp',
      description: 'Wrong email or password.',
      details: { error: { message: 'Wrong email or password.' } },
    },
    { type: 'fu', description: null, user_id: '', details: { body: { password: secret('password') } } },
    {
      type: 'organization_access_denied',
      description:
        'A login or token request was blocked because the organization is not allowed to use the application.',
    },
    {
      type: 'f',
      ...nobody,
      description: `invalid invitation ticket at https://portal.acme.example/login?invitation=${secret('link')}&organization=${organizationId}`,
      details: { error: { message: 'invitation not found or already used', oauthError: 'invalid_request' } },
    },
    { type: 'fsa', description: 'Login required', details: { error: { message: 'x', oauthError: 'login_required' } } },
    { type: 'fdelsa', description: 'Login required' },
    {
      type: 'fi',
      description: 'the specified account is not allowed to accept the current invitation',
      details: { invitation: invitation(organizationId, secret('ticket')) },
    },
    { type: 'feoobft', description: 'Invalid code', details: { binding_code: secret('binding-code') } },
    { type: 'feotpft', description: 'Invalid otp_code.', details: { otp: secret('otp') } },
    { type: 'fercft', description: 'Invalid code', details: { recoveryCode: secret('recovery-code') } },
    { type: 'si', description: null, details: { invitation: invitation(organizationId, secret('ticket')) } },
    { type: 'organization_member_added', details: { reason: 'auto_membership' } },
    {
      type: 'sapi',
      description: 'Create an invitation to organization',
      details: {
        request: {
          method: 'post',
          path: `/api/v2/organizations/${organizationId}/invitations`,
          body: { client_secret: secret('client-secret') },
          auth: { strategy: 'jwt', credentials: { jti: secret('jti') } },
        },
        response: {
          statusCode: 201,
          body: { invitation_url: `https://portal.acme.example/login?invitation=${secret('response-link')}` },
        },
      },
    },
    {
      type: 's',
      scope: ['openid', 'profile'],
      details: { prompts: [{ name: 'login', link: secret('prompt-link') }], accessToken: secret('access-token') },
    },
    { type: 'future_event_code', description: 'An event that nobody has described', organization_name: '' },
    { type: 'w', date: { $date: '' }, description: `{"refresh_token":"${secret('json')}"} Bearer ${secret('bearer')}` },
    { type: 'ssa', client_name: null, connection: null, user_name: '[x](command:workbench.action.quit)\u202e' },
  ];
}

/** Failures that a real tenant records without an organization, so that only the user leads to them. */
export function eventsWithoutOrganization({ secret }: EventSubject): readonly EventSample[] {
  return [
    { type: 'fcoa' },
    { type: 'fens', details: { body: { subject_token: secret('subject-token') } } },
    { type: 'fepft', description: 'Wrong email or password.' },
    { type: 'fepotpft', details: { verification_code: secret('verification-code') } },
    { type: 'feacft', description: 'Invalid authorization code', details: { code: secret('code') } },
    { type: 'fede', details: { user_code: secret('user-code') } },
    { type: 'fecte' },
    { type: 'limit_wc', description: 'Too many failed logins from 203.0.113.7' },
    { type: 'limit_mu', description: '203.0.113.7' },
    { type: 'limit_sul' },
    { type: 'pwd_leak' },
    { type: 'gd_auth_failed', description: 'MFA code is wrong' },
    { type: 'gd_auth_rejected' },
    { type: 'fs' },
    { type: 'fertft', details: { refresh_token: secret('refresh-token') } },
    { type: 'ferrt' },
  ];
}

function invitation(organizationId: string, ticket: string): object {
  return {
    id: 'uinv_0000000000000001',
    client_id: 'portal',
    created_at: '2026-08-01T09:00:00.000Z',
    expires_at: '2026-08-08T09:00:00.000Z',
    invitee: { email: 'someone@acme.example' },
    inviter: { name: 'Support', organization_id: organizationId },
    roles: [],
    ticket_id: ticket,
  };
}
