import * as vscode from 'vscode';
import { commandLink } from '../text/plainText.ts';
import { documentScheme } from './documentAddress.ts';
import { documentAddress, organizationUri } from './documentUri.ts';
import type { ExpectedDocuments } from './expectedDocuments.ts';
import { type IdKind, idsInJson } from './idsInJson.ts';

const selector: vscode.DocumentSelector = { scheme: documentScheme };

/**
 * Registers what our documents offer beside JSON itself: links on IDs, and explanations of fields.
 * @param extensionUri the folder of the extension, which holds the schemas
 */
export function registerDocumentFeatures(extensionUri: vscode.Uri, expected: ExpectedDocuments): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerDocumentLinkProvider(selector, {
      provideDocumentLinks: documentLinks,
      resolveDocumentLink: (link) => resolveDocumentLink(link, expected),
    }),
    vscode.languages.registerHoverProvider(selector, {
      provideHover: async (document, position) => {
        const { fieldHover } = await import('./fieldHover.ts');
        return fieldHover(extensionUri, document, position);
      },
    }),
  );
}

/** The section whose documents show what an ID stands for. */
const sectionOf: Readonly<Record<Exclude<IdKind, 'organization'>, string>> = {
  user: 'members',
  connection: 'connections',
  invitation: 'invitations',
  domain: 'discovery-domains',
  clientGrant: 'client-grants',
  group: 'groups',
  role: 'roles',
};

/** A link whose target is made up when somebody follows it, since the list has one for each organization. */
class IdLink extends vscode.DocumentLink {
  /** A document, or the command that opens one. */
  readonly open: () => vscode.Uri;

  constructor(range: vscode.Range, id: string, open: () => vscode.Uri) {
    super(range);
    this.open = open;
    this.tooltip = vscode.l10n.t('Open {0}', id);
  }
}

/** The IDs in one of our documents that there is something to open for. Nothing is read before a person follows one. */
function documentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
  const address = documentAddress(document.uri);
  if (!address) {
    return [];
  }
  const { domain, id: organizationId } = address;
  return idsInJson(document.getText()).flatMap(({ offset, length, id, kind }) => {
    const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
    if (kind === 'organization') {
      const open = () => vscode.Uri.parse(commandLink('openOrganizationById', id, domain));
      return id === organizationId ? [] : [new IdLink(range, id, open)];
    }
    if (organizationId === undefined || id === address.path.at(-1)) {
      return [];
    }
    const organization = { id: organizationId, name: address.name };
    return [new IdLink(range, id, () => organizationUri(domain, organization, [sectionOf[kind], id]))];
  });
}

/** Gives a link of `idLinksOf` its target, which a person is about to open. */
function resolveDocumentLink(link: vscode.DocumentLink, expected: ExpectedDocuments): vscode.DocumentLink {
  if (link instanceof IdLink) {
    link.target = link.open();
    if (documentAddress(link.target)) {
      expected.expect(link.target);
    }
  }
  return link;
}
