import * as vscode from 'vscode';
import { type ApiError, isApiError } from '../management/apiError.ts';
import type { RequestContext } from '../management/requestContext.ts';
import { type ErrorNotifier, explanationOf } from '../messages/errorNotifier.ts';
import { withProgress } from '../messages/progress.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import type { PagedList } from '../organizations/pagedList.ts';
import type { Item, Section, SectionAddress } from './section.ts';
import type { SectionStore } from './sectionStore.ts';
import { organizationSections } from './organizationSections.ts';

/** A section of one organization: its address and its descriptor. */
interface SectionTarget extends SectionAddress {
  readonly section: Section;
}

/** Loads the first page of a section unless it was requested before. Does not throw: the list keeps a failure. */
export async function loadSection(
  sections: SectionStore,
  notifier: ErrorNotifier,
  target: SectionTarget,
): Promise<PagedList<Item>> {
  const list = sections.get(target);
  if (!list.isOpened) {
    await changeSection(sections, notifier, target, vscode.l10n.t('Loading {0}', target.section.title), 'load');
  }
  return list;
}

/** Runs an operation on a section at a person's request, and shows a failure. Does not throw. */
export async function changeSection(
  sections: SectionStore,
  notifier: ErrorNotifier,
  target: SectionTarget,
  title: string,
  operation: 'load' | 'loadMore' | 'refresh',
): Promise<void> {
  try {
    await withProgress(title, (context) => sections.change(target, (list) => list[operation](context)));
  } catch (error) {
    if (isApiError(error) && isExpectedRefusal(error)) {
      return;
    }
    const { source } = target.section;
    notifier.notify(error, {
      domain: target.domain,
      what: vscode.l10n.t('{0} could not be loaded', target.section.title),
      documentation: 'documentation' in source ? source.documentation : '',
      retry: () => changeSection(sections, notifier, target, title, operation),
      isOneOfMany: operation === 'load',
    });
  }
}

/** Whether the error is a fact about the token or the plan. The section's row shows it, so no notification does. */
function isExpectedRefusal(error: ApiError): boolean {
  return error.reason === 'insufficientScope' || error.reason === 'missingFeature' || error.reason === 'notFound';
}

/**
 * Reads an organization with its sections that have an endpoint, and loads each section completely. Log events are left
 * out: they do not describe the organization. A section that cannot be read contains its error.
 * @throws ApiError if the organization itself cannot be read, or `cancelled`
 */
export async function readAllSections(
  { store, sections }: { readonly store: OrganizationStore; readonly sections: SectionStore },
  { domain, id }: Pick<SectionAddress, 'domain' | 'id'>,
  context: RequestContext,
): Promise<unknown> {
  const organization = await store.lookUp(domain, (client) => client.get(id, context), id);
  const contents: Record<string, unknown> = {};
  for (const { name, source, isLog } of organizationSections) {
    if ('field' in source && !isLog) {
      contents[name] = await readSection(sections, { domain, id, path: [name] }, context);
    }
  }
  return { organization, sections: contents };
}

async function readSection(store: SectionStore, address: SectionAddress, context: RequestContext): Promise<unknown> {
  const list = store.get(address);
  let error: ApiError | undefined;
  try {
    if (!list.isComplete) {
      const background: RequestContext = { ...context, priority: 'background' };
      await store.change(address, () => list.loadAll(background, () => undefined));
    }
  } catch (thrown) {
    if (!isApiError(thrown) || thrown.reason === 'cancelled') {
      throw thrown;
    }
    error = thrown;
  }
  return {
    items: list.items,
    complete: list.isComplete && !list.isCutOff,
    ...(error && { error: await describedError(error, address.domain) }),
  };
}

/** An error as a part of a document that could not be read. */
export async function describedError(error: ApiError, domain: string): Promise<Item> {
  return { ...error.details, reason: error.reason, message: (await explanationOf(error, domain)).meaning };
}
