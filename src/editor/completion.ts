import * as vscode from 'vscode';
import { isOrganizationId, isOrganizationName, organizationTitle } from '../management/organization.ts';
import type { KnownOrganization, KnownOrganizations } from '../organizations/knownOrganizations.ts';
import { maximumMatches } from '../organizations/organizationSearch.ts';
import { organizationTooltip } from '../organizations/organizationTooltip.ts';
import { plainText, withoutIcons } from '../text/plainText.ts';
import { yamlWord } from '../text/yaml.ts';
import { type CompletionContext, yamlLanguages } from './completionContext.ts';

/** A completion item for an organization. `resolveCompletion` adds its documentation. */
class OrganizationCompletion extends vscode.CompletionItem {
  readonly known: KnownOrganization;

  /** @param description returns the text beside the title, given the displayed name */
  constructor(known: KnownOrganization, description: (name: string) => string, text: string) {
    const { organization } = known;
    super(
      {
        label: displayText(organizationTitle(organization)),
        description: description(displayText(organization.name ?? organization.id)),
      },
      vscode.CompletionItemKind.Value,
    );
    this.known = known;
    this.insertText = text;
  }
}

/** On one line and without `$(icon)`, which VS Code renders in completion items. */
function displayText(text: string): string {
  return withoutIcons(plainText(text, 80));
}

/**
 * The organizations for a completion context, first the organizations that the file already uses. An ID or a name that
 * Auth0 does not allow is left out: a quote or a line break in it would continue as code.
 * @param used the IDs in the file
 * @param isPlain whether the context is in YAML, where a name such as `1e3` needs quotes
 */
export function completions(
  known: KnownOrganizations,
  { wants, typed }: CompletionContext,
  range: NonNullable<vscode.CompletionItem['range']>,
  used: readonly string[],
  isPlain: boolean,
): vscode.CompletionList {
  const isAllowed = wants === 'id' ? isOrganizationId : isOrganizationName;
  const matches = known.search(typed);
  const isWhole = known.domains.every((domain) => known.isComplete(domain)) && matches.length === known.size;
  const first = known.searchAmong(used, typed);
  const isFirst = new Set(first.map(({ organization }) => organization.id));
  const tenants = new Map(known.domains.map((domain) => [domain, displayText(known.titleOf(domain))]));
  // With several tenants, the tenant comes first: names repeat across tenants, and VS Code cuts a long text at its end.
  const describedIn = (tenant: string) => (name: string) =>
    tenants.size > 1 ? `${tenant} · ${name}` : `${name} · ${tenant}`;
  const others = matches.filter(({ organization }) => !isFirst.has(organization.id));
  const items = [...first, ...others].slice(0, Math.max(maximumMatches, matches.length)).flatMap((match, place) => {
    const { id, name } = match.organization;
    const key = wants === 'id' ? id : name;
    if (key === undefined || !isAllowed(key)) {
      return [];
    }
    const text = isPlain ? yamlWord(key) : key;
    const item = new OrganizationCompletion(match, describedIn(tenants.get(match.domain) ?? ''), text);
    item.range = range;
    item.sortText = String(place).padStart(6, '0');
    // VS Code filters only a complete list. Otherwise the filter text always matches: the search has its own rules.
    item.filterText = isWhole ? [id, name, organizationTitle(match.organization)].join(' ') : typed || key;
    return [item];
  });
  return new vscode.CompletionList(items, !isWhole);
}

/** Adds the documentation of the organization. */
export function resolveCompletion(item: vscode.CompletionItem): vscode.CompletionItem {
  if (item instanceof OrganizationCompletion) {
    item.documentation = organizationTooltip(item.known.organization);
  }
  return item;
}

/** How many lines before the cursor are read to find the completion context. */
const lookBehind = 500;

/** How many lines before the cursor are searched for the top-level key in YAML. */
const longestList = 20_000;

/** The text before the cursor, limited so that a keystroke in a long file does not read the whole file. */
export function textBefore(document: vscode.TextDocument, position: vscode.Position): string {
  return document.getText(new vscode.Range(firstLine(document, position.line), 0, position.line, position.character));
}

/** In YAML, the top-level key of the cursor's section can be far above the cursor. */
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
