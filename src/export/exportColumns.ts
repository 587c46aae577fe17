import { isRecord } from '../api/jsonFields.ts';
import { asSent, type Organization } from '../api/organization.ts';
import { type Item, objectField, textField } from '../sections/section.ts';

/** The columns of a table: what each shows of an item, by its name. Objects and lists stay as they are. */
export type Columns<T> = Readonly<Record<string, (item: T) => unknown>>;

/** The columns of an exported table of organizations. */
export const organizationColumns: Columns<Organization> = {
  id: ({ id }) => id,
  name: sent('name'),
  display_name: sent('display_name'),
  logo_url: sent('logo_url', 'branding'),
  primary_color: sent('primary', 'branding', 'colors'),
  page_background_color: sent('page_background', 'branding', 'colors'),
  metadata: sent('metadata'),
  not_read: () => '',
};

/**
 * The columns of an exported table of each section, by its name. They are the same for each tenant and each file, so that
 * files can be joined and compared.
 */
export const exportColumns: Readonly<Record<string, Columns<Item>>> = {
  members: {
    ...fields('user_id', 'name', 'email', 'picture'),
    role_ids: (member) => fieldOfRoles(member, 'id'),
    role_names: (member) => fieldOfRoles(member, 'name', 'id'),
  },
  connections: {
    ...fields('connection_id'),
    connection_name: within('connection', 'name'),
    strategy: within('connection', 'strategy'),
    ...fields(
      'organization_connection_name',
      'is_enabled',
      'assign_membership_on_login',
      'show_as_button',
      'is_signup_enabled',
      'organization_access_level',
    ),
  },
  invitations: {
    ...fields('id'),
    invitee_email: within('invitee', 'email'),
    inviter_name: within('inviter', 'name'),
    ...fields('client_id', 'connection_id', 'roles', 'created_at', 'expires_at', 'app_metadata', 'user_metadata'),
  },
  'discovery-domains': fields(
    'id',
    'domain',
    'status',
    'use_for_organization_discovery',
    'verification_host',
    'verification_txt',
  ),
  'client-grants': fields('id', 'client_id', 'audience', 'scope', 'organization_usage', 'allow_any_organization'),
  groups: fields(
    'id',
    'name',
    'description',
    'external_id',
    'connection_id',
    'tenant_name',
    'created_at',
    'updated_at',
  ),
  roles: fields('id', 'name', 'description', 'type', 'owner_id'),
  clients: {
    ...fields('client_id'),
    client_name: within('client', 'name'),
    app_type: within('client', 'app_type'),
    is_first_party: within('client', 'is_first_party'),
    organization_usage: within('client', 'organization_usage'),
    ...fields('use_for_member_access'),
  },
  'organization-templates': fields('id', 'name', 'is_default', 'allowed_strategies', 'created_at', 'updated_at'),
};

/**
 * A field of the roles of a member, as people read a list. Empty if the roles are not known, unlike no roles. Roles in
 * which it is missing stay as they were sent.
 */
function fieldOfRoles(member: Item, ...names: readonly string[]): unknown {
  const { roles } = member;
  if (!Array.isArray(roles)) {
    return roles;
  }
  const texts = roles.map((role: unknown) =>
    isRecord(role) ? names.map((name) => textField(role, name)).find(Boolean) : undefined,
  );
  return texts.includes(undefined) ? roles : texts.join('; ') || '(none)';
}

function fields(...names: readonly string[]): Columns<Item> {
  return Object.fromEntries(names.map((name) => [name, (item: Item) => item[name]]));
}

/** A field as the API sent it, whatever its type. @param holders the objects that it is in */
function sent(name: string, ...holders: readonly string[]): (organization: Organization) => unknown {
  return (organization) => holders.reduce(objectField, asSent(organization))[name];
}

/** A field of an object that the item holds. */
function within(holder: string, name: string): (item: Item) => unknown {
  return (item) => objectField(item, holder)[name];
}
