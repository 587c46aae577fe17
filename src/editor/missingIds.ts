import * as vscode from 'vscode';
import { organizationTitle, type Organization } from '../management/organization.ts';
import { plainText } from '../management/plainText.ts';
import { closestTo } from './closest.ts';
import { isOn } from './features.ts';
import type { IdsOfDocuments } from './idsOfDocuments.ts';
import type { KnownOrganizations } from './knownOrganizations.ts';
import { idLength } from './organizationIds.ts';

/** Tells the diagnostics of this extension from others. */
const source = vscode.l10n.t('Auth0 Organizations');

/** How many organizations are offered in the menu itself. */
const offered = 3;

/**
 * Marks IDs in the editors on the screen that a tenant has answered 404 for, which happens only after a person has
 * asked, and offers others in their place.
 */
export class MissingIds implements vscode.Disposable {
  readonly #known: KnownOrganizations;
  readonly #ids: IdsOfDocuments;
  readonly #diagnostics = vscode.languages.createDiagnosticCollection('organizationInspector');
  readonly #subscriptions: vscode.Disposable;

  constructor(known: KnownOrganizations, ids: IdsOfDocuments) {
    this.#known = known;
    this.#ids = ids;
    this.#subscriptions = vscode.Disposable.from(
      this.#diagnostics,
      vscode.window.onDidChangeVisibleTextEditors(() => {
        this.mark();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        this.#markIn(document);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#diagnostics.delete(uri);
      }),
    );
  }

  /** Marks what is missing by now. */
  mark(): void {
    const visible = vscode.window.visibleTextEditors.map(({ document }) => document);
    const marked = vscode.workspace.textDocuments.filter(({ uri }) => this.#diagnostics.has(uri));
    for (const document of new Set([...visible, ...marked])) {
      this.#markIn(document);
    }
  }

  actions(document: vscode.TextDocument, diagnostics: readonly vscode.Diagnostic[]): vscode.CodeAction[] {
    return diagnostics
      .filter((diagnostic) => diagnostic.source === source)
      .flatMap((diagnostic) => {
        const { range } = diagnostic;
        const id = document.getText(range);
        const line = document.lineAt(range.start).text;
        return this.#without(id).flatMap((domain) => [
          ...closestTo(id, line, this.#known.loaded(domain), offered).map((organization) =>
            replacement(document, diagnostic, organization),
          ),
          this.#choice(document, diagnostic, domain, id),
        ]);
      });
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  /** Only where they can be replaced, so neither in the log nor in our own documents. */
  #markIn(document: vscode.TextDocument): void {
    // Every keystroke in any file comes here, and hardly anybody ever asks for an ID that is not there.
    if (!isWritable(document) || !(this.#known.hasMissing || this.#diagnostics.has(document.uri))) {
      return;
    }
    const ids = isOn('missingIds', document) ? this.#ids.in(document) : [];
    const missing = ids.flatMap(({ line, character, id }) => {
      const [domain] = this.#without(id);
      if (domain === undefined) {
        return [];
      }
      const diagnostic = new vscode.Diagnostic(
        new vscode.Range(line, character, line, character + idLength),
        vscode.l10n.t('{0} has no organization with this ID.', this.#known.titleOf(domain)),
        this.#known.mayHaveId(id).length > 0
          ? vscode.DiagnosticSeverity.Information
          : vscode.DiagnosticSeverity.Warning,
      );
      diagnostic.source = source;
      return [diagnostic];
    });
    this.#diagnostics.set(document.uri, missing);
  }

  /** The tenants that lack an ID which no other is known to have. */
  #without(id: string): readonly string[] {
    const domains = this.#known.withoutId(id);
    return domains.length === 0 || this.#known.find(id) ? [] : domains;
  }

  #choice({ uri }: vscode.TextDocument, diagnostic: vscode.Diagnostic, domain: string, id: string): vscode.CodeAction {
    const title = vscode.l10n.t('Choose Another Organization of {0}…', this.#known.titleOf(domain));
    const action = quickFix(title, diagnostic);
    action.command = {
      command: 'organizationInspector.replaceOrganizationId',
      title,
      arguments: [uri, diagnostic.range, id, domain],
    };
    return action;
  }
}

/** VS Code says nothing about cells of notebooks, whose scheme is of no file system. */
function isWritable({ isUntitled, uri: { scheme } }: vscode.TextDocument): boolean {
  const isCell = scheme === 'vscode-notebook-cell';
  return isUntitled || isCell || vscode.workspace.fs.isWritableFileSystem(scheme) === true;
}

function replacement(
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
  organization: Organization,
): vscode.CodeAction {
  const action = quickFix(
    vscode.l10n.t('Replace With {0}', plainText(organizationTitle(organization), 80)),
    diagnostic,
  );
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(document.uri, diagnostic.range, organization.id);
  return action;
}

function quickFix(title: string, diagnostic: vscode.Diagnostic): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  return action;
}
