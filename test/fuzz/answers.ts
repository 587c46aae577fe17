import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { RawAnswer } from './rawServer.ts';

/** An answer as the fuzzer makes it up. */
export interface AnswerPlan {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON. */
  readonly text: string;
  readonly damage: (typeof damages)[number];
  readonly transport: RawAnswer['transport'];
}

/** Texts that have done harm somewhere. */
const hostileTexts = [
  '',
  ' ',
  '.',
  '..',
  '#',
  '../organizations',
  '](command:workbench.action.quit)',
  '<img src=x onerror=alert(1)>',
  '$(trash) {0}',
  '\u202e\u2066gpj',
  '\u0000\u001b[31m\r\n',
  '=1+1',
  '"; rm -rf /; `${a}`',
  '__proto__',
  'toJSON',
  'expected any of: a' + ' '.repeat(40_000) + 'x',
  'eyJ' + 'a'.repeat(100_000),
  '\u202e'.repeat(50_000),
  'x'.repeat(200_000),
  'ß'.normalize('NFD').repeat(3) + '👩‍👩‍👧‍👧',
  '2026-13-45T99:99:99.000Z',
  '9'.repeat(400),
];

/** Of UTF-16 units, so with halves of surrogate pairs as well. */
const units = fc
  .array(fc.oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0, max: 0xffff })), { maxLength: 12 })
  .map((codes) => String.fromCharCode(...codes));
const text = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...hostileTexts) }, { weight: 2, arbitrary: units });
const odd: fc.Arbitrary<unknown> = fc.oneof(
  text,
  fc.constantFrom<unknown>(null, true, false, 0, -1, 7, 1e21, 1e308, [], {}, [[]], [null], { length: -1 }, { id: {} }),
  fc.jsonValue({ maxDepth: 3 }),
  fc.array(text, { maxLength: 3 }),
  fc.dictionary(text, text, { maxKeys: 3 }),
);

/** A value that is right most of the time. */
function mostly(right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 6, arbitrary: right }, { weight: 1, arbitrary: odd }, { weight: 1, arbitrary: text });
}

