import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import { describeError, eventForModel, textOfEvent, withoutSecrets } from '../../../src/chat/forModel.ts';

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
    ['std::string at 12:30', 'std::string at 12:30'],
    ['urn:acme:api', 'urn:acme:api'],
    ['x203.0.113.7,', 'x…,'],
    ['ip:2001:db8::1', 'ip:…'],
    ['address:2001:db8:0:0:0:0:0:1', 'address:…'],
    ['Mozilla/5.0 (X11; Linux (x) y) Foo/1', '…'],
  ] as const) {
    it(`says of “${text}”: ${expected}`, () => {
      assert.equal(textOfEvent({}, text), expected);
    });
  }

  it('takes no time for a long text', () => {
    const start = performance.now();
    textOfEvent({}, `${'a:'.repeat(50_000)}${'1.'.repeat(50_000)}${'::'.repeat(50_000)}`);
    assert.ok(performance.now() - start < 1000);
  });
});

describe('A text of a tenant in an error for a language model', () => {
  for (const [text, expected] of [
    ['to jane@acme.example now', 'to … now'],
    ['to jane@münchen.example now', 'to … now'],
    ['to jane%40acme.example now', 'to … now'],
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

  it('takes no time, however long it is', () => {
    const start = performance.now();
    withoutSecrets(`${"a'".repeat(20_000)}${'%40'.repeat(20_000)}${'('.repeat(20_000)}`);
    assert.ok(performance.now() - start < 2000);
  });
});
