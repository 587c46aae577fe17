import { acme, billing, type Change, database, lacking, robot, saml, verified } from './accessFacts.ts';

/** What is different from a login at which all is well, and all findings that are not passed then. */
export type Row = readonly [title: string, change: Change, ...findings: readonly string[]];

export const outside = { items: [{ id: 'org_other' }], complete: true };
export const nowhere = { items: [], complete: true };
export const noUser: Change = { user: lacking('leftOut'), memberships: lacking('leftOut') };
export const noApplication: Change = {
  application: lacking('leftOut'),
  applicationConnections: lacking('leftOut'),
  association: lacking('leftOut'),
  clientGrants: lacking('leftOut'),
};
export const thirdParty = { ...billing, is_first_party: false, third_party_security_mode: 'strict' };
export const restricted = { ...acme, is_app_entitlement_active: true };
export const asking = { ...billing, organization_usage: 'require', organization_require_behavior: 'pre_login_prompt' };
export const askingByEmail = { ...asking, organization_discovery_methods: ['email'] };
export const choosing = {
  ...billing,
  organization_usage: 'require',
  organization_require_behavior: 'post_login_prompt',
};
export const hidden = { ...saml, show_as_button: false };
export const disabled = { ...database, is_enabled: false };
export const pending = { ...verified, status: 'pending' };
export const unused = { ...verified, use_for_organization_discovery: false };
export const samlOfApplication = { id: 'con_saml', name: 'acme-saml' };
export const until = (day: string, email: string) => ({
  id: 'uinv_1',
  invitee: { email },
  expires_at: `2026-08-${day}T00:00:00.000Z`,
});
export const uninvitable = { ...billing, initiate_login_uri: '' };
export const machine: Change = {
  ...noUser,
  application: robot,
  applicationConnections: lacking('unneeded'),
  clientGrants: [{ id: 'cgr_1', client_id: 'billing', organization_usage: 'allow' }],
  tenantSettings: lacking('unneeded'),
};
export const grant = (organization_usage: string) => [{ id: 'cgr_1', client_id: 'billing', organization_usage }];
