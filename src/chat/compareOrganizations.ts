import * as l10n from '@vscode/l10n';
import { ApiError, isFailure, recover } from '../api/apiError.ts';
import type { JsonObject } from '../api/jsonFields.ts';
import type { Organization } from '../api/organization.ts';
import type { PageReader } from '../api/pageReader.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { Services } from '../commands/services.ts';
import { both, comparablePair, type Pair, type ReadSection } from '../compare/comparable.ts';
import { type Difference, type Differences, differencesOf } from '../compare/differences.ts';
import { comparableFields } from '../compare/matchOrganizations.ts';
import { comparedSections, costsFor, tenantTitles, withNames } from '../compare/readSides.ts';
import { members } from '../sections/members.ts';
import type { Item } from '../sections/section.ts';
import { readableSection } from '../sections/sectionPages.ts';
import { markedTitle } from '../tenants/environments.ts';
import { requestsOf } from '../tenants/requestCost.ts';
import { plainMarkdown } from '../text/markdown.ts';
import { organizationFields, tenantFields, tenantFor } from './listConnectedTenants.ts';
import { describeError, fieldForModel, fieldsNotSent, PartFailure, quoted } from './forModel.ts';
import { readByKey } from './lookUpOrganizations.ts';
import {
  costOfRest,
  countedFrom,
  cutOff,
  MOST_REQUESTS,
  type PagedAnswer,
  pagesBetween,
  pagesForModel,
  RequestsUsedUp,
} from './pagedAnswers.ts';
import { membersOf } from './readOrganizationSection.ts';
import { flagIn, type Input, keyIn, type OrganizationKey, textIn, type Tool, type ToolTask } from './toolInput.ts';

/** One of the organizations, as a language model names it. */
interface NamedSide extends OrganizationKey {
  readonly domain: string;
}

/** Compares everything about two organizations, as the command does, and gives the differences as data. */
export const compareOrganizations: Tool = (services, input): ToolTask => {
  const sides = sidesIn(services, input);
  const isWithMembers = flagIn(input, 'with_members');
  const [first, second] = both(sides, ({ key, domain }) =>
    plainMarkdown(`${key} (${markedTitle(services.tenants, domain)})`),
  );
  return {
    input: { sides, isWithMembers },
    domains: sides.map(({ domain }) => domain),
    title: l10n.t('Compare Two Auth0 Organizations'),
    question: [
      l10n.t('Compare everything about the organizations {0} and {1}?', first, second),
      isWithMembers
        ? l10n.t(
            'The language model gets the differences, with names and email addresses of members and invited people.',
          )
        : l10n.t('The language model gets the differences, with names and email addresses of invited people.'),
    ].join(' '),
    bringsEmail: true,
    // Members are counted first.
    cost: {
      requests: requestsOf(costsFor(comparedSections(isWithMembers), 2)) + (isWithMembers ? 2 : 0),
      most: MOST_REQUESTS,
    },
    progress: l10n.t('Comparing {0} with {1}', first, second),
    what: 'The organizations could not be compared',
    run: (context) => compare(services, sides, isWithMembers, context),
  };
};

/** @throws Error that tells the model the valid input */
function sidesIn({ tenants }: Services<'tenants'>, input: Input): Pair<NamedSide> {
  const domain = tenantFor(tenants, input);
  const otherDomain = textIn(input, 'other_domain') === undefined ? domain : tenantFor(tenants, input, 'other_domain');
  const first = keyIn(input);
  const second = keyIn(input, 'other_');
  if (domain === otherDomain && first.key === second.key) {
    throw sameOrganization(first.key);
  }
  return [
    { ...first, domain },
    { ...second, domain: otherDomain },
  ];
}

function sameOrganization(key: string): Error {
  return new Error(
    `Both are the same organization, ${quoted(key)}. Give another one as “other_organization_id” or “other_organization_name”, or another tenant as “other_domain”.`,
  );
}

/** An organization whose sections are read one after the other. */
interface ReadSide {
  readonly domain: string;
  readonly organization: Organization;
  /** By name, those that are begun. */
  readonly lists: Map<string, PageReader<Item>>;
  /** By name, those that have ended. */
  readonly sections: Map<string, ReadSection>;
}

