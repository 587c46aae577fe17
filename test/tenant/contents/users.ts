import type { Person } from './model.ts';

/** A user of the tenant: https://auth0.com/docs/api/management/v2/users/get-users-by-id */
export interface User extends Person {
  readonly email_verified?: boolean;
  readonly username?: string;
  readonly nickname?: string;
  readonly given_name?: string;
  readonly family_name?: string;
  readonly phone_number?: string;
  /** Missing for whoever is not blocked. */
  readonly blocked?: boolean;
  readonly identities: readonly Identity[];
  /** ISO 8601, as all dates. */
  readonly created_at: string;
  readonly updated_at: string;
  readonly last_login?: string;
  readonly last_ip?: string;
  readonly logins_count?: number;
  readonly app_metadata?: Readonly<Record<string, unknown>>;
  readonly user_metadata?: Readonly<Record<string, unknown>>;
}

interface Identity {
  readonly connection: string;
  /** Without the provider. */
  readonly user_id: string;
  readonly provider: string;
  readonly isSocial: boolean;
}

/** The names of the fields that can be asked for. */
export const userFields: readonly string[] = [
  'phone_number',
  'email',
  'email_verified',
  'picture',
  'username',
  'user_id',
  'name',
  'nickname',
  'created_at',
  'identities',
  'app_metadata',
  'user_metadata',
  'last_ip',
  'last_login',
  'logins_count',
  'updated_at',
  'blocked',
  'family_name',
  'given_name',
];

const firstCreatedAt = Date.UTC(2024, 3, 22, 17, 49, 56, 235);
const hourMs = 3_600_000;

/** What the members of an organization show of a user. */
export function personOf({ user_id, picture, name, email }: User): Person {
  return {
    user_id,
    ...(picture !== undefined && { picture }),
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
  };
}

/** What a tenant knows of the user with this number. */
export function userOf(person: Person, number: number): User {
  const [provider = '', ...rest] = person.user_id.split('|');
  const [given, ...family] = person.name?.includes(' ') ? person.name.split(' ') : [];
  const account = person.email?.split('@')[0];
  const createdAt = firstCreatedAt + number * hourMs;
  const logins = number % 40;
  return {
    ...person,
    ...(person.email !== undefined && { email_verified: number % 5 !== 0, nickname: account ?? '' }),
    ...(given !== undefined && { given_name: given, family_name: family.join(' ') }),
    ...(provider === 'auth0' && number % 3 === 0 && account !== undefined && { username: account }),
    ...(provider === 'sms' && person.name !== undefined && { phone_number: person.name.replaceAll(' ', '') }),
    ...(number % 13 === 2 && { blocked: true }),
    identities: [
      {
        connection: connectionOf(provider, rest),
        user_id: rest.join('|'),
        provider,
        isSocial: provider === 'google-oauth2',
      },
    ],
    created_at: new Date(createdAt).toISOString(),
    updated_at: new Date(createdAt + logins * hourMs).toISOString(),
    ...(logins > 0 && {
      last_login: new Date(createdAt + logins * hourMs).toISOString(),
      last_ip: '203.0.113.7',
      logins_count: logins,
    }),
    ...(number % 4 === 3 && { app_metadata: { crm_id: `C-${number}` }, user_metadata: { theme: 'dark' } }),
  };
}

/** The name of a connection of the tenant. */
function connectionOf(provider: string, rest: readonly string[]): string {
  if (rest.length > 1) {
    return rest[0] ?? provider;
  }
  switch (provider) {
    case 'auth0':
      return 'Username-Password-Authentication';
    case 'waad':
      return 'acme-entra-id';
    default:
      return provider;
  }
}
