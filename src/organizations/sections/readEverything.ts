import type { OrganizationAddress } from '../../documents/documentAddress.ts';
import { isApiError, type ApiError } from '../../management/apiError.ts';
import type { Caller } from '../../management/caller.ts';
import { explanationOf } from '../../notifications/failureNotifier.ts';
import type { Tenants } from '../../tenants/tenants.ts';
import type { SectionLists } from './sectionLists.ts';
import { organizationSections } from './sections.ts';

/**
 * An organization with all of its sections, read to their ends where they are not loaded. What cannot be read says why
 * in its place.
 * @throws ApiError where the organization itself cannot be read, or `cancelled`
 */
export async function readEverything(
  tenants: Tenants,
  lists: SectionLists,
  { domain, id }: OrganizationAddress,
  caller: Caller,
): Promise<unknown> {
  const organization = await tenants.client(domain).get(id, caller);
  const sections: Record<string, unknown> = {};
  for (const { name, source } of organizationSections) {
    if ('field' in source) {
      sections[name] = await readSection(lists, { domain, id, path: [name] }, caller);
    }
  }
  return { organization, sections };
}

async function readSection(
  lists: SectionLists,
  address: Parameters<SectionLists['get']>[0],
  caller: Caller,
): Promise<unknown> {
  const list = lists.get(address);
  let error: ApiError | undefined;
  try {
    if (!list.isComplete) {
      const background: Caller = { ...caller, priority: 'background' };
      await lists.change(address, () => list.loadAll(background, () => undefined));
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
    ...(error && {
      error: { ...error.details, reason: error.reason, message: (await explanationOf(error, address.domain)).meaning },
    }),
  };
}
