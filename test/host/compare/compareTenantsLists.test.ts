import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { summaryMarkdown, summaryPage } from '../../../src/compare/comparisonSummary.ts';
import { compareOrganizationFields } from '../../../src/compare/matchOrganizations.ts';
import { countsText, summaryRows } from '../../../src/compare/showTenantComparison.ts';
import { resultOf } from '../../../src/ui/cooperativeWork.ts';
import { until } from '../../patience.ts';
import { table } from '../find/scanSteps.ts';
import { messagesDuring } from '../messages.ts';
import { withPick } from '../observedPick.ts';
import { connect, forget, type HostTenant, requestsOf, run, tenants } from '../tenants.ts';
import { both, compare, openDifferences, type Result } from './compareTenantsSteps.ts';
import { shownDocuments, shownText, summaryPath } from './comparedDocuments.ts';

const { inside, staging } = tenants;

/** Has a tenant send these organizations as its whole list. */
function send(tenant: HostTenant, organizations: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
  return tenant.inject({ match: '^/api/v2/organizations[?]', answer: { status: 200, body: { organizations } } });
}

function twice<T>(value: T): readonly [T, T] {
  return [value, value];
}

/** What the notification says, and what a button of it opens. */
async function opened(button: string, match = 'name'): Promise<string> {
  const [message] = await messagesDuring(
    () => run<Result>('compareTenants', inside.domain, staging.domain, match, 'organizations'),
    button,
  );
  return message?.text ?? '';
}

async function openedMarkdown(match?: string): Promise<string> {
  await opened('Markdown', match);
  const text = await until(() => {
    const { document } = vscode.window.activeTextEditor ?? {};
    return document?.isUntitled && document.languageId === 'markdown' && document.getText();
  });
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  return text;
}

