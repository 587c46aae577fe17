import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import fc from 'fast-check';
import type { Finding } from '../../../src/access/condition.ts';
import type { Explanation, FailedEvent } from '../../../src/access/explanation.ts';
import { headline } from '../../../src/access/headline.ts';
import { report } from '../../../src/access/explanationReport.ts';
import type { FactName, Missing } from '../../../src/access/facts.ts';
import { plainText } from '../../../src/text/plainText.ts';
import { repository } from '../../vscode/folders.ts';
import { hostileTexts } from '../text/hostileTexts.ts';
import { rendered, renderedClosed } from '../text/renderedMarkdown.ts';
import {
  asked,
  explanation,
  extents,
  factsWith,
  failure,
  notEnabled,
  notMember,
  parts,
  passed,
  unclear,
  unknown,
  about,
} from './explanations.ts';

/** An event whose text names a condition, one whose code does, and one without a text. */
const events: Explanation['events'] = [
  {
    event: {
      type: 'f',
      date: '2026-05-12T08:00:00.000Z',
      description: 'user `x` is not part of it',
      client_name: 'Billing',
    },
    names: [{ condition: 'membership', title: 'Membership', by: 'text', hasPassed: false, isFollowed: false }],
    isPast: false,
  },
  {
    event: { type: 'limit_wc', date: { a: '2026-05-11T08:00:00.000Z' }, description: 'limit', client_id: 'EQEL1' },
    names: [{ condition: 'blocked', title: 'blocked', by: 'code', hasPassed: true, isFollowed: false }],
    isPast: true,
  },
  { event: { type: 'f', description: null }, names: [], isPast: false },
];

const everything = explanation([passed, unclear, notMember, unknown, notEnabled], { events });

/** The lines that a person sees before any list is opened. */
function shownLines(markdown: string): readonly string[] {
  return renderedClosed(markdown).text.split('\n').filter(Boolean);
}

