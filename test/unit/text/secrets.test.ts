import assert from 'node:assert/strict';
import fc from 'fast-check';
import { errorOfResponse } from '../../../src/api/toApiError.ts';
import { eventForModel } from '../../../src/chat/forModel.ts';
import { maskEvent } from '../../../src/sections/eventSecrets.ts';
import { maskInvitation } from '../../../src/sections/maskFields.ts';
import { mask, plainSentence } from '../../../src/text/plainText.ts';
import { maskText } from '../../../src/text/secrets.ts';
import { processorMs } from '../../processorTime.ts';
import { harmlessTexts, secretNames, secretTexts, spellings } from './secretSpellings.ts';

const withoutMarks = (text: string) => text.replace(/[«»]/g, '');
const masked = (text: string) => text.replace(/«[^»]*»/g, mask);

describe('Secrets in texts', () => {
  for (const text of secretTexts) {
    it(`are masked, and nothing else: ${JSON.stringify(text)}`, () => {
      assert.ok(text.includes('«'));
      assert.equal(maskText(withoutMarks(text)), masked(text));
    });
  }

  for (const text of harmlessTexts) {
    it(`are not in ${JSON.stringify(text)}`, () => {
      assert.equal(maskText(text), text);
    });
  }

  it('are masked by each name in each way to write it, and the error code beside them stays', () => {
    for (const name of secretNames) {
      for (const spelling of spellings) {
        const text = spelling(name, 'Kq7SECRETcanary1');
        const shown = maskText(text);
        assert.ok(!shown.includes('canary') && shown.includes('4003'), `${text} is ${shown}`);
        assert.equal(maskText(shown), shown);
      }
    }
  });

  it('are masked where the name has escapes of letters, which then are these letters', () => {
    const texts = [
      '{"\\u0070assword": "Tr0ub4dor", "\\\\u0065rror": 1}',
      '%63ode=SplxlOBeZQQYbYS6',
      'client_s%2565cret=Kq7-mT2vXw9',
    ];
    assert.deepEqual(texts.map(maskText), [
      `{"password": "${mask}", "error": 1}`,
      `code=${mask}`,
      `client_secret=${mask}`,
    ]);
  });

  it('are masked once: a masked text stays as it is', () => {
    for (const text of secretTexts.map(masked)) {
      assert.equal(maskText(text), text);
    }
  });

  it('are masked in what a language model gets of an event', () => {
    for (const text of secretTexts) {
      const event = maskEvent({ type: 'f', description: text, details: { error: { message: withoutMarks(text) } } });
      assert.equal(
        eventForModel(event, '')['error'],
        eventForModel({ ...event, description: masked(text) }, '')['text'],
      );
    }
  });

  it('are masked in errors of servers, which the log and notifications show', () => {
    for (const message of secretTexts) {
      for (const body of [{ message: withoutMarks(message) }, { error_description: withoutMarks(message) }]) {
        const error = errorOfResponse(400, body, new Headers(), 0);
        assert.equal(error.details.serverMessage, plainSentence(masked(message)));
        assert.ok(error.message.endsWith(plainSentence(masked(message))));
      }
    }
    for (const message of harmlessTexts) {
      assert.equal(errorOfResponse(400, { message }, new Headers(), 0).details.serverMessage, plainSentence(message));
    }
  });

  it('are masked where a link of an invitation stands in its metadata, and the rest of the metadata stays', () => {
    const link = (ticket: string) =>
      `https://portal.acme.example/login?invitation=${ticket}&organization=org_1&organization_name=acme`;
    const invitation = (text: (ticket: string) => string) => ({
      id: 'uinv_0000000000000001',
      app_metadata: { plan: 'pro', note: 'password: see the wiki', sent: { links: [link(text('Xy1'))] } },
      user_metadata: { mail: `next=${encodeURIComponent(link(text('Xy1Zk')))}`, invitation: 'accepted' },
    });
    const maskedMail = invitation((ticket) => ticket).user_metadata.mail.replace('Xy1Zk', mask);
    assert.deepEqual(maskInvitation(invitation((ticket) => ticket)), {
      ...invitation(() => mask),
      user_metadata: { mail: maskedMail, invitation: 'accepted' },
    });
  });

  it('are masked in time that grows with the text, whatever it looks like the beginning of', () => {
    for (const [start, part] of beginnings) {
      isLinear(start, part, 40_000);
    }
  });

  it('are masked in time that grows with the text, where values are read that are no secrets', () => {
    for (const [start, part] of readOften) {
      isLinear(start, part, 200_000);
    }
  });

  it('are masked in time that grows with the text, whatever it repeats', () => {
    const units = fc.array(fc.constantFrom(...parts), { minLength: 2, maxLength: 5 }).map((some) => some.join(''));
    for (const unit of fc.sample(units, { seed: 1, numRuns: 100 })) {
      isLinear('', unit, 40_000);
    }
  });
});

