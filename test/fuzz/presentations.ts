import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { markOf } from '../../src/access/rowMarks.ts';
import { sectionFindings } from '../../src/access/conditions.ts';
import { ApiError } from '../../src/api/apiError.ts';
import { asSent, isOrganizationId, type Organization } from '../../src/api/organization.ts';
import type { RequestRecord } from '../../src/api/request.ts';
import { both, comparableOrganization, comparablePair } from '../../src/compare/comparable.ts';
import { summaryMarkdown } from '../../src/compare/comparisonSummary.ts';
import { compareOrganizationFields, metadataKeys } from '../../src/compare/matchOrganizations.ts';
import { countsText, summaryColumns, summaryRows } from '../../src/compare/showTenantComparison.ts';
import { languages, requestsFor, snippetOf } from '../../src/copy/requestSnippets.ts';
import { exportFormats, partEncoder, partsOf } from '../../src/export/exportFormats.ts';
import { organizationUri } from '../../src/documents/documentUri.ts';
import { insertionTexts } from '../../src/editor/insertionTexts.ts';
import { organizationRow } from '../../src/find/organizationRows.ts';
import type { OrganizationList } from '../../src/organizations/organizationList.ts';
import { OrganizationSearch } from '../../src/organizations/organizationSearch.ts';
import type { PagedList } from '../../src/organizations/pagedList.ts';
import { describeEntries, readQuestion } from '../../src/organizations/searchQuery.ts';
import { organizationSections, requestedSections } from '../../src/sections/organizationSections.ts';
import type { Item } from '../../src/sections/section.ts';
import type { SectionStore } from '../../src/sections/sectionStore.ts';
import { listItem, type OrganizationMarks } from '../../src/sidebar/treeItems.ts';
import { resolveOrganizationItem } from '../../src/sidebar/tooltips.ts';
import {
  itemRows,
  loadedItemRows,
  organizationRows,
  type SectionRow,
  sectionRows,
  unmarked,
} from '../../src/sidebar/rows.ts';
import { noteItem, sectionEntryItem, sectionItem } from '../../src/sidebar/sectionItems.ts';
import { filtered, sorted, sortOrders } from '../../src/sidebar/sortAndFilter.ts';
import { logRequest } from '../../src/tenants/requestLog.ts';
import { csvLines } from '../../src/text/csv.ts';
import { resultOf } from '../../src/ui/cooperativeWork.ts';
import { describeFailure } from '../../src/ui/errorNotifier.ts';
import { exportedText } from '../unit/documents/writtenText.ts';

/** Everything that shows a tenant's list: rows in each order, tooltips, search, quick pick, snippets, drops, exports. */
export async function presentList(domain: string, list: OrganizationList): Promise<void> {
  const { organizations } = list;
  const marks: OrganizationMarks = {
    matchOf: ({ metadata = {} }) => describeEntries(Object.entries(metadata).map(([key, value]) => [key, value ?? ''])),
    markOf: () => unmarked,
  };
  for (const order of sortOrders) {
    const shown = sorted(organizations, order, (a, b) => a.localeCompare(b));
    const rows = organizationRows(domain, list, shown);
    const items = await Promise.all(
      rows.map(async (row) => listItem(row as Parameters<typeof listItem>[0], list, marks)),
    );
    isTree(items);
  }
  filtered(organizations, readQuestion('acme société plan:pro'));
  new OrganizationSearch(organizations, { withMetadata: true }).find('acme inc plan:pro');
  for (const [index, organization] of organizations.entries()) {
    await presentOrganization(domain, organization, languages[index % languages.length]);
  }
  const texts = await Promise.all(exportFormats.map((format) => exportedText(format, organizations)));
  const [csv = '', json = '', ndjson = ''] = texts;
  assert.deepEqual(JSON.parse(json), JSON.parse(JSON.stringify({ organizations })));
  assert.equal(ndjson.split('\n').length, organizations.length + 1);
  assert.ok(csv.isWellFormed());
  presentComparison(domain, organizations);
}