describe('Comparing tenants with odd lists', () => {
  beforeEach(async () => {
    for (const tenant of both) await connect(tenant);
  });
  afterEach(async () => {
    for (const tenant of both) {
      await run('renameTenant', tenant.domain, '');
      await forget(tenant);
    }
  });

  it('says that one of the tokens is not sent all fields', async () => {
    await connect(staging, { scope: 'read:organizations_summary' });
    assert.match(await opened(''), /both have, as far as they were compared\. .*Not everything was compared\.$/);
  });

  it('asks nothing where one of the tenants has no organization', async () => {
    await send(staging, []);
    const [message] = await messagesDuring(() => run('compareTenants', inside.domain, staging.domain));
    assert.match(message?.text ?? '', /: Different: 0 of 0 organizations that both have\. Only in .*: 12\.$/);
    await shownText(inside, summaryPath, new RegExp(`\n## Only in ${inside.domain}\n`));
  });

  it('tells when it was done and when the lists were read, also where it is opened later', () => {
    const { comparedAt, readAt } = { comparedAt: new Date(2040, 0, 2, 3, 4, 5), readAt: new Date(2040, 0, 1, 3, 4) };
    const comparison = resultOf(compareOrganizationFields([[], []], undefined));
    const parts = { domains: ['a', 'b'], titles: ['A', 'B'], metadataKey: undefined, cutOff: [false, false] } as const;
    const compared = { ...parts, comparison, comparedAt, readAt: [undefined, readAt] } as const;
    const markdown = resultOf(summaryMarkdown(compared));
    assert.match(markdown, /Compared on Jan 2, 2040, 3:04 AM/);
    assert.match(markdown, /\nB: List read on Jan 1, 2040, 3:04 AM\.\n/);
    assert.ok(!markdown.includes('A: List'), markdown);
    assert.match(markdown, / Fields of organizations were compared, not their sections\./);
    assert.equal(countsText(compared), 'Different: 0 of 0 organizations that both have.');
  });

  it('tells both names of an organization that was renamed, and what was not compared, before anything else', () => {
    const named = (id: string, name: string) => ({ id, name });
    const [before, after] = [[named('org_1', 'old')], [named('org_1', 'new')]];
    const lists = [before.concat(named('org_2', 'gone')), after.concat(named('org_3', 'added'))] as const;
    const fields = resultOf(compareOrganizationFields(lists, undefined, { isOneTenant: true }));
    const gap = { side: 1, section: 'connections', why: '403', isLeftOut: false, count: 1, first: after } as const;
    const missing = { connections: [[], ['403']], members: [['no scope'], []] } as const;
    const different = fields.different.map((pair) => ({ ...pair, unread: ['connections'], missing }));
    const compared = {
      ...{ domains: twice('a'), titles: ['A on Monday', 'A'] as const, metadataKey: undefined, cutOff: twice(false) },
      ...{ comparison: { ...fields, different, gaps: [gap] }, comparedAt: new Date(), readAt: twice(undefined) },
      ...{ sections: { names: ['connections', 'roles'], readAt: new Date() }, snapshot: '2026-11-27T10:00:00.000Z' },
    } as const;
    const markdown = resultOf(summaryMarkdown(compared));
    assert.match(
      markdown,
      /^# A on Monday ↔ A\n\n\*\*Changed since .*: 1 of 1 organizations that both have\.\*\*\n\nNot compared: A: Connections of all organizations: 403\n/,
    );
    assert.match(markdown, /their sections Roles were compared/);
    const changed = '\n## Changed\n\n- `old` → `new`: `name` · not compared: Connections\n';
    const since = '\n## Deleted since\n\n- `gone`: `org_2`\n\n## New since\n\n- `added`: `org_3`\n';
    assert.ok(markdown.endsWith(changed + since), markdown);
    const [row] = resultOf(summaryRows(compared));
    const why = 'Connections: A: 403; Members: A on Monday: no scope';
    assert.deepEqual(row, ['Changed', 'old → new', '', 'org_1', 'org_1', 'name', why]);
  });

  it('counts in its answer no pair that is not certain or gone, and names no section that no pair compared', () => {
    const named = (side: string, ...names: readonly string[]) => names.map((name) => ({ id: `${side}_${name}`, name }));
    const lists = [named('a', 'one', 'two', 'three'), named('b', 'one', 'two', 'three')] as const;
    const fields = resultOf(compareOrganizationFields(lists, undefined));
    const [one, two, three] = fields.same;
    assert.ok(one && two && three);
    const markdownOf = (same: typeof fields.same, unread: typeof fields.unread, snapshot?: string) => {
      const parts = { domains: twice('a'), titles: ['A', 'B'] as const, metadataKey: undefined, cutOff: twice(false) };
      const comparison = { ...fields, same, unread, gone: [three] };
      const sections = { names: ['connections', 'roles'], readAt: new Date() };
      const times = { comparedAt: new Date(), readAt: twice(undefined), ...(snapshot !== undefined && { snapshot }) };
      return resultOf(summaryMarkdown({ ...parts, ...times, comparison, sections }));
    };
    assert.match(markdownOf([one, two], []), /\*\*Different: 0 of 2 organizations that both have\.\*\*/);
    const unread = [one, two].map((pair) => ({ ...pair, unread: ['connections'] }));
    const nothing = markdownOf([], unread);
    assert.match(nothing, /\*\*Different: 0 of 2 organizations that both have, as far as they were compared\.\*\*/);
    assert.match(nothing, /their sections Roles were compared/);
    assert.match(
      markdownOf([one], unread.slice(1), '2026-11-27T10:00:00.000Z'),
      /\*\*Changed since .*: 0 of 2 organizations that both have, as far as they were compared\.\*\*\n[^]*Connections, Roles were/,
    );
  });

  it('shows what two long values differ in, and spaces that look the same, also in names, but no part of a token', () => {
    const long = (end: string) => `${'x'.repeat(240)}${end}`;
    const token = (end: string) => `eyJ${long(end)}`;
    const organization = (id: string, end: string, space: string) => {
      const metadata = {
        cut: long(end),
        far: `${'x'.repeat(9000)}${end}`,
        letter: end === '1' ? 'caf\u00e9' : 'cafe\u0301',
        masked: token(end),
        [`plan${space}`]: 'x',
        small: end === '1' ? 'm\u00b2' : 'm2',
        spaces: `a${space}b`,
        token: `${token(end)} ${end}`,
        wide: `a${end}\u00a0b`,
      };
      return { id, name: 'one', metadata };
    };
    const lists = [[organization('a', '1', '  ')], [organization('b', '2', ' ')]] as const;
    const parts = { domains: ['a', 'b'], titles: ['A', 'B'], metadataKey: undefined, cutOff: [false, false] } as const;
    const comparison = resultOf(compareOrganizationFields(lists, undefined));
    const page = resultOf(
      summaryPage({ ...parts, comparison, comparedAt: new Date(), readAt: [undefined, undefined] }),
    );
    const begin = `…${'x'.repeat(75)}`;
    for (const line of [
      `\`metadata.cut\`: A: \`${begin}1"\` · B: \`${begin}2"\``,
      `\`metadata.far\`: A: \`${begin}1"\` · B: \`${begin}2"\``,
      '`metadata.letter`: A: `"caf\u00e9"` · B: `"cafe\u0301"` · They only look the same.',
      '`metadata.masked`: A: `"(token)"` · B: `"(token)"` · They only look the same.',
      '`metadata.plan\\u0020\\u0020`: A: `"x"` · B: nothing',
      '`metadata.plan\\u0020`: A: nothing · B: `"x"`',
      '`metadata.small`: A: `"m\u00b2"` · B: `"m2"`',
      '`metadata.spaces`: A: `"a\\u0020 b"` · B: `"a b"`',
      '`metadata.token`: A: `"(token) 1"` · B: `"(token) 2"`',
      '`metadata.wide`: A: `"a1\\u00a0b"` · B: `"a2\\u00a0b"`',
    ]) {
      assert.ok(page.includes(`\n- ${line}\n`), page);
    }
  });

  it('tells why something was not compared also beside the longest names', () => {
    const named = (side: string) =>
      ['a', 'b', 'c', 'd'].map((letter) => ({ id: `${side}${letter}`, name: letter.repeat(50) }));
    const lists = [named('1'), named('2')] as const;
    const fields = resultOf(compareOrganizationFields(lists, undefined));
    const why = 'The token cannot read roles, for want of the scope read:organization_member_roles.';
    const gap = { side: 0, section: 'members', why, isLeftOut: false, count: 3, first: lists[0].slice(0, 3) } as const;
    const parts = { domains: ['a', 'b'], titles: ['t'.repeat(60), 'B'], metadataKey: undefined } as const;
    const times = { comparedAt: new Date(), readAt: twice(undefined), cutOff: twice(false) };
    const gaps = Array.from({ length: 13 }, () => gap);
    const page = resultOf(summaryPage({ ...parts, ...times, comparison: { ...fields, gaps } }));
    assert.match(page, /\nNot compared: … and 3 more\n/);
    assert.match(
      page,
      /\nNot compared: t{60}: Members in a{50}, b{50}, c{50}: The token .* scope read\\?:organization_member_roles\.\n/,
    );
  });

  it('says of a value that several of one tenant have, and of a list that is cut off, no more than is known', () => {
    const lists = [
      [
        { id: 'a1', name: 'globex', metadata: { crm: '2' } },
        { id: 'a2', name: 'globex-eu', metadata: { crm: '2' } },
        { id: 'a3', name: 'hooli', metadata: { crm: '3' } },
      ],
      [{ id: 'b1', name: 'globex-stg', metadata: { crm: '2' } }],
    ] as const;
    const parts = { domains: ['a', 'b'], titles: ['A', 'B'], metadataKey: 'crm', cutOff: [false, true] } as const;
    const times = { comparedAt: new Date(), readAt: twice(undefined) };
    const comparison = resultOf(compareOrganizationFields(lists, 'crm'));
    const markdown = resultOf(summaryMarkdown({ ...parts, ...times, comparison }));
    assert.match(markdown, /\nNot compared: B: There may be more/);
    assert.match(markdown, /\n## In A, not in what was read of B\n\n- `hooli`: `a3`\n/);
    assert.match(
      markdown,
      /\n## In A, with a metadata\.crm that several have\n\n- `globex`: `a1`\n- `globex-eu`: `a2`\n/,
    );
    assert.match(markdown, /\n## In B, with a metadata\.crm that several have\n\n- `globex-stg`: `b1`\n/);
  });

  it('compares two tenants that have no organization', async () => {
    for (const tenant of both) await send(tenant, []);
    const { different, same, only } = await compare();
    assert.deepEqual([different, same, only], [[], [], [[], []]]);
    for (const tenant of both) assert.equal((await requestsOf(tenant)).length, 1);
  });

  for (const [label, ...ends] of [
    ['the same label', '', ''],
    ['labels that differ only behind what is shown', 'x'.repeat(60), `${'x'.repeat(60)}y`],
  ] as const) {
    it(`calls tenants with ${label} by their domains`, async () => {
      for (const [place, { domain }] of both.entries()) await run('renameTenant', domain, `Same${ends[place]}`);
      assert.ok((await opened('')).startsWith(`${inside.domain} ↔ ${staging.domain}: `));
    });
  }

  it('shows the other organizations where one has an ID that no address can have', async () => {
    const organizations = (side: string) => [
      { id: `odd/../${side}?#`, name: 'odd', display_name: side },
      { id: `org_${side}`, name: 'even', display_name: side },
    ];
    await send(inside, organizations('a'));
    await send(staging, organizations('b'));
    assert.equal((await compare('name', 'organizations', both, openDifferences)).different.length, 2);
    await shownText(inside, 'even.json', /"display_name": "a"/);
    await shownText(inside, summaryPath, /<summary>odd: display_name<\/summary>/);
  });

  it('shows the first hundred of 5,000 organizations that differ, and has all in the table', async () => {
    const organizations = (prefix: string) =>
      Array.from({ length: 5000 }, (_, place) => ({
        id: `org_${prefix}${String(place).padStart(15, '0')}`,
        name: `name-${place}`,
        display_name: `${prefix} ${place}`,
      }));
    await send(inside, organizations('a'));
    await send(staging, organizations('b'));
    assert.match(await opened('Table'), /Different: 5,000 of 5,000 organizations/);
    assert.equal((await table()).length, 5001);
    const summary = await shownText(inside, summaryPath, /At most 100 organizations/);
    assert.ok(summary.length < 30_000 && summary.includes('\n- … and 4,900 more\n'), summary);
    await compare('name', 'organizations', both, openDifferences);
    await until(() => shownDocuments(inside.domain, staging.domain).length === 201);
  });

  it('takes nothing in names and labels for a link, an icon or a formula', async () => {
    const link = '[x](command:workbench.action.quit)';
    const key = `=1+1;=2+2 ${link} https://evil.example`;
    const organization = (id: string, more: Readonly<Record<string, unknown>>) => ({ id, ...more });
    const text = (value: string) => ({ display_name: value, metadata: { [key]: value, 'crm $(flame)': '=k' } });
    await send(inside, [
      organization('org_a000000000000001', { name: 'one', ...text('=HYPERLINK("https://evil.example")') }),
      organization('org_a000000000000002', { name: `two\`${link}\u202e`, ...text(link) }),
    ]);
    await send(staging, [
      organization('org_b000000000000001', { name: 'one', ...text('@SUM(1)') }),
      organization('org_b000000000000002', { name: 'three\n# heading\n', ...text('x') }),
    ]);
    await run('renameTenant', inside.domain, `=1 ${link} $(flame) \u202e`);

    await withPick(
      () => run('compareTenants', inside.domain, staging.domain, 'metadata'),
      async (pick) => {
        const { label, detail = '' } = await pick.item(/^metadata\.crm/);
        assert.equal(label, 'metadata.crm \\$(flame)');
        assert.ok(detail.startsWith('=1 [x] (command:workbench.action.quit) \\$(flame) \\u202e: 2'), detail);
      },
    );

    const message = await opened('Table', `metadata.${key}`);
    assert.ok(!message.includes('](') && !message.includes('\u202e'), message);
    const lines = await table();
    assert.match(lines[0] ?? '', /,display_name,'=1 \[x\] .*,fields,/);
    for (const line of lines) assert.doesNotMatch(line, /(?:^|[,;])"*[=@]/);

    const markdown = await openedMarkdown();
    assert.ok(!markdown.includes('\u202e'), markdown);
    assert.equal(markdown.match(/^#/gm)?.length, 4, markdown);
    const page = await shownText(inside, summaryPath, /<summary>/);
    for (const text of [markdown, page]) {
      const rendered = await vscode.commands.executeCommand<string>('markdown.api.render', text);
      assert.doesNotMatch(rendered, /<a |href=|<img|codicon|\u202e/, rendered);
    }
    const byKey = await openedMarkdown(`metadata.${key}`);
    assert.doesNotMatch(await vscode.commands.executeCommand<string>('markdown.api.render', byKey), /<a |href=/, byKey);
  });
});
