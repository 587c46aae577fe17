import { isRecord, type JsonObject, readRecord, readString } from './jsonFields.ts';

/**
 * A checked organization: each declared field has its type or is absent. Undeclared fields are kept as received.
 * @see https://auth0.com/docs/api/management/v2/organizations/get-organizations-by-id
 */
export interface Organization {
  readonly id: string;
  /** Lowercase and unique within the tenant. It can be changed. */
  readonly name?: string;
  readonly display_name?: string;
  readonly metadata?: Readonly<Record<string, string | null>>;
  readonly branding?: {
    readonly logo_url?: string | null;
    readonly colors?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/**
 * Reads an organization from parsed JSON. A field of the wrong type is left out, and strings are made well-formed.
 * `toJSON` returns the original value, so documents, copies and exports show what the API sent.
 * @returns `undefined` for a value without an ID
 */
export function readOrganization(value: unknown): Organization | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  const id = readString(value['id']);
  if (!id) {
    return undefined;
  }
  const name = readString(value['name']);
  const displayName = readString(value['display_name']);
  const metadata = readRecord(value['metadata'], readStringOrNull);
  const branding = readBranding(value['branding']);
  const isUnchanged =
    id === value['id'] &&
    name === value['name'] &&
    displayName === value['display_name'] &&
    metadata === value['metadata'] &&
    branding === value['branding'];
  if (isUnchanged) {
    return value as Organization;
  }
  const fields = { id, name, display_name: displayName, metadata, branding };
  const entries = Object.entries({ ...value, ...fields }).filter(([, field]) => field !== undefined);
  return Object.defineProperty(Object.fromEntries(entries), 'toJSON', { value: () => value }) as Organization;
}

/** The organization as the API sent it, also where a field of the wrong type was left out. */
export function asSent(organization: Organization): JsonObject {
  const { toJSON: sent } = organization;
  return typeof sent === 'function' ? (sent as () => JsonObject)() : organization;
}

/** The organization's title: its display name, or its name if the display name is blank, or else its ID. */
export function organizationTitle({ id, name, display_name: displayName }: Organization): string {
  return [displayName, name].find((title) => title?.trim()) ?? id;
}

function readStringOrNull(value: unknown): string | null | undefined {
  return value === null ? null : readString(value);
}

function readBranding(value: unknown): unknown {
  if (!isRecord(value)) {
    return undefined;
  }
  const { logo_url: logoUrl, colors } = value;
  const logo = readStringOrNull(logoUrl);
  const readColors = readRecord(colors, readString);
  if (logo === logoUrl && readColors === colors) {
    return value;
  }
  return {
    ...(logo !== undefined && { logo_url: logo }),
    ...(readColors && { colors: readColors }),
  };
}

/**
 * Whether the text can be an organization ID. Actual IDs are `org_` and 16 letters or digits, but the API only promises
 * at most 50 characters.
 * @see https://auth0.com/docs/api/management/v2/organizations/get-organizations-by-id
 */
export function isOrganizationId(text: string): boolean {
  return /^org_[A-Za-z0-9]{1,46}$/.test(text);
}

/**
 * Whether the text can be an organization name: 1 to 50 lowercase letters, digits, `_` and `-`.
 * @see https://auth0.com/docs/manage-users/organizations/configure-organizations/create-organizations
 */
export function isOrganizationName(text: string): boolean {
  return /^[a-z0-9_-]{1,50}$/.test(text);
}

/** Whether the text is a complete organization ID of the actual length, and not one that is still being typed. */
export function isCompleteOrganizationId(text: string): boolean {
  return /^org_[A-Za-z0-9]{16}$/.test(text);
}