/** Everything that shows how the organizations of a tenant differ from those of another. */
function presentComparison(domain: string, organizations: readonly Organization[]): void {
  const domains = [domain, 'staging.auth0.com'] as const;
  const [first] = resultOf(metadataKeys([organizations, organizations]));
  const bare = organizations.map(({ id, name }): Organization => ({ id, ...(name !== undefined && { name }) }));
  for (const [metadataKey, others] of [
    [undefined, organizations.toReversed()],
    [undefined, bare],
    [first?.key, organizations.toReversed()],
  ] as const) {
    const comparison = resultOf(compareOrganizationFields([organizations, others], metadataKey));
    const { different, same, only, ambiguous, withoutKey } = comparison;
    assert.equal(
      different.length + same.length + only[0].length + ambiguous[0].length + withoutKey[0].length,
      organizations.length,
    );
    if (others !== bare) assert.deepEqual([different, only], [[], [[], []]]);
    for (const { organizations: pair, fields } of [...different, ...same]) {
      const sides = both(pair, (one, side) => {
        const sections = { members: { items: [asSent(one)] }, 'client-grants': { items: [asSent(one)] } };
        return { title: domains[side], domain: domains[side], organization: asSent(one), sections };
      });
      const [one, other] = comparablePair(sides, false).map(({ organization }) => JSON.stringify(organization));
      assert.equal(one === other, fields.length === 0);
    }
    const cutOff = [false, true] as const;
    const times = { comparedAt: new Date(), readAt: [new Date(), undefined] } as const;
    const compared = { domains, titles: domains, metadataKey, comparison, cutOff, ...times };
    for (const line of resultOf(summaryMarkdown(compared)).split('\n')) isPlain(line);
    isPlain(countsText(compared));
    const rows = resultOf(summaryRows(compared));
    assert.equal(rows.length, organizations.length + only[1].length + ambiguous[1].length + withoutKey[1].length);
    assert.ok(csvLines([summaryColumns(compared), ...rows]).isWellFormed());
  }
}

async function presentOrganization(
  domain: string,
  organization: Organization,
  language: (typeof languages)[number] | undefined,
): Promise<void> {
  const row = { kind: 'organization', domain, organization } as const;
  const item = new vscode.TreeItem('');
  resolveOrganizationItem(item, row, unmarked);
  assert.ok(item.tooltip instanceof vscode.MarkdownString && item.tooltip.isTrusted !== true);
  isPlain(item.tooltip.value.replaceAll('\n', ' '));
  const matched = Object.entries(organization.metadata ?? {}).map(([key, value]) => [key, value ?? ''] as const);
  const pick = organizationRow({ domain, organization }, () => undefined, { entries: matched });
  isPlain(pick.label);
  isPlain(pick.description ?? '');
  comparableOrganization(asSent(organization));
  const uri = organizationUri(domain, organization).toString();
  assert.ok(uri.isWellFormed());
  const { id, name } = organization;
  for (const request of requestsFor({ id, name })) {
    if (language) assert.ok(snippetOf(language, domain, request).isWellFormed());
  }
  if (isOrganizationId(id)) {
    const place = { setting: 'organization: "…"', isMarkdown: true, isTerraform: true, isDeployCli: true };
    for (const { text } of insertionTexts([{ organization, uri }], place)) assert.ok(text.isWellFormed());
  }
  const sections = sectionRows(organizationSections, { domain, id, path: [] }, organization);
  isTree(sections.map((section) => sectionItem(section, undefined)));
  const contained = sections.flatMap((section) => {
    const { source } = section.section;
    return 'containedItems' in source ? itemRows(section, source.containedItems(organization)) : [];
  });
  isTree(await Promise.all(contained.map(async (inside) => sectionEntryItem(inside))));
}

/** Everything that shows a section. */
export async function presentSection(store: SectionStore, row: SectionRow): Promise<void> {
  const list = store.get(row);
  isTree([sectionItem(row, list)]);
  presentFindings(row, list);
  exportSection(row, list.items);
  const rows = loadedItemRows(row, list);
  isTree(
    await Promise.all(
      rows.map(async (inside) => (inside.kind === 'item' ? sectionEntryItem(inside) : noteItem(inside))),
    ),
  );
}

