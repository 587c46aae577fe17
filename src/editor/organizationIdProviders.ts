import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isOrganizationId, isOrganizationName, type Organization, organizationTitle } from '../api/organization.ts';
import { organizationUri } from '../documents/documentUri.ts';
import type { KnownOrganization, KnownOrganizations } from '../organizations/knownOrganizations.ts';
import { idAt, type IdInText, idLength, idsIn, IdsOfDocuments } from '../organizations/organizationIds.ts';
import { maximumMatches } from '../organizations/organizationSearch.ts';
import { organizationTooltip } from '../sidebar/tooltips.ts';
import { commandLink, plainText, withoutIcons } from '../text/plainText.ts';
import { yamlWord } from '../text/yaml.ts';
import { type CompletionContext, completionContextAtEnd, isPlainYaml, yamlLanguages } from './completionContext.ts';
import { environmentNotes, hoverText, type KnownEnvironments } from './hover.ts';
import { insertionEdits, pasteEdits } from './insertionEdits.ts';

/** The providers for organization IDs in the user's files and terminals. */
export class OrganizationIdProviders {
  readonly #known: KnownOrganizations;
  readonly #ids = new IdsOfDocuments();
  /** Cached, because VS Code requests all links of a file after each change. */
  readonly #documents = new WeakMap<Organization, vscode.Uri>();
  readonly resolveName = resolveNameHint;
  readonly resolveCompletion = resolveCompletion;
  readonly dropEdits = insertionEdits;

  constructor(known: KnownOrganizations) {
    this.#known = known;
  }

  hover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const found = idAt(document.lineAt(position).text, position.character);
    if (!found) {
      return undefined;
    }
    const ids = () => this.#ids.get(document).map(({ id }) => id);
    const notesOn = (domain: string) => environmentNotes(this.#known, domain, pathInWorkspace(document), ids);
    const start = position.with({ character: found.character });
    return new vscode.Hover(
      hoverText(this.#known, found.id, notesOn),
      new vscode.Range(start, start.translate(0, idLength)),
    );
  }

  names(document: vscode.TextDocument, { start, end }: vscode.Range): vscode.InlayHint[] | undefined {
    const found = this.#ids.get(document).filter(({ line }) => line >= start.line && line <= end.line);
    return found.length > 0 ? organizationNameHints(this.#known, document, found) : undefined;
  }

  /** @param byCommand whether a command opens each organization */
  links(document: vscode.TextDocument, byCommand: boolean): vscode.DocumentLink[] {
    const tooltip = l10n.t('Open Organization');
    const find = this.#known.finder();
    // A link on the ID would replace the link of its URL. The hover still offers the organization.
    const linked = this.#ids.get(document).filter(({ isInUrl }) => !isInUrl);
    return linked.map(({ line, character, id }) => {
      const range = new vscode.Range(line, character, line, character + idLength);
      // Has its target at once: VS Code drops unresolved links when a link provider is registered or disposed.
      const link = new vscode.DocumentLink(range, this.#target(id, find(id), byCommand));
      link.tooltip = tooltip;
      return link;
    });
  }

  pasteEdits(document: vscode.TextDocument, ids: string): vscode.DocumentPasteEdit[] {
    return pasteEdits(this.#known, document, ids);
  }

  terminalLinks(line: string): OrganizationLink[] {
    return terminalLinks(this.#known, line);
  }

  completions(document: vscode.TextDocument, position: vscode.Position): vscode.CompletionList | undefined {
    const before = textBefore(document, position);
    const context = completionContextAtEnd(before, document.languageId, document.fileName);
    if (!context) {
      return undefined;
    }
    const begin = position.translate(0, -context.typed.length);
    const rest = /^[\w-]*/.exec(document.lineAt(position).text.slice(position.character))?.[0] ?? '';
    const range = {
      inserting: new vscode.Range(begin, position),
      replacing: new vscode.Range(begin, position.translate(0, rest.length)),
    };
    const used = this.#ids.getLatest(document).map(({ id }) => id);
    return completions(this.#known, context, range, used, isPlainYaml(before, document.languageId));
  }

  /** The document, or a command that opens it, which asks for the tenant of an unknown ID. */
  #target(id: string, found: KnownOrganization | undefined, byCommand: boolean): vscode.Uri {
    if (!found || byCommand) {
      return vscode.Uri.parse(commandLink('openOrganizationById', id, ...(found ? [found.domain] : [])));
    }
    const uri = this.#documents.get(found.organization) ?? organizationUri(found.domain, found.organization);
    this.#documents.set(found.organization, uri);
    return uri;
  }
}

/** Folders outside of the workspace, such as the home of a person, say nothing about the file. */
function pathInWorkspace({ uri, fileName }: vscode.TextDocument): string {
  return vscode.workspace.getWorkspaceFolder(uri)
    ? vscode.workspace.asRelativePath(uri, false)
    : fileName.replace(/.*[\\/]/, '');
}

/** In UTF-16 code units. A longer title pushes the code out of sight. */
const longestTitle = 40;

/** The title of an organization. `resolveNameHint` adds its tooltip. */
class NameHint extends vscode.InlayHint {
  override readonly paddingLeft = true;
  readonly organization: Organization;

  constructor(position: vscode.Position, organization: Organization) {
    super(position, plainText(organizationTitle(organization), longestTitle));
    this.organization = organization;
  }
}

/** The titles of known organizations, each after its ID or after the closing quote of the ID, once a line. */
function organizationNameHints(
  known: KnownOrganizations,
  document: vscode.TextDocument,
  ids: readonly IdInText[],
): vscode.InlayHint[] {
  const find = known.finder();
  const named = new Set<string>();
  return ids.flatMap(({ line, character, id }) => {
    const found = find(id);
    if (!found || named.size === named.add(`${line} ${id}`).size) {
      return [];
    }
    const end = character + idLength;
    const isQuoted = /["'`]/.test(document.lineAt(line).text[end] ?? '');
    return [new NameHint(new vscode.Position(line, isQuoted ? end + 1 : end), found.organization)];
  });
}

/** Adds the tooltip of the organization. */
function resolveNameHint(hint: vscode.InlayHint): vscode.InlayHint {
  if (hint instanceof NameHint) {
    hint.tooltip = organizationTooltip(hint.organization);
  }
  return hint;
}

/** A link on an organization ID in a terminal. */
export class OrganizationLink extends vscode.TerminalLink {
  readonly id: string;

  constructor({ character, id }: IdInText, tooltip: string) {
    super(character, idLength, tooltip);
    this.id = id;
  }
}

/** Creates links on the IDs in a line of a terminal. A URL keeps its own link. */
export function terminalLinks(known: KnownEnvironments, line: string): OrganizationLink[] {
  const find = known.finder();
  const linked = idsIn(line).filter(({ isInUrl }) => !isInUrl);
  return linked.map((place) => {
    const found = find(place.id);
    const tooltip = found
      ? l10n.t(
          'Open {0} of {1}',
          plainText(organizationTitle(found.organization)),
          plainText(known.tenants.titleOf(found.domain)),
        )
      : l10n.t('Open Organization');
    return new OrganizationLink(place, tooltip);
  });
}

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
function completions(
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
  const tenants = new Map(known.domains.map((domain) => [domain, displayText(known.tenants.titleOf(domain))]));
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
function resolveCompletion(item: vscode.CompletionItem): vscode.CompletionItem {
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
function textBefore(document: vscode.TextDocument, position: vscode.Position): string {
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
