import * as l10n from '@vscode/l10n';
import type { JsonObject } from '../api/jsonFields.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { Services } from '../commands/services.ts';
import { both, comparablePair, type ComparedSide, type Pair } from '../compare/comparable.ts';
import { differencesOf } from '../compare/differences.ts';
import { comparedSections, costsFor, type OrganizationSide, readComparedSides } from '../compare/readSides.ts';
import { plainMarkdown } from '../text/markdown.ts';
import { requestsOf } from '../tenants/requestCost.ts';
import { formatNumber } from '../ui/format.ts';
import { type PagedAnswer, wholeReading } from './pagedAnswers.ts';
import {
  type Input,
  isLeftOut,
  keyIn,
  type OrganizationKey,
  tenantFor,
  type Tool,
  type ToolTask,
} from './toolInput.ts';
import { errorForModel } from './toolErrors.ts';

/** One of the organizations, as a language model names it. */
interface NamedSide extends OrganizationKey {
  readonly domain: string;
}

/** Compares everything about two organizations, as the command does, and gives the differences as data. */
export const compareOrganizations: Tool = (services, input): ToolTask => {
  const sides = sidesIn(services, input);
  const isWithMembers = withMembersIn(input);
  const names = comparedSections(isWithMembers);
  const [first, second] = both(sides, ({ key, domain }) =>
    plainMarkdown(`${key} (${services.tenants.titleOf(domain)})`),
  );
  return {
    domains: sides.map(({ domain }) => domain),
    title: l10n.t('Compare Two Auth0 Organizations'),
    question: [
      l10n.t(
        'Compare everything about the organizations {0} and {1}, with {2} requests and one more for each further page of a long list?',
        first,
        second,
        formatNumber(requestsOf(costsFor(names, 2))),
      ),
      isWithMembers
        ? l10n.t(
            'The language model gets the differences, with names and email addresses of members and invited people.',
          )
        : l10n.t('The language model gets the differences, with names and email addresses of invited people.'),
    ].join(' '),
    progress: l10n.t('Comparing {0} with {1}', first, second),
    what: 'The organizations could not be compared',
    run: (context) => compare(services, sides, names, context),
  };
};

/** @throws Error that tells the model the valid input */
function sidesIn({ tenants }: Services<'tenants'>, input: Input): Pair<NamedSide> {
  const domain = tenantFor(tenants, input['domain']);
  const { other_domain: other } = input;
  const otherDomain = isLeftOut(other) ? domain : tenantFor(tenants, other, 'other_domain');
  const first = keyIn(input, 'organization_id', 'organization_name');
  const second = keyIn(input, 'other_organization_id', 'other_organization_name');
  if (domain === otherDomain && first.key === second.key) {
    throw new Error(
      'These are the same organization. Give another one as “other_organization_id” or “other_organization_name”, or another tenant as “other_domain”.',
    );
  }
  return [
    { ...first, domain },
    { ...second, domain: otherDomain },
  ];
}

function withMembersIn({ with_members: given }: Input): boolean {
  if (isLeftOut(given) || typeof given === 'boolean') {
    return given === true;
  }
  throw new Error('Give as “with_members” true or false, or leave it out.');
}

async function compare(
  services: Services<'known' | 'sections' | 'store' | 'tenants'>,
  named: Pair<NamedSide>,
  names: readonly string[],
  context: RequestContext,
): Promise<PagedAnswer> {
  const read = await Promise.all(both(named, (side) => readSide(services, side, context)));
  const [{ organization: one }, { organization: other }] = read;
  if (named[0].domain === named[1].domain && one.id === other.id) {
    throw new Error(`These are the same organization: ${one.id}. Give another one to compare it with.`);
  }
  const sides = await readComparedSides(services, read, names, context);
  const { differences, notCompared, compared } = differencesOf(comparablePair(sides, false));
  const [first, second] = both(sides, subjectOf);
  const about = { first, second, differences_found: differences.length, compared, not_compared: notCompared };
  return wholeReading('differences', differences, () => about);
}

/** @throws Error that says which of the two could not be read */
async function readSide(
  { store }: Services<'store'>,
  { domain, key, by }: NamedSide,
  context: RequestContext,
): Promise<OrganizationSide> {
  try {
    const id = by === 'get' ? key : undefined;
    return { domain, organization: await store.lookUp(domain, (client) => client[by](key, context), id) };
  } catch (error) {
    throw await errorForModel(error, `Organization ${key} of ${domain} could not be read`, domain);
  }
}

function subjectOf({ domain, id, organization }: ComparedSide): JsonObject {
  return { tenant: domain, id, name: organization['name'], display_name: organization['display_name'] };
}
