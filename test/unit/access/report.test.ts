import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import fc from 'fast-check';
import type { Finding } from '../../../src/access/condition.ts';
import { type Explanation, headline } from '../../../src/access/explain.ts';
import { report } from '../../../src/access/explanationReport.ts';
import { plainText } from '../../../src/text/plainText.ts';
import { repository } from '../../vscode/folders.ts';
import { hostileTexts } from '../text/hostileTexts.ts';
import { rendered } from '../text/renderedMarkdown.ts';
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

describe('The report of an explanation', () => {
  it('has its parts in order, each entry with its fact, remedy, sources and documentation', () => {
    const markdown = report(everything, parts);
    assert.deepEqual(markdown.match(/^#.*|^- . \*\*.*?\*\*|^- May.*?(?= at)/gm), [
      `## ${headline(everything).replace('{', '')}`,
      '### ✗ Failed checks',
      '- ✗ **Connection of the user**',
      '- ✗ **Membership**',
      '- ✗ **Connection of the application**',
      '### ? Checks that could not be made',
      '- ? **Association of the application**',
      '### ✓ Passed checks',
      '- ✓ **Existence**',
      '### Recent failures in the log',
      '- May 12, 2026',
      '- May 11, 2026',
      '### What cannot be seen from outside',
    ]);
    const { text, links } = rendered(markdown);
    for (const line of [
      'User: Jane Doe (auth0|jane)',
      'Organization: Acme (org_VGZx1ySGh6PrYv0Y)',
      'Application: Billing App (EQEL1)',
      'from the tenant acme.eu.auth0.com, with 9 requests.',
      '✗ Connection of the user (certain): The user logs in with acme-saml, which the organization does not have.',
      'To change it: Enable acme-saml for the organization.',
      'GET /api/v2/organizations/{id}/enabled_connections, GET /api/v2/users/{user_id} · Documentation',
      '✗ Membership (probable): ',
      '✗ Connection of the application (possible): ',
      'GET /api/v2/organizations/{id}/clients/{client_id} – The access token lacks the scope read:organization_clients.',
      'GET /api/v2/tenants/settings – The request failed (503 serverError): Service Unavailable',
      '✓ Existence: The tenant has the organization org_VGZx1ySGh6PrYv0Y. (GET /api/v2/organizations/{id} · Documentation)',
      ' · Failed login (f) · Application Billing',
      'user `x` is not part of it',
      'Points to: Membership, only by its text, which can change.',
      ' · limit_wc (limit_wc) · Application EQEL1',
      'Points to: blocked, by its code. This check has passed, so a setting may have changed since.',
      'The event has no text.',
    ]) {
      assert.ok(text.includes(line), `${line} in ${text}`);
    }
    const document = 'vscode://x.y/open?document=%7B%22path%22:%5B%22connections%22%5D%7D';
    assert.equal(links.filter((link) => link === document).length, 2);
    assert.equal(links.filter((link) => link === 'https://auth0.com/docs/x').length, 5);
  });

  it('says when it was read, in the language of the person', () => {
    const inLanguage = (language: string) => report(everything, { ...parts, language });
    const time = (language: string) =>
      new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'long' }).format(everything.readAtMs);
    for (const language of ['en', 'fr', 'de']) {
      const { text } = rendered(inLanguage(language));
      assert.ok(text.includes(`Read on ${time(language)} from`), text);
    }
    assert.match(report(explanation([], { requests: 1 }), parts), /, with 1 request\.$/m);
    const { text } = rendered(report(explanation([]), { ...parts, tenantTitle: 'Staging *1*' }));
    assert.ok(text.includes('from the tenant Staging *1* (acme.eu.auth0.com), with 9 requests.'), text);
  });

  it('names what the question is about, and nothing that it leaves out', () => {
    const { text } = rendered(report(asked('neither', []), parts));
    assert.match(text, /Organization: Acme/);
    assert.doesNotMatch(text, /User:|Application:/);
    const untitled = explanation([], { titles: { organization: 'org_VGZx1ySGh6PrYv0Y' } });
    assert.match(rendered(report(untitled, parts)).text, /User: auth0\|jane\nOrganization: org_VGZx1ySGh6PrYv0Y\nApp/);
  });

  it('names only sources that were read', () => {
    const facts = factsWith({ connections: { value: [] } });
    const { text } = rendered(report(explanation([notEnabled], { facts }), parts));
    assert.match(text, /\nGET \/api\/v2\/organizations\/\{id\}\/enabled_connections · Documentation/);
  });

  it('names the log as a source only where an event names the condition', () => {
    const finding: Finding = { ...notEnabled, sources: ['connections', 'events'] };
    const [event] = events;
    const line = (names: Explanation['events'][number]['names']) =>
      /^GET .*enabled_connections.*$/m.exec(
        rendered(
          report(explanation([finding], { events: [{ event: event?.event ?? {}, names, isPast: false }] }), parts),
        ).text,
      )?.[0];
    assert.equal(line([]), 'GET /api/v2/organizations/{id}/enabled_connections · Documentation');
    const named = {
      condition: finding.condition,
      title: finding.title,
      by: 'text',
      hasPassed: false,
      isFollowed: false,
    } as const;
    assert.match(line([named]) ?? '', /enabled_connections, GET \/api\/v2\/logs · /);
  });

  it('says why there are no failures in the log', () => {
    const none = rendered(report(explanation([]), parts)).text;
    assert.match(none, /GET \/api\/v2\/logs – The log has no recent failure\./);
    const others = factsWith({ events: { value: [{ type: 'fp', user_id: 'auth0|2' }] } });
    assert.match(
      rendered(report(explanation([], { facts: others }), parts)).text,
      /– No failure among the newest in the log is about this login\. Read: 1\./,
    );
    const facts = factsWith({ events: { missing: { kind: 'scope', scopes: ['read:logs', 'read:logs_users'] } } });
    const missing = rendered(report(explanation([], { facts }), parts)).text;
    assert.match(missing, /GET \/api\/v2\/logs – The access token lacks the scopes read:logs, read:logs_users\./);
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
          assert.ok(text.includes(plainText(part).replace(/[ \u00a0]+/g, ' ')), `${part} in ${text}`);
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
    assert.match(shown, /✗ Membership \(probable\)\u00a0: /);
    assert.match(shown, /✓ Existence\u00a0: /);
  });

  it('never says that a login succeeds', () => {
    for (const extent of extents) {
      assert.match(headline(asked(extent, [])), /^Rien de ce qui a été lu n’empêche /);
    }
  });
});
