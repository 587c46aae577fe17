import assert from 'node:assert/strict';
import { ApiError, type ApiErrorDetails } from '../../../src/api/apiError.ts';
import {
  describeError,
  eventForModel,
  fieldForModel,
  forModel,
  quoted,
  textOfEvent,
  withoutSecrets,
} from '../../../src/chat/forModel.ts';
import { mask } from '../../../src/text/plainText.ts';
import { refusal } from '../../../src/chat/toolInput.ts';
import { processorMs } from '../../processorTime.ts';

describe('A log event for a language model', () => {
  it('has no IP address and no user agent, wherever they are', () => {
    const event = {
      log_id: '1',
      date: '2026-01-02T03:04:05.678Z',
      type: 'fp',
      ip: '203.0.113.7',
      client_ip: '198.51.100.1',
      user_agent: 'Chrome 1.2.3 / Mac',
      hostname: '203.0.113.7',
      user_name: 'jane@acme.example',
      client_name: 'Portal for Chrome 1.2.3 / Mac',
      description: 'Blocked 198.51.100.1 and 2001:db8::7, Chrome 1.2.3 / Mac',
      details: { request: { ip: '203.0.113.7' }, error: { message: 'From 2001:db8:0:0:0:0:0:1 at 10:20:30' } },
      location_info: { city_name: 'Tokyo' },
      constructor: 'x',
    };
    assert.deepEqual(eventForModel(event, 'Failed login'), {
      log_id: '1',
      date: '2026-01-02T03:04:05.678Z',
      type: 'fp',
      meaning: 'Failed login',
      text: 'Blocked … and …, …',
      user_name: 'jane@acme.example',
      client_name: 'Portal for …',
      error: 'From … at 10:20:30',
    });
  });

  for (const [text, expected] of [
    ['::1', '…'],
    ['[::ffff:203.0.113.7]:443', '[::ffff:…]:443'],
    ['fe80::1%eth0', '…%eth0'],
    ['1.2.3', '1.2.3'],
    ['v1.2.3.4.5', 'v1.2.3.4.5'],
    ['host.203.0.113.7', 'host.…'],
    ['std::string at 12:30', 'std::string at 12:30'],
    ['urn:acme:api', 'urn:acme:api'],
    ['x203.0.113.7,', 'x…,'],
    ['203.0.113.7.example', '….example'],
    ['203.0.113.7.3rdparty.example', '….3rdparty.example'],
    ['urn:oid:1.3.6.1.4.1.5923', 'urn:oid:1.3.6.1.4.1.5923'],
    ['ip-203-0-113-7.ec2.internal', 'ip-….ec2.internal'],
    ['ec2-203-0-113-7.compute-1.example', 'ec2-….compute-1.example'],
    ['dynamic-203-000-113-007.113.example', 'dynamic-….113.example'],
    ['2026-11-29-10-30-00', '2026-11-29-10-30-00'],
    ['+33-1-42-68-53-00', '+33-1-42-68-53-00'],
    ['212-555-1234', '212-555-1234'],
    ['f47ac10b-58cc-4372-a567-0e02b2c3d479', 'f47ac10b-58cc-4372-a567-0e02b2c3d479'],
    ['2001-db8-85a3--7334.ipv6-literal.net', '….ipv6-literal.net'],
    ['1.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa', '…ip6.arpa'],
    ['api.sslip.io', 'api.sslip.io'],
    ['ip:2001:db8::1', 'ip:…'],
    ['Acme :: EU', 'Acme :: EU'],
    ['address:2001:db8:0:0:0:0:0:1', 'address:…'],
    ['Mozilla/5.0 (X11; Linux (x) y) Foo/1', '…'],
  ] as const) {
    it(`says of “${text}”: ${expected}`, () => {
      assert.equal(textOfEvent({}, text), expected);
    });
  }

  it('takes no time for a long text', () => {
    const text = ['a:', '1.', '::', '1-', 'a-'].map((part) => part.repeat(50_000)).join('');
    const took = processorMs(() => {
      textOfEvent({}, text);
    });
    assert.ok(took < 1000, `${took} ms`);
  });
});

const secret = 'S3cr3tV4lueQx8Lm2';
const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl';
const stripe = 'sk_live_51H8xYzAbCdEfGhIjKlMn';

