import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ApiError } from '../api/apiError.ts';
import { ownField } from '../api/jsonFields.ts';
import type { Organization } from '../api/organization.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { documentInFront } from '../commands/commandTarget.ts';
import type { Services } from '../commands/services.ts';
import type { DocumentAddress } from '../documents/documentAddress.ts';
import { type DocumentForm, type DocumentKind, MadeContent, organizationForm } from '../documents/documentKinds.ts';
import { documentAddress, documentUri } from '../documents/documentUri.ts';
import type { LinkedDocument } from '../documents/vscodeLink.ts';
import { documentLink } from '../documents/openDocument.ts';
import type { DocumentCache } from '../documents/documentCache.ts';
import { urisInTabs } from '../documents/requestedDocuments.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import { isClientId } from '../sections/clients.ts';
import { failedEvents } from '../sections/eventWords.ts';
import type { Item } from '../sections/section.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { inlineCode } from '../text/markdown.ts';
import { formatNumber } from '../ui/format.ts';
import { copyText, showInformation } from '../ui/notifications.ts';
import { isUserId, userAddress, userForm } from '../users/userAddress.ts';
import { explain, type Explanation } from './explanation.ts';
import {
  accessQuestion,
  applicationAddress,
  applicationForm,
  explanationAddress,
  explanationForm,
} from './explanationAddress.ts';
import { report } from './explanationReport.ts';
import { type KnownFacts, MOST_REQUESTS } from './factReader.ts';
import type { FactDocument } from './factRequests.ts';
import { type AccessQuestion, valueOf } from './facts.ts';
import type { ReadingTenants } from './factEndpoints.ts';
import { readFacts } from './readFacts.ts';

/** An explanation, and its document. */
interface ExplainedLogin {
  readonly explanation: Explanation;
  /** The name of the organization, or its ID if the name is not known. */
  readonly organizationName: string;
  /** The Markdown of the document, made of a `Ticket`. */
  readonly content: MadeContent;
}

/** What the document of an explanation is kept with. */
interface Ticket {
  /** The explanation as Markdown that anybody can read, without links into VS Code. */
  readonly ticket: string;
  /** The email address that it is about, which its address does not have. */
  readonly email: string | undefined;
  /** The failures in the log that it tells of. */
  readonly failures: readonly Item[];
}

/** Reads the facts of a login and explains it. What is read of the organization is kept. @throws ApiError see `readFacts` */
export async function explainLogin(
  {
    tenants,
    store,
  }: { readonly tenants: ReadingTenants & Pick<Tenants, 'titleOf'>; readonly store: OrganizationStore },
  question: AccessQuestion,
  context: RequestContext,
  known?: KnownFacts,
): Promise<ExplainedLogin> {
  const askedAt = new Date();
  const { facts, requests } = await readFacts(tenants, question, context, known);
  const { domain, organizationId } = question;
  const read = valueOf(facts.organization);
  const organization = read ?? store.find(domain, organizationId) ?? { id: organizationId };
  if (read) {
    store.keep(domain, read, askedAt);
  }
  const explanation = explain(question, facts, Date.now(), requests, organization);
  const options = {
    language: vscode.env.language,
    tenantTitle: tenants.titleOf(domain),
    linkTo: factLinks(domain, organization),
    meaningOf: (type: string) => ownField(failedEvents, type) ?? type,
  };
  const ticket = report(explanation, { ...options, linkTo: () => undefined, isTicket: true });
  const { events, possibleEvents } = explanation;
  const { email } = question;
  const source: Ticket = {
    ticket,
    email,
    failures: [...events, ...possibleEvents].map(({ event }) => event),
  };
  return {
    explanation,
    organizationName: organization.name ?? organization.id,
    content: new MadeContent(report(explanation, options), source),
  };
}

/** Reads the document of an explanation, see `DocumentKind.read`. It is made again only to refresh it. */
export async function readExplanation(
  services: Parameters<typeof explainLogin>[0],
  ...[address, context, purpose, source]: Parameters<DocumentKind['read']>
): Promise<unknown> {
  const asked = accessQuestion(address);
  if (!asked) {
    throw new ApiError('notFound');
  }
  const { email } = isTicket(source) ? source : {};
  const question = { ...asked, ...(email !== undefined && { email }) };
  return purpose === 'open' || question.email === ''
    ? explanationPlaceholder(question)
    : (await explainLogin(services, question, context)).content;
}

