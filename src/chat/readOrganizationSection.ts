import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { JsonObject } from '../api/jsonFields.ts';
import type { Organization } from '../api/organization.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { Services } from '../commands/services.ts';
import { allSections, type NamedSection } from '../sections/organizationSections.ts';
import type { FilteredAddress, Item, Section } from '../sections/section.ts';
import { plainMarkdown } from '../text/markdown.ts';
import { formatNumber } from '../ui/format.ts';
import { eventForModel } from './eventForModel.ts';
import { type PagedAnswer, wholeReading } from './pagedAnswers.ts';
import {
  type Input,
  isLeftOut,
  isShortText,
  keyIn,
  type OrganizationKey,
  tenantFor,
  type Tool,
  type ToolTask,
} from './toolInput.ts';

/** The sections by the names that the manifest has for them, such as `members/roles`. */
export const sectionsByName: ReadonlyMap<string, NamedSection> = new Map(
  allSections().map((named) => [named.names.join('/'), named]),
);

/** What a language model wants to read. */
interface SectionInput {
  readonly key: OrganizationKey;
  readonly name: string;
  readonly section: Section;
  /** As in a `SectionAddress`. */
  readonly path: readonly string[];
  readonly isFiltered: boolean;
}

/** Reads a section of an organization, page by page. */
export const readOrganizationSection: Tool = (services, input): ToolTask => {
  const domain = tenantFor(services.tenants, input['domain']);
  const wanted = sectionIn(input);
  const { key, section, path } = wanted;
  const what = [section.title, ...path.filter((_, index) => index % 2 === 1).toReversed(), key.key];
  return {
    domains: [domain],
    title: l10n.t('Read What Is Inside an Auth0 Organization'),
    question: [
      l10n.t(
        'Read {0} of {1}, with at most {2} requests?',
        plainMarkdown(what.join(' · ')),
        plainMarkdown(services.tenants.titleOf(domain)),
        formatNumber('containedItems' in section.source ? 1 : 3),
      ),
      section.isPersonal
        ? l10n.t('The language model gets names and email addresses of people.')
        : l10n.t('The language model gets what the Management API says about it.'),
      ...(section.isLog ? [l10n.t('It gets no IP addresses.')] : []),
    ].join(' '),
    progress: l10n.t(
      'Reading {0} of {1}',
      plainMarkdown(what.join(' · ')),
      plainMarkdown(services.tenants.titleOf(domain)),
    ),
    what: `The section ${wanted.name} of the organization ${key.key} could not be read`,
    run: (context) => read(services, domain, wanted, context),
  };
};

/** @throws Error that tells the model the valid input */
function sectionIn(input: Input): SectionInput {
  const { section: name, item_ids: given, failures_only: isFiltered } = input;
  const key = keyIn(input, 'organization_id', 'organization_name');
  const named = typeof name === 'string' ? sectionsByName.get(name) : undefined;
  if (!named || typeof name !== 'string') {
    throw new Error(`Give as “section” one of: ${[...sectionsByName.keys()].join(', ')}.`);
  }
  const { names, section } = named;
  const ids: readonly unknown[] = isLeftOut(given) ? [] : [given].flat();
  const above = names.slice(0, -1);
  if (ids.length !== above.length || !ids.every((id) => isShortText(id) && id !== '')) {
    const needed = above.map((_, index) => `one of ${above.slice(0, index + 1).join('/')}`).join(', then ');
    throw new Error(
      above.length === 0
        ? `Leave “item_ids” out: ${name} is a section of the organization itself.`
        : `Give as “item_ids” a list of ${above.length} IDs for ${name}: ${needed}. Read that section to get them.`,
    );
  }
  return {
    key,
    name,
    section,
    path: names.flatMap((part, index) => (index < ids.length ? [part, String(ids[index])] : [part])),
    isFiltered: section.isLog === true && isFiltered === true,
  };
}

async function read(
  { store, sections }: Services<'sections' | 'store'>,
  domain: string,
  { key: { key, by }, name, section, path, isFiltered }: SectionInput,
  context: RequestContext,
): Promise<PagedAnswer> {
  const { source } = section;
  const isContained = 'containedItems' in source;
  // Some lists are the same for any organization, also for one that the tenant does not have.
  const known = isContained || by === 'getByName' ? undefined : store.find(domain, key);
  const organization =
    known ?? (await store.lookUp(domain, (client) => client[by](key, context), by === 'get' ? key : undefined));
  const about = { tenant: domain, organization: subjectOf(organization), section: name };
  if (isContained) {
    const items = source.containedItems(organization);
    return wholeReading('items', items, () => ({ ...about, complete: true }));
  }
  const address: FilteredAddress = { domain, id: organization.id, path, isFiltered };
  const list = sections.unshared(address);
  await list.load(context, false);
  const shown: Item[] = [];
  const show = async () => {
    const from = shown.length;
    const more = await Promise.all(list.items.slice(from).map((item) => forModel(section, item)));
    // Another call may have shown some of them meanwhile.
    shown.push(...more.slice(shown.length - from));
  };
  await show();
  return {
    listName: 'items',
    items: shown,
    get hasEnded() {
      return list.hasEnded;
    },
    readMore: async (more) => {
      await list.loadMore(more);
      await show();
    },
    fields: () => ({
      ...about,
      ...remarksOn(section, list.items.length),
      items_read: list.items.length,
      complete: list.isComplete,
      ...(list.isCutOff && { cut_off: 'The Management API sends no more items, although there may be more.' }),
    }),
  };
}

async function forModel({ isLog, present }: Section, item: Item): Promise<Item> {
  return isLog ? eventForModel(item, (await present(item, vscode.env.language)).label) : item;
}

function subjectOf({ id, name, display_name }: Organization): JsonObject {
  return { id, name, display_name };
}

/** What a list never contains, and why it can be empty. */
function remarksOn({ remark, emptyRemark }: Section, items: number): JsonObject {
  const remarks = [remark, items === 0 ? emptyRemark : undefined].filter((text) => text !== undefined);
  return remarks.length > 0 ? { remarks } : {};
}
