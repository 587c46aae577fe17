import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { organizationItem } from '../../src/commands/organizationPickItems.ts';
import { inKeyOrder } from '../../src/documents/inKeyOrder.ts';
import { organizationUri } from '../../src/documents/documentUri.ts';
import { dropTexts } from '../../src/editor/dropTexts.ts';
import { logRequest } from '../../src/log/log.ts';
import { ApiError, isApiError } from '../../src/management/apiError.ts';
import type { Organization } from '../../src/management/organization.ts';
import { isOrganizationId } from '../../src/management/organizationKeys.ts';
import type { RequestRecord } from '../../src/management/request.ts';
import { describeFailure } from '../../src/notifications/failureNotifier.ts';
import { arrange, sortOrders } from '../../src/organizations/arrangement.ts';
import { encoders } from '../../src/organizations/exporting/encoders.ts';
import { loadedPortions } from '../../src/organizations/exporting/portions.ts';
import type { OrganizationList } from '../../src/organizations/organizationList.ts';
import { rowsOf } from '../../src/organizations/rows.ts';
import { OrganizationSearch } from '../../src/organizations/search/organizationSearch.ts';
import { itemItem, noteItem, sectionItem } from '../../src/organizations/sections/sectionItems.ts';
import {
  containedRowsOf,
  loadedRowsOf,
  sectionRowsOf,
  type SectionRow,
} from '../../src/organizations/sections/sectionRows.ts';
import type { SectionLists } from '../../src/organizations/sections/sectionLists.ts';
import { organizationSections } from '../../src/organizations/sections/sections.ts';
import { resolveOrganizationItem, treeItem } from '../../src/organizations/treeItem.ts';
import { languages, snippetOf } from '../../src/requests/snippets.ts';
import { requestsFor } from '../../src/requests/organizationRequest.ts';

/** Everything that shows a tenant's list: rows in each order, tooltips, search, quick pick, snippets, drops, exports. */
export async function presentList(domain: string, list: OrganizationList): Promise<void> {
  const { organizations } = list;
  for (const order of sortOrders) {
    const shown = arrange(organizations, { order, filter: '' }, (a, b) => a.localeCompare(b));
    const rows = rowsOf(domain, list, shown);
    const items = await Promise.all(rows.map(async (row) => treeItem(row as Parameters<typeof treeItem>[0], list)));
    isTree(items);
  }
  arrange(organizations, { order: 'created', filter: 'acme société' }, () => 0);
  new OrganizationSearch(organizations).find('acme inc');
  for (const [index, organization] of organizations.entries()) {
    await presentOrganization(domain, organization, languages[index % languages.length]);
  }
  const texts: string[] = [];
  for (const encode of Object.values(encoders)) {
    const pieces: string[] = [];
    for await (const piece of encode(loadedPortions(organizations))) pieces.push(piece);
    texts.push(pieces.join(''));
  }
  const [json = '', ndjson = '', csv = ''] = texts;
  assert.deepEqual(JSON.parse(json), JSON.parse(JSON.stringify({ organizations })));
  assert.equal(ndjson.split('\n').length, organizations.length + 1);
  assert.ok(csv.isWellFormed());
}

async function presentOrganization(
  domain: string,
  organization: Organization,
  language: (typeof languages)[number] | undefined,
): Promise<void> {
  const row = { kind: 'organization', domain, organization } as const;
  const item = new vscode.TreeItem('');
  await resolveOrganizationItem(item, row);
  assert.ok(item.tooltip instanceof vscode.MarkdownString && item.tooltip.isTrusted !== true);
  isPlain(item.tooltip.value.replaceAll('\n', ' '));
  const pick = organizationItem(domain, organization);
  isPlain(pick.label);
  isPlain(pick.description ?? '');
  inKeyOrder(organization);
  const uri = organizationUri(domain, organization).toString();
  assert.ok(uri.isWellFormed());
  const { id, name } = organization;
  for (const request of requestsFor({ id, name })) {
    if (language) assert.ok(snippetOf(language, domain, request).isWellFormed());
  }
  if (isOrganizationId(id)) {
    const place = { setting: 'organization: "…"', isMarkdown: true, isTerraform: true, isDeployCli: true };
    for (const { text } of dropTexts([{ organization, uri }], place)) assert.ok(text.isWellFormed());
  }
  const sections = sectionRowsOf(organizationSections, { domain, id, path: [] }, organization);
  isTree(sections.map((section) => sectionItem(section, undefined)));
  const contained = sections.flatMap((section) => {
    const { source } = section.section;
    return 'itemsOf' in source ? containedRowsOf(section, source.itemsOf(organization)) : [];
  });
  isTree(
    await Promise.all(contained.map(async (inside) => (inside.kind === 'item' ? itemItem(inside) : noteItem(inside)))),
  );
}

/** Everything that shows a section. */
export async function presentSection(lists: SectionLists, row: SectionRow): Promise<void> {
  const list = lists.get(row);
  isTree([sectionItem(row, list)]);
  const rows = loadedRowsOf(row, list);
  isTree(await Promise.all(rows.map(async (inside) => (inside.kind === 'item' ? itemItem(inside) : noteItem(inside)))));
}

/** What people read of a failure. */
export async function presentFailure(domain: string, error: unknown): Promise<void> {
  assert.ok(isApiError(error), `${String(error)} is no ApiError`);
  isPlain(await describeFailure(error, { what: 'It failed', domain }));
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

/** One line without invisible characters, links that run commands, and secrets. */
function isPlain(text: string): void {
  assert.ok(text.isWellFormed(), 'there is half of a surrogate pair');
  assert.doesNotMatch(text, /[\p{Cc}\p{Bidi_Control}]/u);
  assert.ok(!text.includes(']('), 'there is a link');
  for (const secret of secrets) assert.ok(!text.includes(secret), `there is a secret: ${text}`);
}

/** What was sent in a request, or masked in an answer. */
export const accessToken = 'eyJhbGciOiJSUzI1NiJ9.eyJTRUNSRVQiOiJUT0tFTiJ9.U0VDUkVU';
export const clientSecret = 'CLIENT-SECRET+/&%';
export const secrets = [accessToken, 'TICKET-SECRET', ...[clientSecret, encodeURIComponent(clientSecret)]] as const;
