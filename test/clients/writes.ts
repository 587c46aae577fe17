import type { Management } from 'auth0';
import { type ApiFailure, failure } from '../tenant/failures.ts';

type Rule = (value: unknown) => boolean;

type RequiredNames<Body> = { [Name in keyof Body]-?: object extends Pick<Body, Name> ? never : Name }[keyof Body];

/** The fields of a body, by the types of the SDK, which is generated from Auth0's description. Others are refused. */
interface Fields<Body> {
  readonly required: Readonly<Record<RequiredNames<Body>, Rule>>;
  readonly optional: Readonly<Record<Exclude<keyof Body, RequiredNames<Body>>, Rule>>;
}

interface Endpoint {
  readonly method: string;
  /** Below `/api/v2`, with `{}` for each ID. */
  readonly path: string;
  /** Why a body is refused. */
  readonly problem: (body: unknown) => string | undefined;
}

const isFlag: Rule = (value) => typeof value === 'boolean';
const isObject: Rule = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

function isText(pattern: RegExp): Rule {
  return (value) => typeof value === 'string' && pattern.test(value);
}

function isListOf(rule: Rule, most: number): Rule {
  return (value) => Array.isArray(value) && value.length > 0 && value.length <= most && value.every(rule);
}

function isShaped<Body>(fields: Fields<Body>): Rule {
  return (value) => isObject(value) && problemOf(fields, value) === undefined;
}

function problemOf<Body>({ required, optional }: Fields<Body>, body: unknown): string | undefined {
  const sent = Object.entries(Object(body) as Readonly<Record<string, unknown>>);
  const rules = new Map<string, Rule>(Object.entries({ ...required, ...optional }));
  const odd = sent.map(([name]) => name).filter((name) => !rules.has(name));
  const missing = Object.keys(required).find((name) => !Object.hasOwn(Object(body) as object, name));
  const [wrong] = sent.find(([name, value]) => rules.get(name)?.(value) === false) ?? [];
  return odd.length > 0
    ? `'Additional properties not allowed: ${odd.join(',')}'`
    : missing !== undefined
      ? `'Missing required property: ${missing}'`
      : wrong && `'Object didn't pass validation' on property ${wrong}`;
}

function endpoint<Body>(method: 'POST' | 'PATCH' | 'DELETE', path: string, fields: Fields<Body>): Endpoint {
  return { method, path, problem: (body) => problemOf(fields, body) };
}

const nothing: Fields<object> = { required: {}, optional: {} };
const name = isText(/^[a-z0-9](?:[a-z0-9_-]{0,48}[a-z0-9])?$/);
const color = isText(/^#[0-9a-f]{3,8}$/i);
const connectionId = isText(/^con_\w+$/);
const clientId = isText(/^[\w-]+$/);

const organization = {
  display_name: isText(/^[^]{1,255}$/),
  branding: isShaped<Management.OrganizationBranding>({
    required: {},
    optional: {
      logo_url: (value) => value === null || isText(/^https:\/\/\S+$/)(value),
      colors: isShaped<Management.OrganizationBrandingColors>({
        required: { primary: color, page_background: color },
        optional: {},
      }),
    },
  }),
  metadata: (value: unknown) =>
    isObject(value) &&
    Object.keys(Object(value) as object).length <= 25 &&
    Object.values(Object(value) as object).every((each) => each === null || isText(/^[^]{0,255}$/)(each)),
  token_quota: isObject,
  third_party_client_access: isText(/^(?:block|allow)$/),
  is_app_entitlement_active: isFlag,
};

const enabled = { assign_membership_on_login: isFlag, show_as_button: isFlag, is_signup_enabled: isFlag };

const connection = {
  ...enabled,
  organization_connection_name: isText(/^[^]{1,50}$/),
  organization_access_level: isText(/^(?:none|readonly|limited|full)$/),
  is_enabled: isFlag,
};

const domain = { status: isText(/^(?:pending|verified)$/), use_for_organization_discovery: isFlag };

/** The writes about organizations: https://auth0.com/docs/api/management/v2/organizations */
const endpoints: readonly Endpoint[] = [
  endpoint<Management.CreateOrganizationRequestContent>('POST', '/organizations', {
    required: { name },
    optional: {
      ...organization,
      enabled_connections: isListOf(
        isShaped<Management.ConnectionForOrganization>({
          required: { connection_id: connectionId },
          optional: enabled,
        }),
        10,
      ),
    },
  }),
  endpoint<Management.UpdateOrganizationRequestContent>('PATCH', '/organizations/{}', {
    required: {},
    optional: { ...organization, name },
  }),
  endpoint<Management.CreateOrganizationAllConnectionRequestParameters>('POST', '/organizations/{}/connections', {
    required: { connection_id: connectionId },
    optional: connection,
  }),
  endpoint<Management.UpdateOrganizationConnectionRequestParameters>('PATCH', '/organizations/{}/connections/{}', {
    required: {},
    optional: connection,
  }),
  endpoint<Management.AssociateOrganizationClientGrantRequestContent>('POST', '/organizations/{}/client-grants', {
    required: { grant_id: isText(/^cgr_\w+$/) },
    optional: {},
  }),
  endpoint<Management.CreateOrganizationClientsRequestContent>('POST', '/organizations/{}/clients', {
    required: {
      clients: isListOf(
        isShaped<Management.CreateOrganizationClientRequestItem>({
          required: { client_id: clientId, use_for_member_access: isFlag },
          optional: {},
        }),
        Infinity,
      ),
    },
    optional: {},
  }),
  endpoint<Management.DeleteOrganizationClientsRequestContent>('DELETE', '/organizations/{}/clients', {
    required: { clients: isListOf(clientId, Infinity) },
    optional: {},
  }),
  endpoint<Management.CreateOrganizationDiscoveryDomainRequestContent>('POST', '/organizations/{}/discovery-domains', {
    required: { domain: isText(/^.{3,255}$/) },
    optional: domain,
  }),
  endpoint<Management.UpdateOrganizationDiscoveryDomainRequestContent>(
    'PATCH',
    '/organizations/{}/discovery-domains/{}',
    { required: {}, optional: domain },
  ),
  endpoint('DELETE', '/organizations/{}', nothing),
  endpoint('DELETE', '/organizations/{}/connections/{}', nothing),
  endpoint('DELETE', '/organizations/{}/client-grants/{}', nothing),
  endpoint('DELETE', '/organizations/{}/discovery-domains/{}', nothing),
];

/** Why Auth0's description refuses a write, `undefined` if it does not. @param path below `/api/v2` */
export function refusalOfWrite(method: string, path: string, body: unknown): ApiFailure | undefined {
  const isOf = (pattern: string) => new RegExp(`^${pattern.replaceAll('{}', '[^/]+')}$`).test(path);
  const known = endpoints.find((other) => other.method === method && isOf(other.path));
  const problem = known?.problem(body);
  return !known
    ? failure(404, 'Not Found')
    : problem === undefined
      ? undefined
      : failure(400, `Payload validation error: ${problem}.`, { errorCode: 'invalid_body' });
}
