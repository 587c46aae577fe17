import assert from 'node:assert/strict';
import { eventForModel, textOfEvent } from '../../../src/chat/forModel.ts';

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