describe('The report of an explanation', () => {
  it('has the answer first, then what to do, what the log says, what could not be checked, what passed, and the sources', () => {
    const markdown = report(everything, parts);
    assert.deepEqual(shownLines(markdown), [
      headline(everything),
      'Fix',
      'Enable acme-saml for the organization. Documentation',
      'Connection of the user (certain): The user logs in with acme-saml, which the organization does not have.',
      'Add the user to the organization. Documentation',
      'Membership (probable): The user belongs to no organization.',
      'Enable acme-saml for the application. Documentation',
      'Connection of the application (possible): The application does not have acme-saml.',
      'Failures in the log',
      '2026-05-12 08:00 UTC · Billing · Failed login (f): user `x` is not part of it · Points to: Membership (by its text)',
      'Failed login (f): The event has no text.',
      // What is history comes last.
      '2026-05-11 08:00 UTC · limit_wc (limit_wc): limit · Points to: blocked (passes now)',
      'What could not be checked',
      'The access token lacks the scope read:organization_clients. Not checked: Association of the application',
      'GET /api/v2/tenants/settings – The request failed (503 serverError): Service Unavailable Not checked: Association of the application',
      'What the Management API cannot show: Actions, MFA, identity providers, network, browser, changes of the last seconds',
      'Passed checks: 1',
      'Read on May 12, 2026 at 8:20:31 AM UTC from the tenant acme.eu.auth0.com, with 9 requests.',
      'User: Jane Doe (auth0|jane)',
      'Organization: Acme (org_VGZx1ySGh6PrYv0Y)',
      'Application: Billing App (EQEL1)',
    ]);
    const { elements, links, text } = rendered(markdown);
    assert.equal(elements.filter((name) => name === 'summary').length, 2);
    for (const line of [
      'Existence: The tenant has the organization org_VGZx1ySGh6PrYv0Y.',
      'GET /api/v2/organizations/{id}/enabled_connections',
      'GET /api/v2/logs',
    ]) {
      assert.ok(text.includes(`\n${line}\n`), `${line} in ${text}`);
    }
    const document = 'vscode://x.y/open?document=%7B%22path%22:%5B%22connections%22%5D%7D';
    assert.equal(links.filter((link) => link === document).length, 1);
    assert.equal(links.filter((link) => link === 'https://auth0.com/docs/x').length, 3);
  });

  it('is the same in a ticket, with no link into the product and nothing that has to be opened', () => {
    const ticket = report(everything, { ...parts, linkTo: () => undefined, isTicket: true });
    const shown = shownLines(report(everything, parts));
    assert.deepEqual(
      shownLines(ticket),
      shown.map((line) => line.replace('Passed checks: 1', 'Passed checks: Existence')),
    );
    assert.deepEqual(new Set(rendered(ticket).links), new Set(['https://auth0.com/docs/x']));
    assert.doesNotMatch(ticket, /</);
  });

  it('lists no check in a ticket as passed that a failure may be about, where the settings leave it open', () => {
    const open = { ...passed, isOpen: true, condition: 'sent', title: 'Sent' } as const;
    const ticket = (isPast: boolean) => {
      const names = [{ condition: 'sent', title: 'Sent', by: 'text', hasPassed: isPast, isFollowed: false } as const];
      const possibleEvents = [{ event: { type: 'f' }, names, isPast }];
      return report({ ...explanation([passed, open]), possibleEvents }, { ...parts, isTicket: true });
    };
    assert.match(ticket(false), /^Passed checks: Existence$/m);
    assert.match(ticket(true), /^Passed checks: Existence, Sent$/m);
  });

  it('says when it was read, in the language of the person', () => {
    const inLanguage = (language: string) => report(everything, { ...parts, language });
    const time = (language: string) =>
      new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'long' }).format(everything.readAtMs);
    for (const language of ['en', 'fr', 'de']) {
      const { text } = rendered(inLanguage(language));
      assert.ok(text.includes(`Read on ${time(language)} from`), text);
    }
    assert.match(report(explanation([], { requests: 1 }), parts), /, with 1 request\.</);
    const { text } = rendered(report(explanation([]), { ...parts, tenantTitle: 'Staging *1* <b>&amp;' }));
    assert.ok(text.includes('from the tenant Staging *1* <b>&amp; (acme.eu.auth0.com), with 9 requests.'), text);
  });

  it('names what the question is about, and nothing that it leaves out', () => {
    const { text } = rendered(report(asked('neither', []), parts));
    assert.match(text, /Organization: Acme/);
    assert.doesNotMatch(text, /User:|Application:/);
    const untitled = explanation([], { titles: { organization: 'org_VGZx1ySGh6PrYv0Y' } });
    assert.match(rendered(report(untitled, parts)).text, /User: auth0\|jane\nOrganization: org_VGZx1ySGh6PrYv0Y\nApp/);
  });

  it('has one line for equal failures, with their number and the first and the last time', () => {
    const at = (minute: number) => new Date(Date.UTC(2026, 4, 12, 8, minute)).toISOString();
    const wrong = (minute: number, more: object = {}) => ({
      event: { type: 'fp', date: at(minute), description: 'Wrong password.', user_name: 'jane', ...more },
      names: [],
      isPast: false,
    });
    const hundred = Array.from({ length: 100 }, (_, index) => wrong(99 - index));
    const undated = [wrong(0, { date: undefined, type: 'fu' }), wrong(1, { date: null, type: 'fu' })];
    const others = Array.from({ length: 5 }, (_, index) => wrong(index, { user_name: `user ${index}` }));
    const shown = shownLines(report(explanation([], { events: [...hundred, ...undated, ...others] }), parts));
    const first = shown.indexOf('Failures in the log') + 1;
    assert.deepEqual(shown.slice(first, first + 6), [
      '100 times between 2026-05-12 08:00 UTC and 2026-05-12 09:39 UTC · jane · fp (fp): Wrong password.',
      '2 times · jane · fu (fu): Wrong password.',
      '2026-05-12 08:00 UTC · user 0 · fp (fp): Wrong password.',
      '2026-05-12 08:01 UTC · user 1 · fp (fp): Wrong password.',
      '2026-05-12 08:02 UTC · user 2 · fp (fp): Wrong password.',
      'Further failures: 2',
    ]);
  });

  it('says what has become of a failure', () => {
    const line = (names: FailedEvent['names'], isPast: boolean) =>
      shownLines(report(explanation([], { possibleEvents: [{ event: { type: 'f' }, names, isPast }] }), parts)).find(
        (one) => one.startsWith('Failed login (f): '),
      );
    const named = { condition: 'password', title: 'Password', by: 'text', hasPassed: true, isFollowed: true } as const;
    assert.match(line([named], true) ?? '', / · Points to: Password \(overcome since\)$/);
    assert.match(line([], true) ?? '', / · A login or another event has overcome it since\.$/);
    assert.match(line([], false) ?? '', /The event has no text\.$/);
  });

  it('says why there are no failures in the log', () => {
    const linesWith = (events: Explanation['facts']['events'], more: Partial<Explanation> = {}) =>
      shownLines(report(explanation([], { facts: factsWith({ events }), ...more }), parts));
    const none = 'The log has no recent failed login that names this organization or user.';
    assert.ok(linesWith({ value: [] }).includes(none));
    assert.ok(
      linesWith({ value: [{ type: 'fp', user_id: 'auth0|2' }] }).includes(
        'No failure among the newest in the log is about this login. Read: 1.',
      ),
    );
    const missing: Missing = { kind: 'scope', scopes: ['read:logs', 'read:logs_users'] };
    assert.ok(
      linesWith({ missing }, { missing: { events: missing } }).includes(
        'The access token lacks the scopes read:logs, read:logs_users. Not checked: Failures in the log',
      ),
    );
  });

  it('has one line for each cause of checks that could not be made', () => {
    const scope: Missing = { kind: 'scope', scopes: ['read:users'] };
    const unread = (title: string, missing: readonly FactName[]): Finding => ({
      ...about,
      result: 'unknown',
      condition: 'association',
      title,
      missing,
    });
    const shown = shownLines(
      report(
        explanation(
          [unread('One', ['user']), unread('Two', ['user', 'memberships']), unread('Three', ['association'])],
          {
            missing: { user: scope, memberships: scope, association: { kind: 'feature' } },
          },
        ),
        parts,
      ),
    );
    assert.deepEqual(
      shown.filter((line) => line.includes('Not checked: ')),
      [
        'The access token lacks the scope read:users. Not checked: One, Two',
        'GET /api/v2/organizations/{id}/clients/{client_id} – The tenant refuses it, or lacks the feature. Not checked: Three',
      ],
    );
  });

  it('never says that a login succeeds', () => {
    for (const extent of extents) {
      for (const findings of [[], [passed], [unknown, passed], ...Object.values(failure).map((one) => [one, passed])]) {
        const { text } = rendered(report(asked(extent, findings), parts));
        assert.doesNotMatch(text, /\bcan log in\b|\b(?:is|are) able to log in\b|succe/i);
      }
    }
  });

  it('shows hostile texts as they are, without links, elements or lists of theirs', () => {
    const harmless = rendered(report(everything, parts));
    fc.assert(
      fc.property(fc.array(hostileTexts, { minLength: 6, maxLength: 6 }), (texts) => {
        const [a = '', b = '', c = '', d = '', e = '', f = ''] = texts;
        const foreign = (finding: Finding): Finding =>
          finding.result === 'unknown' ? finding : { ...finding, ...('remedy' in finding && { remedy: b }), fact: a };
        const hostile = explanation(everything.findings.map(foreign), {
          titles: { organization: c, application: d, user: e },
          events: events.map(({ event, ...rest }) => ({
            ...rest,
            event: { ...event, description: f, client_name: d },
          })),
          missing: { ...everything.missing, association: { kind: 'failed', reason: 'badRequest', message: a } },
        });
        const shown = rendered(report(hostile, parts));
        // The event without a text has one here.
        assert.deepEqual(
          shown.elements.filter((name) => name !== 'code'),
          harmless.elements.filter((name) => name !== 'code'),
        );
        assert.deepEqual(shown.links, harmless.links);
        const text = shown.text.replace(/[ \u00a0]+/g, ' ');
        for (const part of texts) {
          assert.ok(
            text.includes(
              // Nobody sees the spaces around a text.
              plainText(part.trim(), 100)
                .replace(/…$/, '')
                .replace(/[ \u00a0]+/g, ' '),
            ),
            `${part} in ${text}`,
          );
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('The report in French', () => {
  let bundle: Readonly<Record<string, string>>;

  before(async () => {
    bundle = JSON.parse(await readFile(join(repository, 'l10n', 'bundle.l10n.fr.json'), 'utf8')) as typeof bundle;
    l10n.config({ contents: bundle });
  });
  after(() => {
    l10n.config({ contents: {} });
  });

  it('is French in every part', () => {
    const shown = rendered(report(everything, { ...parts, language: 'fr', meaningOf: (type) => type })).text;
    const given = JSON.stringify(everything.findings);
    for (const [text, french] of Object.entries(bundle)) {
      const [longest = ''] = text.split(/\{\d\}/).toSorted((a, b) => b.length - a.length);
      const isOwn = longest.length >= 12 && !french.includes(longest) && !given.includes(longest);
      assert.ok(!isOwn || !shown.includes(longest), longest);
    }
    assert.match(shown, /^Jane Doe ne peut pas se connecter à Acme via Billing App\u00a0: the connection/);
    assert.match(shown, /Lu le 12 mai 2026/);
    assert.match(shown, /^Membership \(probable\)\u00a0: /m);
    assert.match(shown, /^Vérifications réussies\u00a0: 1$/m);
  });

  it('never says that a login succeeds', () => {
    for (const extent of extents) {
      assert.match(headline(asked(extent, [])), /^Rien de ce qui a été lu n’empêche /);
    }
  });
});