describe('What a language model gets of a tenant', () => {
  // Names of fields, in spellings of Auth0, of programs and of people.
  for (const name of [
    ...['client_secret', 'clientSecret', 'CLIENT-SECRET', 'apiKey', 'x-api-key', 'API KEY', 'api.key', 'apitoken'],
    ...['password', 'passwd', 'pwd', 'db_pass', 'smtpPassword', 'pass phrase', 'mot_de_passe', 'privateKey'],
    ...['signing_key', 'encryptionKey', 'webhook_secret', 'aws_secret_access_key', 'sas_token', 'x_auth_token'],
    ...['bearer', 'basic_auth', 'stripe_sk', 'connection_string', 'connStr', 'DSN', ' client_secret ', 'auth'],
    ...['service_account', 'client_s\u0435cret', '\u0440assword'],
    ...['ｃｌｉｅｎｔ＿ｓｅｃｒｅｔ', 'client_\u200bsecret', 'client_\u001b[31msecret'],
  ]) {
    it(`has no value of “${name}”`, () => {
      assert.ok(!JSON.stringify(forModel({ metadata: { [name]: secret } }, [], true)).includes(secret));
      assert.equal(fieldForModel(`metadata.${name}`, secret), mask);
    });
  }

  it('has a value by its path, unless a name in it is that of a secret', () => {
    for (const [path, value] of [
      ...[['metadata.plan', secret] as const, ['metadata.client_secret', null] as const, ['', secret] as const],
      ...[['metadata.auth', 'none'] as const, ['branding.colors.primary', '#658cd1'] as const],
    ]) {
      assert.equal(fieldForModel(path, value), value);
    }
    assert.equal(fieldForModel('token.age', secret), mask);
    assert.deepEqual(fieldForModel('metadata', { plan: 'pro', dsn: secret }), { plan: 'pro', dsn: mask });
    assert.deepEqual(
      // What is compared is sorted, so the name can come second.
      fieldForModel('sent', {
        values: [
          [secret, 'cookie'],
          ['cookie', secret],
          ['a', 'b'],
        ],
      }),
      {
        values: [
          [mask, 'cookie'],
          ['cookie', mask],
          ['a', 'b'],
        ],
      },
    );
  });

  it('has the quota of tokens, whose name sounds like that of a secret', () => {
    const quota = { token_quota: { client_credentials: { enforce: true, per_day: 100, per_hour: 10 } } };
    assert.deepEqual(forModel(quota, [], true), quota);
    assert.equal(fieldForModel('token_quota.client_credentials.per_day', 100), 100);
    assert.equal(fieldForModel('token_quota.client_credentials.key', secret), mask);
    const secrets = { client_credentials: { id: secret }, token_quota: { client_credentials: { password: secret } } };
    assert.ok(!JSON.stringify(forModel(secrets, [], true)).includes(secret));
  });

  for (const [text, leak = text] of [
    [jwt],
    [stripe],
    ['ghp_abcdefghijklmnopqrstuvwxyz0123456789'],
    ['https://user:pa55word@host.example/x', 'pa55word'],
    ['postgres://u:p4ssw0rd@h/db', 'p4ssw0rd'],
    ['Bearer abcDEF123456ghi', 'abcDEF123456ghi'],
    [`token=${secret}`, secret],
    [`pass\u200bword: ${secret}`, secret],
    [`ｐａｓｓｗｏｒｄ：${secret}`, secret],
    ['sk_live_\u001b[31m51H8xYzAbCdEfGhIjKlMn', '51H8xYz'],
    ['sk_live_\u200b51H8xYzAbCdEfGhIjKlMn', '51H8xYz'],
    ['203.0.113.9'],
    ['metadata.203.0.113.9', '203.0.113.9'],
    ['Acme/7 CFNetwork/1410.0.3 Darwin/22.6.0', 'CFNetwork/1410'],
    ['Dart/3.1 (dart:io)'],
    ['Auth0.swift/2.5.0'],
    ['AppleWebKit/605.1.15 (Canary)'],
    ['2001:db8:0:0:0:0:0:1'],
    ['Mozilla/5.0 (X) Gecko/2'],
    ['leak@acme.example'],
    ['leak＠acme.example'],
  ] as const) {
    it(`has it neither as a value nor as the name of a field: ${text}`, () => {
      const value = { metadata: { note: text, [text]: 'x', list: [{ [text]: 1 }] } };
      assert.ok(!JSON.stringify(forModel(value, [], false)).includes(leak));
    });
  }

  it('is as it was otherwise, with each field, also if names become the same', () => {
    const odd = { '__proto__ ': 1, 'a\u202e': 'Zoë 👩‍👩‍👧 ﬁ', line: 'a\n\tb\u2028c', list: [[1, null], { b: false }] };
    assert.deepEqual(forModel(odd, [], false), odd);
    const same = { 'a@x.example': 1, 'b@x.example': 2, 'c@x.example': 3 };
    assert.deepEqual(forModel(same, [], false), { '…': 1, '… (2)': 2, '… (3)': 3 });
  });

  it('has what the model itself has sent, unless it is a secret', () => {
    const given = [['127.0.0.1:8080'], { texts: ['Jane@acme.example', '203.0.113.9', stripe, 'deploy4acme2026'] }];
    const answer = (input: string) => forModel({ input, said: `for “${input}”` }, given, false);
    for (const text of ['127.0.0.1:8080', 'jane@acme.example', '203.0.113.9', 'deploy4acme2026']) {
      assert.deepEqual(answer(text), { input: text, said: `for “${text}”` });
    }
    assert.deepEqual(answer('other@acme.example and 203.0.113.90'), { input: '… and …', said: 'for “… and …”' });
    assert.ok(!JSON.stringify(answer(stripe)).includes('51H8xYz'));
    assert.ok(!quoted(stripe).includes('51H8xYz') && !quoted(`x ${jwt}`).includes('eyJz'));
  });
});