function isTicket(source: object | undefined): source is Ticket {
  return source !== undefined && 'ticket' in source;
}

/** The failures that the open explanations of logins to an organization tell of. */
export async function failuresInExplanations(
  documents: DocumentCache,
  { domain, organizationId }: Pick<AccessQuestion, 'domain' | 'organizationId'>,
): Promise<readonly Item[]> {
  const uris = urisInTabs().filter((uri) => {
    const address = documentAddress(uri);
    return address?.domain === domain && address.id === organizationId && accessQuestion(address) !== undefined;
  });
  const sources = await Promise.all(uris.map((uri) => documents.sourceOf(uri)));
  return sources.flatMap((source) => (isTicket(source) ? source.failures : []));
}

/** Copies an explanation for a ticket. @param argument the URI of its document; without it the one in front */
export async function copyAsTicket({ documents }: Services<'documents'>, argument?: unknown): Promise<void> {
  const uri = argument instanceof vscode.Uri ? argument : documentInFront();
  const made = uri && (await documents.sourceOf(uri));
  if (isTicket(made)) {
    await copyText(made.ticket, l10n.t('Copied as a ticket'));
  } else {
    void showInformation(l10n.t('Open the explanation of a failed login first, or refresh it.'));
  }
}

/** What a person reads while a login is explained again. @param place the organization in its tenant */
export function describeRefresh(place: string): string {
  return l10n.t(
    'Explaining the failed login to {0} again, with at most {1} requests',
    place,
    formatNumber(MOST_REQUESTS),
  );
}

/** The content of an explanation that was not kept: VS Code opens its tab again after a reload. */
function explanationPlaceholder({ organizationId, clientId, userId, invitationId, email }: AccessQuestion): string {
  const subject = [
    ...(userId === undefined ? [] : [l10n.t('User: {0}', inlineCode(userId))]),
    ...(invitationId === undefined ? [] : [l10n.t('Invitation: {0}', inlineCode(invitationId))]),
    l10n.t('Organization: {0}', inlineCode(organizationId)),
    ...(clientId === undefined ? [] : [l10n.t('Application: {0}', inlineCode(clientId))]),
  ];
  return [
    `## ${l10n.t('This explanation was not made yet, or was not kept')}`,
    l10n.t('It is not stored, and nothing is asked of the tenant unless you ask for it.'),
    ...(email === undefined
      ? [
          l10n.t(
            'To explain the login, press Refresh at the top right, or run “Explain Failed Login…” from the command palette.',
          ),
        ]
      : [
          l10n.t('To explain the login, run “Explain Failed Login…” from the command palette.'),
          l10n.t('The email address that it is about is not stored either: type it when you are asked for the user.'),
        ]),
    `${subject.map((line) => `- ${line}`).join('\n')}\n`,
  ].join('\n\n');
}

/** The links from the report of a login to the documents of its facts, and to the explanations of other logins. */
function factLinks(domain: string, organization: Organization): (document: FactDocument) => string | undefined {
  return (document) => {
    const known = documentOf(domain, organization, document);
    return known && documentLink(documentUri(known.address, known.form), known.linked);
  };
}

/** The document of a fact and what links to it name, `undefined` for an ID that no document has. */
function documentOf(
  domain: string,
  { id, name = id }: Organization,
  document: FactDocument,
): { readonly address: DocumentAddress; readonly form: DocumentForm; readonly linked: LinkedDocument } | undefined {
  if ('path' in document) {
    const address = { domain, id, name, path: document.path };
    return { address, form: organizationForm, linked: address };
  }
  if ('login' in document) {
    const { userId, clientId: client = '' } = document.login;
    const clientId = isClientId(client) ? { clientId: client } : {};
    const address = explanationAddress({ domain, organizationId: id, userId, ...clientId }, name);
    const linked = { domain, organizationId: id, userId, ...clientId };
    return isUserId(userId) ? { address, form: explanationForm, linked } : undefined;
  }
  if ('userId' in document) {
    const { userId } = document;
    const address = userAddress({ domain, userId, withAllRoles: false });
    return isUserId(userId) ? { address, form: userForm, linked: { domain, userId } } : undefined;
  }
  const { clientId } = document;
  return isClientId(clientId)
    ? { address: applicationAddress(domain, clientId), form: applicationForm, linked: { domain, clientId } }
    : undefined;
}
