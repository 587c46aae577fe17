import * as l10n from '@vscode/l10n';
import { ApiError, type ApiErrorDetails, isMissingOrganization, isRefusal, type Reason } from '../api/apiError.ts';
import type { Organization } from '../api/organization.ts';
import { PageReader } from '../api/pageReader.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import type { PagedList } from '../organizations/pagedList.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { type ErrorNotifier, explanationOf } from '../ui/errorNotifier.ts';
import { withProgress } from '../ui/notifications.ts';
import type { FallbackRequest } from './fallbackRequest.ts';
import { requestedSections } from './organizationSections.ts';
import type { Item, Section, SectionAddress } from './section.ts';
import { noteOf, readableSection, sectionPages } from './sectionPages.ts';
import type { SectionStore } from './sectionStore.ts';

/** A section of one organization, with its descriptor. */
interface SectionTarget extends SectionAddress {
  readonly section: Section;
  readonly organization: Organization;
}

/** Loads the first page of a section unless it was requested before. Does not throw: the list keeps a failure. */
export async function loadSection(
  sections: SectionStore,
  notifier: ErrorNotifier,
  target: SectionTarget,
): Promise<PagedList<Item>> {
  const list = sections.get(target);
  if (!list.isOpened) {
    await changeSection(sections, notifier, target, 'load');
  }
  return list;
}

/** Runs an operation on a section at a person's request, and shows a failure. Does not throw. */
export async function changeSection(
  sections: SectionStore,
  notifier: ErrorNotifier,
  target: SectionTarget,
  operation: 'load' | 'loadMore' | 'refresh',
): Promise<void> {
  const { title, source } = target.section;
  const place = sections.tenants.placeOf(target.domain, target.organization);
  const progress =
    operation === 'refresh'
      ? l10n.t('Refreshing {0} of {1}', title, place)
      : l10n.t('Loading {0} of {1}', title, place);
  try {
    await withProgress(progress, (context) => sections.change(target, (list) => list[operation](context)));
  } catch (error) {
    // The row of the section shows a fact about the token or the plan.
    if (error instanceof ApiError && isRefusal(error) && error.reason !== 'forbidden') {
      return;
    }
    notifier.notify(error, {
      domain: target.domain,
      what: l10n.t('{0} of {1} could not be loaded', title, place),
      documentation: 'documentation' in source ? source.documentation : '',
      retry: () => changeSection(sections, notifier, target, operation),
      isOneOfMany: operation === 'load',
    });
  }
}

/** An organization with its sections, by name. */
export interface OrganizationContent {
  readonly organization: Organization;
  readonly sections: Readonly<Record<string, SectionContent>>;
}

/** What could be read of a section. */
export interface SectionContent {
  readonly items: readonly Item[];
  readonly complete: boolean;
  /** What the items lack, in a sentence. */
  readonly note?: string;
  readonly error?: DescribedError;
}

/**
 * Reads an organization with its sections, and loads each section completely. A section that cannot be read contains its
 * error.
 * @throws ApiError if the organization itself cannot be read, or `cancelled`
 */
export async function readAllSections(
  { store, sections }: { readonly store: OrganizationStore; readonly sections: SectionStore },
  { domain, id }: Pick<SectionAddress, 'domain' | 'id'>,
  context: RequestContext,
): Promise<OrganizationContent> {
  const organization = await store.lookUp(domain, (client) => client.get(id, context), id);
  return { organization, sections: await readSections(sections, { domain, id }, requestedSections, context) };
}

/**
 * Loads sections of an organization completely, one after the other.
 * @param names the names of the sections
 * @param isAnew whether sections that are loaded are read again
 * @throws ApiError `cancelled`
 */
export async function readSections(
  sections: SectionStore,
  { domain, id }: Pick<SectionAddress, 'domain' | 'id'>,
  names: readonly string[],
  context: RequestContext,
  isAnew = false,
): Promise<OrganizationContent['sections']> {
  const contents: Record<string, SectionContent> = {};
  for (const name of names) {
    contents[name] = await readSection(sections, { domain, id, path: [name] }, context, isAnew);
  }
  return contents;
}

async function readSection(
  store: SectionStore,
  address: SectionAddress,
  context: RequestContext,
  isAnew: boolean,
): Promise<SectionContent> {
  const list = store.get(address);
  let error: ApiError | undefined;
  try {
    if (isAnew && list.isLoaded) {
      await store.change(address, () => list.refresh(context));
    }
    if (!list.hasEnded) {
      const background: RequestContext = { ...context, priority: 'background' };
      await store.change(address, () => list.loadAll(background, () => undefined));
    }
  } catch (thrown) {
    if (!(thrown instanceof ApiError) || thrown.reason === 'cancelled') {
      throw thrown;
    }
    error = thrown;
  }
  const note = store.noteOf(address);
  return {
    items: list.items,
    complete: list.isComplete,
    ...(note && { note }),
    ...(error && { error: await describedError(error) }),
  };
}

/**
 * Reads a section to its end without keeping it. If the tenant refuses it, says why.
 * @throws ApiError any other failure, and if the tenant does not have the organization
 */
export async function readRefusableSection(
  tenants: Tenants,
  choice: FallbackRequest,
  address: SectionAddress,
  context: RequestContext,
): Promise<SectionContent> {
  try {
    let note = '';
    const readPage = sectionPages(tenants, choice, { ...address, isFiltered: false }, (served) => {
      note = noteOf(address.path, served);
    });
    const { keyOf } = readableSection(address.path);
    const { items, isComplete } = await new PageReader(readPage, keyOf).readToEnd(context);
    return { items, complete: isComplete, ...(note && { note }) };
  } catch (error) {
    if (!(error instanceof ApiError) || !isRefusal(error) || isMissingOrganization(error)) {
      throw error;
    }
    return unreadSection(error);
  }
}

/** What stands for a section of which nothing could be read. */
export async function unreadSection(error: ApiError): Promise<SectionContent> {
  return { items: [], complete: false, error: await describedError(error) };
}

/** Why a part of a document could not be read. */
export interface DescribedError extends ApiErrorDetails {
  readonly reason: Reason;
  /** What the error means, in a sentence. */
  readonly message: string;
}

/** An error as a part of a document that could not be read. */
export async function describedError(error: ApiError): Promise<DescribedError> {
  return { ...error.details, reason: error.reason, message: (await explanationOf(error)).meaning };
}

/** What a snapshot tells of a section: its items, or why the tenant refused it. */
export interface StoredSection extends Pick<SectionContent, 'items' | 'complete'> {
  readonly error?: Pick<DescribedError, 'status' | 'errorCode' | 'message'> & { readonly reason: string };
}