describe('What a language model is told of its input', () => {
  it('takes no time, however long it is', () => {
    const ids = Array.from({ length: 200_000 }, (_, place) => `org_${place}`);
    let message = '';
    const took = processorMs(() => {
      ({ message } = refusal({ domain: ids }, 'domain', 'Give one.'));
    });
    assert.match(message, /^“domain” is \["org_0".*…\. Give one\.$/);
    assert.ok(took < 1000, `${took} ms`);
  });
});

describe('A text of a tenant in an error for a language model', () => {
  for (const [text, expected] of [
    ['to jane@acme.example now', 'to … now'],
    ['to jane@münchen.example now', 'to … now'],
    ['to jane%40acme.example now', 'to … now'],
    ['to "jane doe"@acme.example now', 'to … now'],
    ['to jane@acme-203-0-113-7.example now', 'to … now'],
    ["to jane.o'neil@acme.example now", 'to … now'],
    ["user='jane@acme.example'", "user='…'"],
    ['Portal of 203.0.113.7', 'Portal of …'],
    ["Jane's Portal @ Acme", "Jane's Portal @ Acme"],
  ] as const) {
    it(`has nobody's address: “${text}”`, () => {
      assert.equal(withoutSecrets(text), expected);
    });
  }

  it('has a code only where it is a word', () => {
    const said = (errorCode: string) => describeError(new ApiError('badQuery', { status: 400, errorCode }), 'X failed');
    assert.match(said('invalid_paging'), /^X failed \(400 invalid_paging\): /);
    for (const code of ['203.0.113.7', '2001-db8', 'sk_live_4eC39HqLyjWDarjtT1']) {
      assert.match(said(code), /^X failed \(400\): /);
    }
  });

  it('leads to the other tenants where an organization is missing, and nowhere where a user is', () => {
    const said = (serverMessage: string) =>
      describeError(new ApiError('notFound', { status: 404, serverMessage }), 'X failed');
    assert.match(said('No organization found by that id or name'), / look_up_organizations asks all tenants\.$/);
    assert.match(said('The user does not exist.'), / names can be changed\.$/);
  });

  it('tells a wait of seconds, and a longer one than is waited for as that', () => {
    const said = (retryAfterSeconds: number) =>
      describeError(new ApiError('rateLimited', { status: 429, retryAfterSeconds }), 'X failed');
    assert.match(said(3599), / The next request can be made in 3599 s\.$/);
    assert.match(said(3600), / The next request can be made in an hour or later\.$/);
  });

  it('names the limit that is used up as far as it is known', () => {
    const said = (details: ApiErrorDetails) => describeError(new ApiError('rateLimited', details), 'X failed');
    assert.match(said({}), /The rate limit of the tenant is used up\./);
    assert.match(said({ status: 429, serverMessage: 'Client quota exceeded' }), /gives out no more access tokens/);
    assert.match(said({ status: 429, serverMessage: 'Too Many Requests' }), /, or a gateway in front of it, takes no/);
  });

  it('tells no cause that the answer does not prove', () => {
    const feature = new ApiError('missingFeature', { status: 501 });
    assert.match(describeError(feature, 'X failed'), /: missing feature\. The tenant does not have this feature\.$/);
    const refused = new ApiError('refused', { networkCode: 'ECONNREFUSED' });
    assert.equal(
      describeError(refused, 'X failed'),
      'X failed (ECONNREFUSED): refused. The host refused the connection.',
    );
  });

  it('takes no time, however long it is', () => {
    const took = processorMs(() => {
      withoutSecrets(`${"a'".repeat(20_000)}${'%40'.repeat(20_000)}${'('.repeat(20_000)}`);
    });
    assert.ok(took < 2000, `${took} ms`);
  });
});
