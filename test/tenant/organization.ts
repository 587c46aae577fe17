/** An organization as the Management API sends it: https://auth0.com/docs/api/management/v2/organizations/get-organizations */
export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly display_name?: string;
  readonly branding?: Branding;
  readonly metadata?: Readonly<Record<string, string | null>>;
  readonly token_quota?: TokenQuota;
  readonly third_party_client_access?: 'allow' | 'block';
  readonly is_app_entitlement_active?: boolean;
}

export interface Branding {
  /** Null is what the description both allows and forbids, so the samples leave it out. */
  readonly logo_url?: string | null;
  readonly colors?: { readonly primary: string; readonly page_background: string };
}

export interface TokenQuota {
  readonly client_credentials: { readonly enforce?: boolean; readonly per_day?: number; readonly per_hour?: number };
}
