import * as vscode from 'vscode';
import { explainLogin } from '../access/explanationDocument.ts';
import { ApiError, isApiError } from '../api/apiError.ts';
import { withSortedKeys } from '../api/jsonFields.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { isMissingOrganization } from '../api/requestErrors.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import { readAllSections } from '../sections/readSections.ts';
import { readableSection, readItem } from '../sections/sectionPages.ts';
import type { SectionStore } from '../sections/sectionStore.ts';
import type { Tenants } from '../tenants/tenants.ts';
import {
  accessQuestion,
  type DocumentAddress,
  everything,
  isComparison,
  ordered,
  type OrganizationAddress,
} from './documentAddress.ts';
import type { ReadingPurpose } from './organizationDocuments.ts';

const access = () => import('../access/localizedAccess.ts');

/** The stores that the content of documents is read from. */
export interface ContentSources {
  readonly tenants: Tenants;
  readonly store: OrganizationStore;
  readonly sections: SectionStore;
}

/**
 * Reads the content of a document: the current organization, a user with the organizations, an application, the loaded
 * part of a section, or the loaded part of the list in the shape of the API's response, without the cursor. An
 * explanation is made again only to refresh it, and is otherwise the text that it was not kept, as is a comparison.
 * @throws ApiError
 */
export async function readDocumentContent(
  sources: ContentSources,
  address: DocumentAddress,
  context: RequestContext,
  purpose: ReadingPurpose,
): Promise<unknown> {
  const { store, tenants } = sources;
  const { domain } = address;
  const question = accessQuestion(address);
  if (question) {
    return purpose === 'refresh'
      ? (await explainLogin(tenants, question, context)).markdown
      : (await access()).explanationNotKept(question);
  }
  if (isComparison(address)) {
    const notKept = vscode.l10n.t('A comparison is not kept when its tab or the window closes. Compare again.');
    return address.comparedWith === undefined ? { not_compared: [notKept] } : `${notKept}\n`;
  }
  if (address.userId !== undefined) {
    const { readUserDocument } = await import('../users/userDocument.ts');
    return readUserDocument(tenants, address, context);
  }
  if (address.clientId !== undefined) {
    return (await access()).readApplication(tenants, address, context);
  }
  if (address.id === undefined) {
    const list = store.get(domain);
    if (!list.isLoaded) {
      await store.change(domain, () => list.load(context));
    }
    return { organizations: list.organizations };
  }
  const { id, path } = address;
  const isOrdered = path[0] === ordered;
  if (path.length > 0 && !isOrdered) {
    return readSectionContent(sources, address, context);
  }
  const organization = await store.lookUp(domain, (client) => client.get(id, context), id);
  return isOrdered ? withSortedKeys(organization) : organization;
}

/** Reads the content of the document of a section, of an item or of all sections. @throws ApiError */
export async function readSectionContent(
  sources: ContentSources,
  address: OrganizationAddress,
  context: RequestContext,
): Promise<unknown> {
  const { domain, id, path } = address;
  try {
    return path.length === 1 && path[0] === everything
      ? await readAllSections(sources, address, context)
      : await readSectionOrItem(sources, address, context);
  } catch (error) {
    if (isApiError(error) && isMissingOrganization(error)) {
      sources.store.forget(domain, id);
    }
    throw error;
  }
}

async function readSectionOrItem(
  { sections, tenants }: ContentSources,
  { domain, id, path }: OrganizationAddress,
  context: RequestContext,
): Promise<unknown> {
  const isItem = path.length % 2 === 0;
  const address = { domain, id, path: isItem ? path.slice(0, -1) : path };
  const { keyOf, source } = readableSection(address.path);
  const list = sections.get(address);
  if (!list.isLoaded && !(isItem && source.itemPath)) {
    await sections.change(address, () => list.load(context));
  }
  if (!isItem) {
    return { [sections.fieldOf(address)]: list.items };
  }
  const item = list.items.find((candidate) => keyOf(candidate) === path.at(-1));
  // Nobody has asked for an item whose list has changed.
  if (!item && context.priority === 'background') {
    throw new ApiError('notLoaded');
  }
  return item ?? readItem(tenants, { domain, id, path }, context);
}
