/* What is inside an organization, as the Management API sends it: https://auth0.com/docs/api/management/v2/organizations */

/** A user as a member of an organization. */
export interface Person {
  readonly user_id: string;
  readonly picture?: string;
  readonly name?: string;
  readonly email?: string;
}

export interface Role {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** A role as a tenant with Organization Roles lists it. */
export interface OwnedRole extends Omit<Role, 'description'> {
  readonly description?: string;
  readonly type: 'tenant' | 'organization';
  /** The organization that it belongs to. */
  readonly owner_id?: string;
}

export interface EffectiveRole extends Role {
  readonly sources: readonly ('direct' | 'groups')[];
}

export interface EnabledConnection {
  readonly connection_id: string;
  readonly assign_membership_on_login?: boolean;
  readonly show_as_button?: boolean;
  readonly is_signup_enabled?: boolean;
  readonly connection?: { readonly name?: string; readonly strategy?: string };
}

/** A connection of the tenant as an organization has it or not, in Early Access. */
export interface OrganizationConnection extends EnabledConnection {
  readonly is_enabled: boolean;
  readonly organization_access_level: 'none' | 'readonly' | 'limited' | 'full';
  /** What the organization itself calls it. */
  readonly organization_connection_name?: string;
}

/** In Early Access. Every field can be missing. */
export interface OrganizationTemplate {
  readonly id?: string;
  readonly name?: string;
  readonly is_default?: boolean;
  readonly organization_deletion_behavior?: 'allow' | 'allow_if_empty';
  readonly connection_deletion_behavior?: 'allow' | 'allow_if_empty';
  readonly enforce_permission_ceiling?: boolean;
  readonly enforce_self_assignment_restriction?: boolean;
  readonly connection_profile_id?: string;
  readonly user_attribute_profile_id?: string;
  readonly allowed_strategies?: readonly string[];
  readonly invitation_landing_client_id?: string;
  readonly admin_roles_assignment?: readonly string[];
  readonly use_for_organization_discovery?: {
    readonly default_value: boolean;
    readonly allowed_values: readonly boolean[];
  } | null;
  readonly role_visibility_policy?: {
    readonly default_value: 'write' | 'read_only' | 'hidden';
    readonly overrides: readonly { readonly role_id: string; readonly access: string }[];
  } | null;
  /** ISO 8601, as is `updated_at`. */
  readonly created_at?: string;
  readonly updated_at?: string;
}

export interface Invitation {
  readonly id: string;
  readonly organization_id: string;
  readonly inviter: { readonly name: string };
  readonly invitee: { readonly email: string };
  /** Whoever knows it may accept the invitation. */
  readonly invitation_url: string;
  /** ISO 8601, as is `expires_at`. */
  readonly created_at: string;
  readonly expires_at: string;
  readonly client_id: string;
  readonly connection_id?: string;
  readonly app_metadata?: Readonly<Record<string, unknown>>;
  readonly user_metadata?: Readonly<Record<string, unknown>>;
  /** IDs. */
  readonly roles?: readonly string[];
  readonly ticket_id: string;
}

export interface ClientGrant {
  readonly id: string;
  readonly client_id: string;
  readonly audience: string;
  readonly scope: readonly string[];
  readonly organization_usage: 'deny' | 'allow' | 'require';
  readonly allow_any_organization: boolean;
  /** Sent by real tenants, though their description knows nothing of it, so the samples leave it out. */
  readonly subject_type?: 'client' | 'user';
}

export interface OrganizationClient {
  readonly client_id: string;
  readonly use_for_member_access: boolean;
  readonly client: {
    readonly name: string;
    readonly app_type?: string;
    readonly is_first_party: boolean;
    readonly grant_types: readonly string[];
    readonly logo_uri?: string;
    readonly organization_usage?: 'deny' | 'allow' | 'require';
  };
}

/** An application of the tenant. Of its many fields, those that have to do with organizations, and a secret one. */
export interface Client {
  /** Sent whichever fields are asked for. */
  readonly tenant: string;
  readonly client_id: string;
  readonly name: string;
  readonly description?: string;
  /** Of the one that stands for all applications. */
  readonly global: boolean;
  readonly app_type?: string;
  readonly is_first_party: boolean;
  readonly grant_types?: readonly string[];
  readonly logo_uri?: string;
  readonly initiate_login_uri?: string;
  /** Absent when it was never set, which means `deny`. */
  readonly organization_usage?: 'deny' | 'allow' | 'require';
  readonly organization_require_behavior?: 'no_prompt' | 'pre_login_prompt' | 'post_login_prompt';
  /** In Early Access. */
  readonly organization_discovery_methods?: readonly ('email' | 'organization_name')[];
  readonly default_organization?: {
    readonly organization_id: string;
    readonly flows: readonly 'client_credentials'[];
  } | null;
  readonly third_party_security_mode?: 'strict' | 'permissive';
  readonly client_secret?: string;
  /** The address of its metadata document, of an application that registered itself. */
  readonly external_client_id?: string;
}

/** A connection of the tenant, whether or not an organization has it. Its options take a scope of their own. */
export interface TenantConnection {
  readonly id: string;
  readonly name?: string;
  readonly strategy?: string;
  readonly display_name?: string;
  readonly realms?: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  /** Whether third-party applications can use it. */
  readonly is_domain_connection: boolean;
}

/** Of the many settings of a tenant, those that have to do with organizations. */
export interface TenantSettings {
  readonly friendly_name: string;
  readonly default_directory?: string;
  readonly default_redirection_uri?: string;
  readonly allow_organization_name_in_authentication_api?: boolean;
}

export interface Group {
  readonly id: string;
  readonly name: string;
  readonly external_id?: string;
  readonly connection_id?: string;
  readonly tenant_name: string;
  /** ISO 8601, as is `updated_at`. */
  readonly created_at: string;
  readonly updated_at: string;
}
