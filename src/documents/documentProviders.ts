import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commandLink } from '../text/plainText.ts';
import { documentAddress, documentScheme } from './documentAddress.ts';
import { organizationUri } from './documentUri.ts';
import type { FieldHoverDependencies } from './fieldHover.ts';
import { idsInJson } from './idsInJson.ts';
import { isTheia, type RequestedDocuments } from './requestedDocuments.ts';

const selector: vscode.DocumentSelector = { scheme: documentScheme };

/**
 * Registers the language features of our documents that JSON does not provide: links on IDs and hovers on fields.
 */
export function registerDocumentProviders(
  dependencies: FieldHoverDependencies,
  expected: RequestedDocuments,
): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerDocumentLinkProvider(selector, {
      provideDocumentLinks: documentLinks,
      resolveDocumentLink: (link) => resolveDocumentLink(link, expected),
    }),
    vscode.languages.registerHoverProvider(selector, {
      provideHover: async (document, position) => {
        const { fieldHover } = await import('./fieldHover.ts');
        return fieldHover(dependencies, document, position);
      },
    }),
  );
}

/** A link whose target is created only when it is followed, since a list has a link for each organization. */
class IdLink extends vscode.DocumentLink {
  /** Returns the URI of a document, or of a command that opens a document. */
  readonly open: () => vscode.Uri;

  constructor(range: vscode.Range, id: string, open: () => vscode.Uri) {
    super(range);
    this.open = open;
    this.tooltip = l10n.t('Open {0}', id);
  }
}

/** Links on the IDs in a document that can be opened. No request is made before a person follows a link. */
async function documentLinks(document: vscode.TextDocument): Promise<vscode.DocumentLink[]> {
  const address = documentAddress(document.uri);
  if (!address) {
    return [];
  }
  if (document.uri.path.endsWith('.md')) {
    return (await isTheia()) ? pageLinks(document) : [];
  }
  const { domain, id: organizationId, name = '' } = address;
  return idsInJson(document.getText()).flatMap(({ offset, length, id, kind }) => {
    const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
    if (kind === 'organization') {
      const open = () => vscode.Uri.parse(commandLink('openOrganizationById', id, domain));
      return id === organizationId ? [] : [new IdLink(range, id, open)];
    }
    if (organizationId === undefined || id === address.path.at(-1)) {
      return [];
    }
    const organization = { id: organizationId, name };
    return [new IdLink(range, id, () => organizationUri(domain, organization, [kind, id]))];
  });
}

/** Links on the URIs in the text of a page: Theia reads what it finds itself before there is a tab, which is refused. */
function pageLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
  return [...document.getText().matchAll(new RegExp(`${documentScheme}:[^)\\s]+`, 'g'))].map(({ 0: text, index }) => {
    const range = new vscode.Range(document.positionAt(index), document.positionAt(index + text.length));
    const uri = vscode.Uri.parse(text);
    return new IdLink(range, uri.path, () => uri);
  });
}

/** Sets the target of a link from `documentLinks`, which a person is about to open. */
function resolveDocumentLink(link: vscode.DocumentLink, expected: RequestedDocuments): vscode.DocumentLink {
  if (link instanceof IdLink) {
    link.target = link.open();
    if (documentAddress(link.target)) {
      expected.expect(link.target);
    }
  }
  return link;
}
