import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Organization } from '../api/organization.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { documentInFront } from '../commands/commandArguments.ts';
import type { Services } from '../commands/services.ts';
import type { DocumentAddress } from '../documents/documentAddress.ts';
import { type DocumentForm, MadeContent, organizationForm } from '../documents/documentKinds.ts';
import { documentUri } from '../documents/documentUri.ts';
import type { LinkedDocument } from '../documents/productLink.ts';
import { documentLink } from '../documents/markdownDocument.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import { isClientId } from '../sections/clients.ts';
import { failedEvents } from '../sections/eventWords.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { inlineCode } from '../text/markdown.ts';
import { formatNumber } from '../ui/format.ts';
import { copyText, showInformation } from '../ui/notifications.ts';
import { isUserId, userAddress, userForm } from '../users/userAddress.ts';
import { explain, type Explanation } from './explain.ts';
import { applicationAddress, applicationForm } from './explanationAddress.ts';
import { report } from './explanationReport.ts';
import { type KnownFacts, MOST_REQUESTS } from './requestLimit.ts';
import type { FactDocument } from './factRequests.ts';
import { type AccessQuestion, valueOf } from './facts.ts';
import { readFacts, type ReadingTenants } from './readFacts.ts';

/** An explanation, and its document. */
interface ExplainedLogin {
  readonly explanation: Explanation;
  /** The name of the organization, or its ID if the name is not known. */
  readonly organizationName: string;
  /** The Markdown of the document, made of a `Ticket`. */
  readonly content: MadeContent;
}

/** An explanation for others than its reader. */
interface Ticket {
  /** The explanation as Markdown that anybody can read, without links into VS Code. */
  readonly ticket: string;
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
  const { facts, requests } = await readFacts(tenants, question, context, known);
  const { domain, organizationId } = question;
  const read = valueOf(facts.organization);
  const organization = read ?? store.find(domain, organizationId) ?? { id: organizationId };
  if (read) {
    await store.lookUp(domain, () => Promise.resolve(read));
  }
  const explanation = explain(question, facts, Date.now(), requests, organization);
  const options = {
    language: vscode.env.language,
    tenantTitle: tenants.titleOf(domain),
    linkTo: factLinks(domain, organization),
    meaningOf: (type: string) => (Object.hasOwn(failedEvents, type) ? failedEvents[type] : undefined) ?? type,
  };
  const ticket = report(explanation, { ...options, linkTo: () => undefined, isTicket: true });
  return {
    explanation,
    organizationName: organization.name ?? organization.id,
    content: new MadeContent(report(explanation, options), { ticket } satisfies Ticket),
  };
}

/** Copies an explanation for a ticket. @param argument the URI of its document; without it the one in front */
export async function copyAsTicket({ documents }: Services<'documents'>, argument?: unknown): Promise<void> {
  const uri = argument instanceof vscode.Uri ? argument : documentInFront();
  const made = uri && (await documents.sourceOf(uri));
  if (made && 'ticket' in made) {
    await copyText((made as Ticket).ticket, l10n.t('Copied as a ticket'));
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
export function explanationPlaceholder({ organizationId, clientId, userId }: AccessQuestion): string {
  const subject = [
    ...(userId === undefined ? [] : [l10n.t('User: {0}', inlineCode(userId))]),
    l10n.t('Organization: {0}', inlineCode(organizationId)),
    ...(clientId === undefined ? [] : [l10n.t('Application: {0}', inlineCode(clientId))]),
  ];
  return [
    `## ${l10n.t('This explanation was not kept')}`,
    l10n.t('It is not stored, and nothing is asked of the tenant unless you ask for it.'),
    l10n.t('To explain the login again, run “Explain Failed Login…” from the command palette.'),
    `${subject.map((line) => `- ${line}`).join('\n')}\n`,
  ].join('\n\n');
}

/** The links from the report of a login to the documents of its facts. */
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