/** What a long text may take beyond what a short one does, in ms: so much is noise. */
const LEEWAY_MS = 40;

/**
 * Checks that a long text takes about ten times as long as one of a tenth of its length: with the square of the length,
 * it would take a hundred times as long.
 */
function isLinear(start: string, part: string, length: number): void {
  const text = (most: number) => start + part.repeat(Math.ceil(most / part.length));
  const [short, long] = [text(length / 10), text(length)];
  // The first time, a rule is not compiled yet.
  maskText(short);
  const longMs = processorMs(() => maskText(long));
  const shortMs = longMs < LEEWAY_MS ? 0 : meanMs(short);
  assert.ok(longMs < 30 * shortMs + LEEWAY_MS, `${JSON.stringify(start + part)}: ${shortMs} ms, ${longMs} ms`);
}

/** How long a text takes, as often as the clock of the processor needs, which is coarse on some systems. */
function meanMs(text: string): number {
  let [times, ms] = [0, 0];
  for (; ms < 20; times++) ms += processorMs(() => maskText(text));
  return ms / times;
}

/** Values that are read to find that they are no secrets. */
const readOften = [
  ['Invalid token: ', 'a'],
  ...[
    'password:no /',
    'code:',
    'state:',
    'token:a://,',
    'code:ECONNREFUSED,state:failed,code:ETIMEDOUT,',
    'cookie: none ',
    '"headers":{},"query":{},"body":{},"cookies":[],',
    '"cookies": {}, "session": null, "token": "", ',
    'password:invalid cookie:',
    '"value":"a","name":"b",',
    'value=\'value="value=`',
  ].map((part) => ['', part] as const),
] as const;

/** What a rule looks for, without an end. */
const parts = [
  ...['a', 'a.', 'a_', 'a=', 'a: ', 'a@', '1.', '"', "'", '\\', '\\"a\\":\\"', '"a":"', '"a" ', '"password":"', '"a b'],
  ...[
    'b=a&',
    'client_secret=',
    'state=',
    '%26state%3D',
    '%26token%3Da',
    'code":"',
    'token "',
    'token ',
    'token, ',
    'token: ',
  ],
  ...[
    'password: ',
    'password: a ',
    'password: a) ',
    'password: is ',
    'password=[',
    'the password: a',
    'Invalid token: b ',
  ],
  ...[
    'Bearer ',
    'AUTH PLAIN ',
    'eyJ',
    '-----BEGIN PRIVATE KEY-----',
    'Cookie: ',
    'Cookie: a\n',
    'one-time ',
    'invalid ',
  ],
  ...[
    '?',
    '#',
    '://',
    'https://a@',
    '&',
    '%',
    '%25',
    '%2522',
    '&quot;',
    '\\u0026',
    '\\n',
    '<',
    '<a ',
    '<password>',
    '&lt;',
  ],
  ...['no ', 'none ', '{}', 'code:', '"code":', 'state=', '<code>', 'cookie:', 'your ', 'Some(', 'x {', '(', ']', '}'],
  ...['{', '[', ')', ' ', '\n', '\t', '. ', '; ', '/a', 'a|', '-', '_', '•', '“', 'invitation='],
  ...[
    'value="',
    '"value":"',
    'value=',
    '"key":"password",',
    '"loc":[',
    'user code ',
    'code for ',
    '123 456 ',
    '/reset/',
  ],
];

/** What is long, and what stands before it. */
const beginnings = [
  ...parts.map((part) => ['', part] as const),
  ...['password: a', 'token: a', 'token ', 'Cookie: a', 'code="'].flatMap((start) =>
    [' ', '\\', ')', ',', '.', '&', '%25', '-', "'", 'a', '/a', '_'].map((part) => [start, part] as const),
  ),
];