function fields(right: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<unknown> {
  const arbitraries = Object.entries(right).map(([key, value]) => [key, mostly(value)] as const);
  return mostly(fc.record(Object.fromEntries(arbitraries), { requiredKeys: [] }));
}

const key = (prefix: string) => fc.integer({ min: 0, max: 5 }).map((number) => `${prefix}${number}`);
const name = fc.constantFrom('acme', 'Acme Inc', 'Société Générale', 'a-b_c', 'jane@acme.example');
const secret = 'https://acme.example/?invitation=TICKET-SECRET';

/** What an item of any section has: a section reads what it knows. */
const item = fields({
  id: key('id_'),
  user_id: key('auth0|'),
  connection_id: key('con_'),
  client_id: key('client'),
  name,
  display_name: name,
  email: name,
  description: name,
  external_id: name,
  sources: fc.array(name, { maxLength: 3 }),
  connection: fields({ name, strategy: name }),
  client: fields({ name, app_type: name }),
  assign_membership_on_login: fc.boolean(),
  show_as_button: fc.boolean(),
  inviter: fields({ name }),
  invitee: fields({ email: name }),
  invitation_url: fc.constant(secret),
  ticket_id: fc.constant('TICKET-SECRET'),
  expires_at: fc.constant('2026-11-26T10:00:00.000Z'),
  roles: fc.array(name, { maxLength: 3 }),
  domain: name,
  status: fc.constantFrom('verified', 'pending'),
  audience: name,
  scope: fc.array(name, { maxLength: 3 }),
  data: fc.constant({ deep: [{ invitation_url: [secret], ticket_id: { a: 'TICKET-SECRET' } }] }),
});

const organization = fields({
  id: key('org_abcdefghijklmno'),
  name,
  display_name: name,
  metadata: fields({ plan: name, crm_id: name }),
  branding: fields({ logo_url: name, colors: fields({ primary: fc.constant('#0059d6'), logo_url: name }) }),
});

const paging = {
  next: fc.constant('cursor'),
  total: fc.integer({ min: 0, max: 5000 }),
  start: fc.constant(0),
};

/** The body of a page of a list. @param field where the items are */
function page(field: string, items: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const list = fc.array(items, { maxLength: 5 });
  return fc.oneof({ weight: 8, arbitrary: fields({ [field]: list, ...paging }) }, { weight: 1, arbitrary: list });
}

const token = fields({
  access_token: fc.constant('eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln'),
  expires_in: fc.integer({ min: -5, max: 1e9 }),
  token_type: fc.constant('Bearer'),
});

const problem = fields({
  statusCode: fc.constantFrom(400, 401, 403, 404, 429),
  error: fc.constantFrom('Bad Request', 'access_denied', 'unauthorized_client'),
  error_description: fc.constantFrom('Service not enabled within domain: x', 'Unauthorized'),
  message: fc.constantFrom(
    'Insufficient scope, expected any of: read:organizations',
    'Invalid token',
    'No organization found by that id or name',
    'Query validation error: x',
  ),
  errorCode: fc.constantFrom('insufficient_scope', 'invalid_paging', 'too_many_requests', 'feature_not_enabled'),
});

/** The bodies of successful answers. */
export const bodies = {
  organization,
  organizations: page('organizations', organization),
  token,
  items: (field: string) => page(field, item),
} as const;

const headerText = fc.oneof(
  fc.constantFrom('', '0', '-1', '1', 'NaN', '1e9', '2592000', '99999999999999', 'Thu, 01 Jan 2099 00:00:00 GMT', ','),
  fc.string({ unit: fc.constantFrom('a', 'Z', '0', '9', ' ', ';', ',', '=', '.', '-', '"'), maxLength: 10 }),
);
const headers = fc.record(
  {
    'content-type': fc.constantFrom('application/json', 'text/html', 'application/json; charset=utf-16', ''),
    date: headerText,
    'retry-after': headerText,
    'x-ratelimit-limit': headerText,
    'x-ratelimit-remaining': headerText,
    'x-ratelimit-reset': headerText,
    location: fc.constantFrom('/', 'http://127.0.0.1:1/', 'https://evil.example/', '//', ''),
  },
  { requiredKeys: [] },
);

const damages = ['none', 'truncated', 'html', 'empty', 'deep', 'bytes', 'mark', 'gzip', 'notGzip', 'echo'] as const;

/** An answer to a request, whose body is usually like this one. */
export function answer(body: fc.Arbitrary<unknown>): fc.Arbitrary<AnswerPlan> {
  const status = fc.oneof(
    { weight: 8, arbitrary: fc.constant(200) },
    { weight: 2, arbitrary: fc.constantFrom(201, 204, 301, 304, 400, 401, 403, 404, 408, 418, 429, 500, 503) },
  );
  const damage = fc.oneof(
    { weight: 8, arbitrary: fc.constant('none' as const) },
    { weight: 2, arbitrary: fc.constantFrom(...damages) },
  );
  const transport = fc.oneof(
    { weight: 8, arbitrary: fc.constant('whole' as const) },
    { weight: 2, arbitrary: fc.constantFrom('whole' as const, 'chunked', 'cut', 'noBody') },
  );
  return status.chain((code) =>
    fc.record({
      status: fc.constant(code),
      headers,
      text: (code < 300 ? body : problem).map((content) => JSON.stringify(content)),
      damage,
      transport,
    }),
  );
}

/** What the server sends. */
export function rawAnswer(
  { status, headers: given, text: json, damage, transport }: AnswerPlan,
  requestBody: string,
): RawAnswer {
  const [body, encoding] = damaged(json, damage, requestBody);
  return { status, headers: { ...given, ...encoding }, body, transport };
}

/** What was sent with success and arrives, as parsed JSON. */
export function contentOf({ status, text: json, damage, transport }: AnswerPlan): unknown {
  const arrives = transport === 'whole' || transport === 'chunked';
  const isWhole = damage === 'none' || damage === 'gzip';
  return arrives && isWhole && status < 300 && status !== 204 ? JSON.parse(json) : undefined;
}

function damaged(
  json: string,
  how: (typeof damages)[number],
  requestBody: string,
): readonly [Uint8Array, Readonly<Record<string, string>>] {
  const bytes = Buffer.from(json);
  switch (how) {
    case 'none':
      return [bytes, {}];
    case 'truncated':
      return [bytes.subarray(0, bytes.length / 2), {}];
    case 'html':
      return [Buffer.from('<!doctype html><title>Log in</title>'), {}];
    case 'empty':
      return [Buffer.alloc(0), {}];
    case 'deep':
      return [Buffer.from('['.repeat(5000) + ']'.repeat(5000)), {}];
    case 'bytes':
      return [Buffer.concat([bytes.subarray(0, bytes.length / 2), Buffer.from([0xff, 0xfe, 0xc0]), bytes]), {}];
    case 'mark':
      return [Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]), {}];
    case 'gzip':
      return [gzipSync(bytes), { 'content-encoding': 'gzip' }];
    case 'notGzip':
      return [bytes, { 'content-encoding': 'gzip' }];
    case 'echo':
      return [
        Buffer.from(JSON.stringify({ error: requestBody, error_description: requestBody, message: requestBody })),
        {},
      ];
  }
}
