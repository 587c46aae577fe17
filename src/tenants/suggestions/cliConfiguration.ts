import { parseDomain } from '../../management/domain.ts';

/** A tenant that the Auth0 CLI is logged in to. */
export interface CliTenant {
  readonly domain: string;
  /** Only where the CLI found no keyring to keep it in. With a person's login it allows writing and deleting. */
  readonly accessToken?: string;
  /** When the CLI's token expires, wherever it is kept, in UNIX seconds. */
  readonly expiresAt?: number;
}

/**
 * Reads the tenants of the Auth0 CLI's `config.json`, whatever else may be wrong with it.
 * @see https://github.com/auth0/auth0-cli/blob/main/internal/config/config.go
 * @see https://github.com/auth0/auth0-cli/blob/main/internal/config/tenant.go
 */
export function readCliConfiguration(text: string): readonly CliTenant[] {
  return Object.entries(record(record(json(text))['tenants'])).flatMap(([key, entry]) => {
    const { domain, access_token: accessToken, expires_at: expiry } = record(entry);
    const parsed = parseDomain(typeof domain === 'string' ? domain : key);
    if ('problem' in parsed) {
      return [];
    }
    const expiresAt = typeof expiry === 'string' ? Math.floor(Date.parse(expiry) / 1000) : NaN;
    return [
      {
        domain: parsed.domain,
        ...(typeof accessToken === 'string' && accessToken !== '' && { accessToken }),
        // Where it knows no time the CLI writes the first second of year 1.
        ...(expiresAt > 0 && { expiresAt }),
      },
    ];
  });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
