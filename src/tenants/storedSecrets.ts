import type * as vscode from 'vscode';
import { ApiError } from '../api/apiError.ts';
import { parsedJson } from '../api/jsonFields.ts';
import type { Credentials } from '../api/tokenEndpoint.ts';
import type { TenantApplication } from './tenant.ts';
import { isSameSecret, type TenantSecret } from './tenantSecret.ts';

/** The secret of a tenant, and where the storage holds it. */
export interface FoundSecret {
  /** `undefined` if there is none that can be understood. */
  readonly secret: TenantSecret | undefined;
  /** Whether the storage holds it under the current key. */
  readonly isStored: boolean;
  /** The keys of secrets of the old form that the storage holds as well. */
  readonly oldKeys: readonly string[];
}

/** The secrets of a tenant as versions up to 0.1.0 stored them, under a key each. */
interface OldSecrets {
  readonly accessToken?: string | undefined;
  readonly clientSecret?: string | undefined;
}

/** The secrets of the tenants in the secret storage, under one key each. */
export class StoredSecrets {
  readonly #storage: vscode.SecretStorage;
  readonly #log: Pick<vscode.LogOutputChannel, 'error'>;

  constructor(storage: vscode.SecretStorage, log: Pick<vscode.LogOutputChannel, 'error'>) {
    this.#storage = storage;
    this.#log = log;
  }

  /**
   * Finds the secret of a tenant, also in the old form.
   * @param registered the application of the tenant in the list
   * @throws ApiError `secretStorage`
   */
  async find(domain: string, registered: TenantApplication | undefined): Promise<FoundSecret> {
    const keys = keysOf(domain);
    // Read first: a window that takes over secrets of the old form stores them here before it deletes them there.
    const text = await this.#get(keys.current);
    const old = {
      accessToken: await this.#get(keys.oldAccessToken),
      clientSecret: await this.#get(keys.oldClientSecret),
    };
    const oldKeys = [
      ...(old.accessToken === undefined ? [] : [keys.oldAccessToken]),
      ...(old.clientSecret === undefined ? [] : [keys.oldClientSecret]),
    ];
    // Between these reads, another window may have taken them over.
    const stored = parseSecret(text ?? (await this.#get(keys.current)));
    const secret = oldKeys.length === 0 ? stored : takeOver(stored, old, registered);
    return { secret, isStored: isSameSecret(stored, secret), oldKeys };
  }

  /**
   * Takes over secrets of the old form. Of these, only the secrets that were found are deleted: an older version that
   * still runs in another window may be storing the other one.
   * @throws ApiError `secretStorage`
   */
  async settle(domain: string, { secret, isStored, oldKeys }: FoundSecret): Promise<void> {
    if (secret && !isStored) {
      await this.store(domain, secret);
    }
    for (const key of oldKeys) {
      await this.#delete(key);
    }
  }

  /** @throws ApiError `secretStorage` */
  async store(domain: string, secret: TenantSecret): Promise<void> {
    await this.#attempt(() => this.#storage.store(keysOf(domain).current, JSON.stringify(secret)));
  }

  /** Deletes the secret of a tenant, whether or not it is known to exist. @throws ApiError `secretStorage` */
  async delete(domain: string): Promise<void> {
    const { oldAccessToken, oldClientSecret, current } = keysOf(domain);
    for (const key of [oldAccessToken, oldClientSecret, current]) {
      await this.#delete(key);
    }
  }

  #get(key: string): Promise<string | undefined> {
    return this.#attempt(() => this.#storage.get(key));
  }

  #delete(key: string): Promise<void> {
    return this.#attempt(() => this.#storage.delete(key));
  }

  async #attempt<T>(act: () => Thenable<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      // Logs only the name, because the message of a keyring could contain anything.
      this.#log.error(`The secret storage failed: ${error instanceof Error ? error.name : typeof error}`);
      throw new ApiError('secretStorage');
    }
  }
}

function keysOf(domain: string): Readonly<Record<'current' | 'oldAccessToken' | 'oldClientSecret', string>> {
  return {
    current: `tenant:${domain}`,
    oldAccessToken: `accessToken:${domain}`,
    oldClientSecret: `clientSecret:${domain}`,
  };
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
function takeOver(
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