async function compare(
  services: Services<'sections' | 'tenants'>,
  named: Pair<NamedSide>,
  isWithMembers: boolean,
  context: RequestContext,
): Promise<PagedAnswer> {
  const { tenants } = services;
  const sides = await Promise.all(both(named, (side) => beginSide(services, side, context)));
  const [first, second] = sides;
  if (first.domain === second.domain && first.organization.id === second.organization.id) {
    throw sameOrganization(first.organization.id);
  }
  const counts = isWithMembers
    ? await Promise.all(both(sides, ({ domain, organization: { id } }) => membersOf(tenants, domain, id, context)))
    : undefined;
  const summaries = await Promise.all(both(sides, ({ domain }) => services.tenants.isSentSummaries(domain)));
  const fieldsOfBoth = comparableFields(
    both(sides, ({ organization }) => organization),
    summaries,
  );
  // Members come last: they can be many, and what differs else is told before them.
  const parts = [comparedSections(false), ...(isWithMembers ? [[members.name]] : [])];
  const done: Differences[] = [];
  const items: unknown[] = [];
  const readMore = async (part: RequestContext) => {
    try {
      for (const names of parts.slice(done.length)) {
        await readSections(services, sides, names, part);
        const fields = done.length === 0 ? fieldsOfBoth : noFields;
        const read = await differencesIn(services, sides, names, fields, part);
        done.push(read);
        items.push(...read.differences.map(differenceForModel));
      }
    } catch (error) {
      // The person is asked again for the rest.
      if (!(error instanceof RequestsUsedUp)) {
        throw error;
      }
    }
  };
  await readMore(context);
  const membersIn = ({ lists }: ReadSide, side: number) => {
    const pages = lists.get(members.name);
    const read = pages?.items.length ?? 0;
    const inAll = pages?.isComplete ? read : countedFrom(read, counts?.[side]);
    return { inAll, pagesLeft: pages?.hasEnded ? 0 : pagesBetween(read, inAll) };
  };
  const membersOfBoth = () => {
    const [one, other] = both(sides, membersIn);
    return { first: one.inAll ?? null, second: other.inAll ?? null };
  };
  // How long the other lists are is not known.
  const requestsLeft = () =>
    both(sides, membersIn).reduce<number | undefined>(
      (sum, { pagesLeft }) => (sum === undefined || pagesLeft === undefined ? undefined : sum + pagesLeft),
      done.length === 0 ? undefined : 0,
    );
  return {
    listName: 'differences',
    items,
    get hasEnded() {
      return done.length === parts.length;
    },
    get costOfMore() {
      return costOfRest(requestsLeft());
    },
    readMore,
    fields: () => ({
      first: subjectOf(services, first),
      second: subjectOf(services, second),
      members: counts && membersOfBoth(),
      differences_found: items.length,
      compared: done.flatMap(({ compared }) => compared),
      not_compared: {
        ...(!isWithMembers && { [members.name]: 'Members are compared only with “with_members”.' }),
        ...Object.fromEntries(
          parts
            .slice(done.length)
            .flat()
            .map((name) => [name, 'Not read yet: go on with “next”.']),
        ),
        ...(summaries.includes(true) && {
          organization: fieldsNotSent,
        }),
        ...Object.assign({}, ...done.map(({ notCompared }) => notCompared)),
      },
      ...(done.length < parts.length && { requests_left: requestsLeft() ?? null }),
      not_known: 'The permissions of roles, and the roles and members of groups, are not read.',
      // Members that nobody has asked for are not missing.
      complete:
        done.length === parts.length &&
        !summaries.includes(true) &&
        done.every(({ notCompared }) => Object.keys(notCompared).length === 0),
    }),
  };
}

/** The name of a secret stands beside its values here. */
function differenceForModel({ first, second, ...rest }: Difference): object {
  const { field = '' } = rest;
  return { ...rest, first: fieldForModel(field, first), second: fieldForModel(field, second) };
}

/** @throws PartFailure that says which of the two could not be read */
async function beginSide(
  services: Services<'tenants'>,
  { domain, ...key }: NamedSide,
  context: RequestContext,
): Promise<ReadSide> {
  try {
    const organization = await readByKey(services, domain, key, context);
    return { domain, organization, lists: new Map(), sections: new Map() };
  } catch (error) {
    throw error instanceof ApiError
      ? new PartFailure(error, `Organization ${quoted(key.key)} of ${domain} could not be read`)
      : error;
  }
}

/** Reads sections of both to their ends. What was read before stays. @throws ApiError `cancelled`, RequestsUsedUp */
async function readSections(
  services: Services<'sections'>,
  sides: Pair<ReadSide>,
  names: readonly string[],
  context: RequestContext,
): Promise<void> {
  for (const name of names) {
    const readings = both(sides, (side) => readSection(services, side, name, context));
    // Otherwise the next call would meet a page that is still read.
    await Promise.allSettled(readings);
    await Promise.all(readings);
  }
}

async function readSection(
  { sections }: Services<'sections'>,
  { domain, organization: { id }, lists, sections: read }: ReadSide,
  name: string,
  context: RequestContext,
): Promise<void> {
  if (read.has(name)) {
    return;
  }
  const { keyOf } = readableSection([name]);
  const pages = lists.get(name) ?? pagesForModel(sections.pages({ domain, id, path: [name] }), keyOf);
  lists.set(name, pages);
  const reading = pages.readToEnd({ ...context, priority: 'background' });
  const section = await recover(
    reading.then(({ items, isComplete }) => (isComplete ? { items } : { why: cutOff })),
    isFailure,
    (error) => ({ why: describeError(error, 'It could not be read') }),
  );
  read.set(name, section);
}

const noFields = [{}, {}] as const;

/**
 * How the sections differ.
 * @param fields those of the organizations themselves that are compared too
 * @throws ApiError `cancelled`, RequestsUsedUp
 */
async function differencesIn(
  services: Services<'tenants'>,
  sides: Pair<ReadSide>,
  names: readonly string[],
  fields: Pair<JsonObject>,
  context: RequestContext,
): Promise<Differences> {
  const titles = tenantTitles(services, sides);
  const compared = both(sides, ({ domain, organization, sections }, side) => ({
    title: titles[side],
    domain,
    id: organization.id,
    name: organization.name ?? organization.id,
    organization: fields[side],
    sections: Object.fromEntries(names.map((name) => [name, sections.get(name) ?? { items: [] }])),
  }));
  return differencesOf(comparablePair(await withNames(services, compared, context), false));
}

function subjectOf({ tenants }: Services<'tenants'>, { domain, organization }: ReadSide): JsonObject {
  return { tenant: tenantFields(tenants, domain), ...organizationFields(organization) };
}
