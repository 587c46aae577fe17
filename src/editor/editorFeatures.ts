import * as vscode from 'vscode';
import type { OrganizationLists } from '../organizations/organizationLists.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { completions, described } from './completion.ts';
import { hoverText } from './hover.ts';
import { IdLinks } from './idLinks.ts';
import { IdsOfDocuments } from './idsOfDocuments.ts';
import { KnownOrganizations } from './knownOrganizations.ts';
import { MissingIds } from './missingIds.ts';
import { explained, nameHints } from './nameHints.ts';
import { idAt, idLength } from './organizationIds.ts';
import { placeAtEnd } from './places.ts';
import { textBefore } from './textBefore.ts';

/** Organization IDs in the files of a person. Nothing here makes a request. */
export class EditorFeatures implements vscode.Disposable {
  readonly #known: KnownOrganizations;
  readonly #ids = new IdsOfDocuments();
  readonly #links: IdLinks;
  readonly #missing: MissingIds;

  constructor(tenants: Tenants, lists: OrganizationLists) {
    this.#known = new KnownOrganizations(tenants, lists);
    this.#links = new IdLinks(this.#known);
    this.#missing = new MissingIds(this.#known, this.#ids);
  }

  hover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const found = idAt(document.lineAt(position).text, position.character);
    if (!found) {
      return undefined;
    }
    const start = position.with({ character: found.character });
    return new vscode.Hover(hoverText(this.#known, found.id), new vscode.Range(start, start.translate(0, idLength)));
  }

  hints(document: vscode.TextDocument, range: vscode.Range): vscode.InlayHint[] {
    const inside = this.#ids.in(document).filter(({ line }) => line >= range.start.line && line <= range.end.line);
    return nameHints(this.#known, document, inside);
  }

  explainedHint(hint: vscode.InlayHint): vscode.InlayHint {
    return explained(hint);
  }

  links(document: vscode.TextDocument): vscode.DocumentLink[] {
    return this.#links.of(this.#ids.in(document));
  }

  completions(document: vscode.TextDocument, position: vscode.Position): vscode.CompletionList | undefined {
    const place = placeAtEnd(textBefore(document, position), document.languageId, document.fileName);
    if (!place || this.#known.size === 0) {
      return undefined;
    }
    const begin = position.translate(0, -place.typed.length);
    const rest = /^[\w-]*/.exec(document.lineAt(position).text.slice(position.character))?.[0] ?? '';
    const range = {
      inserting: new vscode.Range(begin, position),
      replacing: new vscode.Range(begin, position.translate(0, rest.length)),
    };
    const used = this.#ids.lately(document).map(({ id }) => id);
    return completions(this.#known, place, range, used);
  }

  describedCompletion(item: vscode.CompletionItem): vscode.CompletionItem {
    return described(item);
  }

  actions(document: vscode.TextDocument, diagnostics: readonly vscode.Diagnostic[]): vscode.CodeAction[] {
    return this.#missing.actions(document, diagnostics);
  }

  /** Marks the IDs that are known to be missing by now. */
  markMissing(): void {
    this.#missing.mark();
  }

  dispose(): void {
    this.#missing.dispose();
  }
}
