import * as vscode from 'vscode';
import { organizationUri } from '../documents/documentUri.ts';
import { type Organization, organizationTitle } from '../management/organization.ts';
import type { KnownOrganization, KnownOrganizations } from '../organizations/knownOrganizations.ts';
import { organizationTooltip } from '../organizations/organizationTooltip.ts';
import { commandLink, plainText } from '../text/plainText.ts';
import { completions, resolveCompletion, textBefore } from './completion.ts';
import { completionContextAtEnd, isPlainYaml } from './completionContext.ts';
import { dropEdits, pasteEdits } from './dropEdits.ts';
import { environmentNotes } from './environmentNotes.ts';
import { hoverText } from './hover.ts';
import { type OrganizationLink, terminalLinks } from './terminalLinks.ts';
import { idAt, type IdInText, idLength, IdsOfDocuments } from './organizationIds.ts';

/** The providers for organization IDs in the user's files and terminals. */
export class OrganizationIdProviders {
  readonly #known: KnownOrganizations;
  readonly #ids = new IdsOfDocuments();
  readonly #links: OrganizationIdLinks;
  readonly resolveName = resolveNameHint;
  readonly resolveCompletion = resolveCompletion;
  readonly dropEdits = dropEdits;

  constructor(known: KnownOrganizations) {
    this.#known = known;
    this.#links = new OrganizationIdLinks(known);
  }

  hover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const found = idAt(document.lineAt(position).text, position.character);
    if (!found) {
      return undefined;
    }
    const ids = () => this.#ids.get(document).map(({ id }) => id);
    const notesOn = (domain: string) => environmentNotes(this.#known, domain, document.fileName, ids);
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

  links(document: vscode.TextDocument): vscode.DocumentLink[] {
    return this.#links.of(this.#ids.get(document));
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
}

/** Creates document links on IDs. */
export class OrganizationIdLinks {
  readonly #known: KnownOrganizations;
  /** Cached, because VS Code requests all links of a file after each change. */
  readonly #documents = new WeakMap<Organization, vscode.Uri>();

  constructor(known: KnownOrganizations) {
    this.#known = known;
  }

  of(ids: readonly IdInText[]): vscode.DocumentLink[] {
    const tooltip = vscode.l10n.t('Open Organization');
    const find = this.#known.finder();
    // A link on the ID would replace the link of its URL. The hover still offers the organization.
    const linked = ids.filter(({ isInUrl }) => !isInUrl);
    return linked.map(({ line, character, id }) => {
      const range = new vscode.Range(line, character, line, character + idLength);
      // Has its target at once: VS Code drops unresolved links when a link provider is registered or disposed.
      const link = new vscode.DocumentLink(range, this.#target(id, find(id)));
      link.tooltip = tooltip;
      return link;
    });
  }

  /** The document, or for an unknown ID the command that asks for the tenant. */
  #target(id: string, found: KnownOrganization | undefined): vscode.Uri {
    if (!found) {
      return vscode.Uri.parse(commandLink('openOrganizationById', id));
    }
    let uri = this.#documents.get(found.organization);
    if (!uri) {
      uri = organizationUri(found.domain, found.organization);
      this.#documents.set(found.organization, uri);
    }
    return uri;
  }
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

/** The titles of known organizations, each after its ID or after the closing quote of the ID. */
export function organizationNameHints(
  known: KnownOrganizations,
  document: vscode.TextDocument,
  ids: readonly IdInText[],
): vscode.InlayHint[] {
  const find = known.finder();
  return ids.flatMap(({ line, character, id }) => {
    const found = find(id);
    if (!found) {
      return [];
    }
    const end = character + idLength;
    const isQuoted = /["'`]/.test(document.lineAt(line).text[end] ?? '');
    return [new NameHint(new vscode.Position(line, isQuoted ? end + 1 : end), found.organization)];
  });
}

/** Adds the tooltip of the organization. */
export function resolveNameHint(hint: vscode.InlayHint): vscode.InlayHint {
  if (hint instanceof NameHint) {
    hint.tooltip = organizationTooltip(hint.organization);
  }
  return hint;
}
