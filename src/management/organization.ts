/**
 * An organization as the Management API sends it. Only `id` can be relied on; fields that are not named here are kept.
 * @see https://auth0.com/docs/api/management/v2/organizations/get-organizations-by-id
 */
export interface Organization {
  readonly id: string;
  /** Lower case, changeable, unique within the tenant. */
  readonly name?: string;
  readonly display_name?: string;
  readonly metadata?: Readonly<Record<string, string | null>>;
  readonly branding?: {
    readonly logo_url?: string | null;
    readonly colors?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** Whether a parsed answer can be treated as an organization; everything beyond the ID is optional. */
export function isOrganization(value: unknown): value is Organization {
  return typeof (value as { readonly id?: unknown } | null | undefined)?.id === 'string';
}

/** What a person reads as the organization's title: the display name, or the name where there is none to be seen. */
export function organizationTitle({ id, name, display_name: displayName }: Organization): string {
  const isVisible = (title: unknown) => typeof title === 'string' && title.trim() !== '';
  return [displayName, name].find(isVisible) ?? id;
}
