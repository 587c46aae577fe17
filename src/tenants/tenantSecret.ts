import { parsedJson } from '../api/jsonFields.ts';
import type { Credentials } from '../api/tokenEndpoint.ts';
import type { TenantApplication } from './tenant.ts';

/** What gives access to a tenant, stored as one secret, so that a token never belongs to another application. */
export interface TenantSecret {
  /** Absent if an application has not got a token yet. */
  readonly accessToken?: string;
  /** The application that gets the access tokens; absent if the user pastes them. */
  readonly application?: Credentials;
}

/** The secrets of a tenant as versions up to 0.1.0 stored them, under a key each. */
export interface OldSecrets {
  readonly accessToken?: string | undefined;
  readonly clientSecret?: string | undefined;
}

/** The domain of the tenant that a key of the secret storage belongs to. */
export function domainOfKey(key: string): string {
  return key.slice(key.indexOf(':') + 1);
}

export function serializeSecret(secret: TenantSecret): string {
  return JSON.stringify(secret);
}

/** @returns `undefined` if the text is damaged or has another form, such as that of a later version */
export function parseSecret(text: string | undefined): TenantSecret | undefined {
  const value = parsedJson(text ?? '');
  return isSecret(value) ? value : undefined;
}

/**
 * Takes over secrets of the old form, which are newer than the current secret: they are deleted when they are taken
 * over, so only an older version that still runs in another window can have stored them since.
 * @param registered the application of the tenant in the list, where older versions stored all but its client secret
 * @returns `undefined` if nothing gives access to the tenant
 */
export function takeOver(
  current: TenantSecret | undefined,
  { accessToken = current?.accessToken, clientSecret }: OldSecrets,
  registered: TenantApplication | undefined,
): TenantSecret | undefined {
  const before = current?.application?.clientId === registered?.clientId ? current?.application : undefined;
  const application = registered && clientSecret !== undefined ? { ...registered, clientSecret } : before;
  return accessToken === undefined && !application
    ? undefined
    : { ...(accessToken !== undefined && { accessToken }), ...(application && { application }) };
}

/** Whether both are the same application with the same client secret, or both are none. */
export function isSameApplication(one: Credentials | undefined, other: Credentials | undefined): boolean {
  return (
    one?.clientId === other?.clientId && one?.clientSecret === other?.clientSecret && one?.audience === other?.audience
  );
}

export function isSameSecret(one: TenantSecret | undefined, other: TenantSecret | undefined): boolean {
  return one?.accessToken === other?.accessToken && isSameApplication(one?.application, other?.application);
}

function isSecret(value: unknown): value is TenantSecret {
  const { accessToken, application } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return application === undefined
    ? typeof accessToken === 'string'
    : isCredentials(application) && (accessToken === undefined || typeof accessToken === 'string');
}

function isCredentials(value: unknown): value is Credentials {
  const { clientId, clientSecret, audience } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return [clientId, clientSecret, audience].every((part) => typeof part === 'string');
}