/** The files that a section is exported to. */
function exportSection({ organization, section: { name }, path }: SectionRow, items: readonly Item[]): void {
  if (path.length > 1 || !requestedSections.includes(name)) return;
  for (const part of partsOf([{ organization, sections: [name] }])) {
    const texts = exportFormats.map((format) => {
      const { begin, beginPart, items: textOf, endPart, end } = partEncoder(format, name, '');
      return [begin, beginPart(part), textOf(part, items), endPart(part, { complete: true }), end].join('');
    });
    const [csv = '', json = '', ndjson = ''] = texts;
    const { organizations } = JSON.parse(json) as { organizations: { sections: Record<string, { items: unknown }> }[] };
    assert.deepEqual(organizations[0]?.sections[name]?.items, JSON.parse(JSON.stringify(items)));
    assert.equal(ndjson.split('\n').length, items.length + 1);
    // Other sections hold no links.
    for (const secret of name === 'invitations' ? secrets : [])
      assert.ok(![json, ndjson, csv].some((text) => text.includes(secret)), 'there is a secret');
  }
}

/** The row of an organization, with what a section tells about logins. */
function presentFindings({ domain, organization, section, path }: SectionRow, list: PagedList<Item>): void {
  const row = { kind: 'organization', domain, organization } as const;
  const isOwn = (name: string) => name === section.name && path.length === 1;
  const findings = sectionFindings(organization, (name) => (isOwn(name) ? list : undefined), Date.now());
  const mark = markOf(findings);
  const marks: OrganizationMarks = { matchOf: () => '', markOf: () => mark };
  const item = listItem(row, { organizations: [organization] } as unknown as OrganizationList, marks);
  assert.ok(item instanceof vscode.TreeItem);
  resolveOrganizationItem(item, row, mark);
  assert.ok(item.tooltip instanceof vscode.MarkdownString && item.tooltip.isTrusted !== true);
  isTree([item]);
  isPlain(item.tooltip.value.replaceAll('\n', ' '));
}

/** What people read of a failure. */
export async function presentFailure(error: unknown): Promise<void> {
  assert.ok(error instanceof ApiError, `${String(error)} is no ApiError`);
  isPlain(await describeFailure(error, 'It failed'));
  isPlain(error.message);
}

/** What stands in the log of a request. */
export function presentRequest(record: RequestRecord): void {
  const note = (line: string) => {
    isPlain(line);
  };
  logRequest({ info: note, warn: note } as unknown as vscode.LogOutputChannel, record);
  assert.ok(record.error === undefined || record.error instanceof ApiError);
}

/** The rows below one row: each with an ID of its own and with plain text. */
function isTree(items: readonly vscode.TreeItem[]): void {
  assert.equal(new Set(items.map(({ id }) => id)).size, items.length, 'rows have the same ID');
  for (const { id = '', label, description, tooltip, accessibilityInformation } of items) {
    assert.ok(id.isWellFormed());
    for (const text of [label, description, accessibilityInformation?.label]) {
      assert.ok(text === undefined || typeof text === 'string', `${JSON.stringify(text)} is no text`);
      isPlain(text ?? '');
    }
    if (typeof tooltip === 'string') isPlain(tooltip.replaceAll('\n', ' '));
  }
}

/** One line without invisible characters, but for isolates that end, links that run commands, and secrets. */
function isPlain(text: string): void {
  assert.ok(text.isWellFormed(), 'there is half of a surrogate pair');
  assert.doesNotMatch(text.replace(/\u2068([^\u2068\u2069]*)\u2069/g, '$1'), /[\p{Cc}\p{Bidi_Control}]/u);
  assert.ok(!text.includes(']('), 'there is a link');
  for (const secret of secrets) assert.ok(!text.includes(secret), `there is a secret: ${text}`);
}

/** What was sent in a request, or masked in an answer. */
export const accessToken = 'eyJhbGciOiJSUzI1NiJ9.eyJTRUNSRVQiOiJUT0tFTiJ9.U0VDUkVU';
export const clientSecret = 'CLIENT-SECRET+/&%';
export const secrets = [accessToken, 'TICKET-SECRET', ...[clientSecret, encodeURIComponent(clientSecret)]] as const;
