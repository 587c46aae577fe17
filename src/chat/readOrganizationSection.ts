import * as l10n from '@vscode/l10n';
import type { JsonObject } from '../api/jsonFields.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { Services } from '../commands/services.ts';
import { members } from '../sections/members.ts';
import { allSections, type NamedSection } from '../sections/organizationSections.ts';
import type { Item, Section } from '../sections/section.ts';
import { noteOf, readableSection } from '../sections/sectionPages.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { plainMarkdown } from '../text/markdown.ts';
import { organizationFields, tenantFields, tenantFor, tenantText } from './listConnectedTenants.ts';
import { eventForModel, fieldsNotSent, quoted } from './forModel.ts';
import { readByKey } from './lookUpOrganizations.ts';
import {
  countedFrom,
  cutOff,
  type PagedAnswer,
  pagesBetween,
  pagesForModel,
  totalIn,
  wholeReading,
} from './pagedAnswers.ts';
import {
  flagIn,
  type Input,
  isLeftOut,
  keyIn,
  type OrganizationKey,
  refusal,
  textIn,
  type Tool,
  type ToolTask,
} from './toolInput.ts';

/** The sections by the names that the manifest has for them, such as `members/roles`. */
export const sectionsByName: ReadonlyMap<string, NamedSection> = new Map(
  allSections().map((named) => [named.names.join('/'), named]),
);

const sectionRemedy = `Give as “section” one of: ${[...sectionsByName.keys()].join(', ')}.`;

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
  const domain = tenantFor(services.tenants, input);
  const wanted = sectionIn(input);
  const { key, section, path, isFiltered } = wanted;
  const what = [section.title, ...path.filter((_, index) => index % 2 === 1).toReversed(), key.key];
  const names = [plainMarkdown(what.join(' · ')), tenantText(services.tenants, domain)] as const;
  return {
    input: { ...key, path, isFiltered },
    domains: [domain],
    title: l10n.t('Read What Is Inside an Auth0 Organization'),
    question: [
      l10n.t('Read {0} of {1}?', ...names),
      section.isPersonal
        ? l10n.t('The language model gets names and email addresses of people.')
        : l10n.t('The language model gets what the Management API says about it, with any email address in it.'),
      ...(section.isLog ? [l10n.t('It gets no IP addresses.')] : []),
    ].join(' '),
    bringsEmail: true,
    // The organization, a page, its request without what the plan refuses, and the proof of its end or the number of members.
    cost: { requests: 'containedItems' in section.source ? 1 : 4 },
    progress: l10n.t('Reading {0} of {1}', ...names),
    what: `The section ${quoted(path.join('/'), 200)} of the organization ${quoted(key.key)} could not be read`,
    run: (context) => read(services, domain, wanted, context),
  };
};

/** @throws Error that tells the model the valid input */
function sectionIn(input: Input): SectionInput {
  const key = keyIn(input);
  const spelled = textIn(input, 'section', sectionRemedy) ?? '';
  const name = spelled.toLowerCase().replace(/[_ ]/g, '-');
  const named = sectionsByName.get(name);
  if (!named) {
    throw refusal(input, 'section', sectionRemedy);
  }
  const { names, section } = named;
  const { item_ids: given } = input;
  const above = names.slice(0, -1);
  const needed = above.map((_, index) => `one of ${above.slice(0, index + 1).join('/')}`).join(', then ');
  const remedy =
    above.length === 0
      ? `Leave “item_ids” out: ${name} is a section of the organization itself.`
      : `Give as “item_ids” a list of ${above.length} IDs for ${name}: ${needed}. Read that section to get them.`;
  const values: readonly unknown[] = isLeftOut(given) ? [] : [given].flat();
  const ids = values.flatMap((id) => textIn({ item_ids: id }, 'item_ids', remedy) ?? []);
  if (ids.length !== above.length || values.length !== above.length) {
    throw refusal(input, 'item_ids', remedy);
  }
  const isFiltered = flagIn(input, 'failures_only');
  if (isFiltered && !section.isLog) {
    throw new Error('Leave “failures_only” out: it is for the sections events and members/events alone.');
  }
  return {
    key,
    name,
    section,
    path: names.flatMap((part, index) => [part, ...ids.slice(index, index + 1)]),
    isFiltered,
  };
}

async function read(
  services: Services<'sections' | 'store' | 'tenants'>,
  domain: string,
  { key, name, section, path, isFiltered }: SectionInput,
  context: RequestContext,
): Promise<PagedAnswer> {
  const { tenants, sections, store } = services;
  const { source } = section;
  const isContained = 'containedItems' in source;
  // Some lists are the same for any organization, also for one that the tenant does not have.
  const known = isContained || key.by === 'getByName' ? undefined : store.find(domain, key.key);
  const organization = known ?? (await readByKey(services, domain, key, context));
  const about = {
    tenant: tenantFields(tenants, domain),
    organization: organizationFields(organization),
    section: name,
  };
  if (isContained) {
    const items = source.containedItems(organization);
    const isPart = await services.tenants.isSentSummaries(domain);
    return wholeReading('items', items, () => ({
      ...about,
      complete: !isPart,
      ...(isPart && { not_known: fieldsNotSent }),
    }));
  }
  const { id } = organization;
  let lack = '';
  const readPage = sections.pages({ domain, id, path, isFiltered }, (served) => {
    lack = noteOf(path, served);
  });
  const pages = pagesForModel(readPage, section.keyOf);
  const items: Item[] = [];
  const readMore = async (part: RequestContext) => {
    await pages.readMore(part);
    const next = await Promise.all(pages.items.slice(items.length).map((item) => itemForModel(section, item)));
    items.push(...next);
  };
  await readMore(context);
  const isLong = !pages.hasEnded;
  const total = isLong && name === members.name ? await membersOf(tenants, domain, id, context) : undefined;
  const inAll = () => (pages.isComplete ? items.length : countedFrom(items.length, total));
  return {
    listName: 'items',
    items,
    get hasEnded() {
      return pages.hasEnded;
    },
    readMore,
    fields: () => ({
      ...about,
      ...remarksOn(section, items.length),
      items_read: items.length,
      ...(isLong && { items_in_all: inAll() ?? null, requests_left: pagesBetween(items.length, inAll()) ?? null }),
      complete: pages.isComplete,
      ...(pages.isCutOff && { cut_off: cutOff }),
      ...(lack !== '' && { not_known: lack }),
    }),
  };
}

/**
 * The number of members of an organization, with one request.
 * @returns `undefined` if the tenant does not tell it
 * @throws ApiError `cancelled`
 */
export async function membersOf(
  tenants: Tenants,
  domain: string,
  organizationId: string,
  context: RequestContext,
): Promise<number | undefined> {
  const path = readableSection([members.name]).source.path(encodeURIComponent(organizationId));
  return totalIn(tenants.read(domain), path, context);
}

async function itemForModel({ isLog, present }: Section, item: Item): Promise<Item> {
  return isLog ? eventForModel(item, (await present(item, 'en')).label) : item;
}

/** What a list never contains, and why it can be empty. */
function remarksOn({ remark, emptyRemark }: Section, items: number): JsonObject {
  const remarks = [remark, items === 0 ? emptyRemark : undefined].filter((text) => text !== undefined);
  return remarks.length > 0 ? { remarks } : {};
}
