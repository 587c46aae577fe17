import * as vscode from 'vscode';
import { organizationTitle } from '../management/organization.ts';
import type { KnownOrganization, KnownOrganizations } from '../organizations/knownOrganizations.ts';
import { maximumMatches } from '../organizations/organizationSearch.ts';
import { organizationTooltip } from '../organizations/organizationTooltip.ts';
import { plainText, withoutIcons } from '../text/plainText.ts';
import { type CompletionContext, yamlLanguages } from './completionContext.ts';

/** An organization to choose, whose description is made when somebody looks at it. */
class OrganizationCompletion extends vscode.CompletionItem {
  readonly known: KnownOrganization;

  /** @param description what stands beside the title, by the name as it is shown */
  constructor(known: KnownOrganization, description: (name: string) => string, text: string) {
    const { organization } = known;
    super(
      {
        label: shown(organizationTitle(organization)),
        description: description(shown(organization.name ?? organization.id)),
      },
      vscode.CompletionItemKind.Value,
    );
    this.known = known;
    this.insertText = text;
  }
}

/** As a text of one line, since VS Code makes icons in its suggestions. */
function shown(text: string): string {
  return withoutIcons(plainText(text, 80));
}

/**
 * The organizations that can stand at a place, those that the file uses already first.
 * @param used IDs in the file
 */
export function completions(
  known: KnownOrganizations,
  { wants, typed }: CompletionContext,
  range: NonNullable<vscode.CompletionItem['range']>,
  used: readonly string[],
): vscode.CompletionList {
  const matches = known.search(typed);
  const isWhole = known.domains.every((domain) => known.isComplete(domain)) && matches.length === known.size;
  const first = known.searchAmong(used, typed);
  const isFirst = new Set(first.map(({ organization }) => organization.id));
  const tenants = new Map(known.domains.map((domain) => [domain, shown(known.titleOf(domain))]));
  // First where there are several, which can have organizations of the same name: the end of a long text is cut off.
  const describedIn = (tenant: string) => (name: string) =>
    tenants.size > 1 ? `${tenant} · ${name}` : `${name} · ${tenant}`;
  const others = matches.filter(({ organization }) => !isFirst.has(organization.id));
  const items = [...first, ...others].slice(0, Math.max(maximumMatches, matches.length)).flatMap((match, place) => {
    const { id, name } = match.organization;
    const text = wants === 'id' ? id : name;
    if (text === undefined) {
      return [];
    }
    const item = new OrganizationCompletion(match, describedIn(tenants.get(match.domain) ?? ''), text);
    item.range = range;
    item.sortText = String(place).padStart(6, '0');
    // What matches is decided above, in another way than VS Code's, unless all are here.
    item.filterText = isWhole ? [id, name, organizationTitle(match.organization)].join(' ') : typed || text;
    return [item];
  });
  return new vscode.CompletionList(items, !isWhole);
}

/** Adds what there is to know of an organization. */
export function resolveCompletion(item: vscode.CompletionItem): vscode.CompletionItem {
  if (item instanceof OrganizationCompletion) {
    item.documentation = organizationTooltip(item.known.organization);
  }
  return item;
}

/** How many lines before the cursor are looked at to know what belongs there. */
const lookBehind = 500;

/** How many lines a list in YAML may have before an item of it. */
const longestList = 20_000;

/** What stands before the cursor, as far back as it matters: a long file is not read as a whole for every letter. */
export function textBefore(document: vscode.TextDocument, position: vscode.Position): string {
  return document.getText(new vscode.Range(firstLine(document, position.line), 0, position.line, position.character));
}

/** In YAML, the key that all around the cursor is the value of can be far above it. */
function firstLine(document: vscode.TextDocument, last: number): number {
  const usual = Math.max(0, last - lookBehind);
  if (yamlLanguages.includes(document.languageId)) {
    for (let line = last; line >= Math.max(0, last - longestList); line--) {
      if (/^\w/.test(document.lineAt(line).text)) {
        return Math.min(line, usual);
      }
    }
  }
  return usual;
}
