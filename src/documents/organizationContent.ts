import { ApiError, isMissingOrganization, recover } from '../api/apiError.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import { readAllSections } from '../sections/readSections.ts';
import { readableSection, readItem } from '../sections/sectionPages.ts';
import type { SectionStore } from '../sections/sectionStore.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { type DocumentAddress, everything, isOfOrganization, type OrganizationAddress } from './documentAddress.ts';
import { type DocumentKind, listForm, organizationForm } from './documentKinds.ts';

/** The stores that the content of documents is read from. */
export interface ContentSources {
  readonly tenants: Tenants;
  readonly store: OrganizationStore;
  readonly sections: SectionStore;
}

/** The loaded part of the list of a tenant, in the shape of the API's response, without the cursor. */
export function listDocuments({ store }: Pick<ContentSources, 'store'>): DocumentKind {
  return {
    ...listForm,
    isReport: false,
    read: async ({ domain }, context) => {
      const list = store.get(domain);
      if (!list.isLoaded) {
        await store.change(domain, () => list.load(context));
      }
      return { organizations: list.organizations };
    },
    failureOf: ({ domain }) => store.failureOfList(domain),
  };
}

/** An organization as it is now, the loaded part of a section in it, or an item. */
export function organizationDocuments(sources: ContentSources): DocumentKind {
  return {
    ...organizationForm,
    isReport: false,
    read: (address, context) => readOrganizationContent(sources, address, context),
    loaded: ({ domain, id = '' }) => {
      const organization = sources.store.find(domain, id);
      return organization && { organization_as_of: sources.store.readAtOf(domain, organization), organization };
    },
    failureOf: ({ domain, id = '' }) => sources.store.failureOf(domain, id),
  };
}

async function readOrganizationContent(
  sources: ContentSources,
  address: DocumentAddress,
  context: RequestContext,
): Promise<unknown> {
  if (!isOfOrganization(address)) {
    throw new ApiError('notFound');
  }
  const { domain, id, path } = address;
  return path.length > 0
    ? readSectionContent(sources, address, context)
    : sources.store.lookUp(domain, (client) => client.get(id, context), id);
}

/** Reads the content of the document of a section, of an item or of all sections. @throws ApiError */
export async function readSectionContent(
  sources: ContentSources,
  address: OrganizationAddress,
  context: RequestContext,
): Promise<unknown> {
  const { domain, id, path } = address;
  const isEverything = path.length === 1 && path[0] === everything;
  return recover(
    isEverything ? readAllSections(sources, address, context) : readSectionOrItem(sources, address, context),
    isMissingOrganization,
    (error) => {
      sources.store.forget(domain, id);
      throw error;
    },
  );
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
