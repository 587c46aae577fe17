import * as l10n from '@vscode/l10n';
import { isMissingOrganization, recover } from '../api/apiError.ts';
import { asSent, type Organization } from '../api/organization.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { Services } from '../commands/services.ts';
import {
  type LookUp,
  type LookUpInput,
  lookUpInputs,
  maximumRequests,
  openLookUps,
  planLookUps,
  readList,
  runLookUps,
  tenantsFor,
} from '../find/lookUpInputs.ts';
import { plainMarkdown } from '../text/markdown.ts';
import { organizationFields, tenantFields, tenantFor, tenantText } from './listConnectedTenants.ts';
import { describeError, quoted } from './forModel.ts';
import { MOST_REQUESTS, type PagedAnswer, type ToolCost } from './pagedAnswers.ts';
import {
  type Input,
  isLeftOut,
  keyIn,
  type OrganizationKey,
  refusal,
  textIn,
  type Tool,
  type ToolTask,
} from './toolInput.ts';

/** Reads an organization of a tenant by its ID or name. What is read stays out of the sidebar. @throws ApiError */
export function readByKey(
  { tenants }: Services<'tenants'>,
  domain: string,
  { key, by }: OrganizationKey,
  context: RequestContext,
): Promise<Organization> {
  return tenants.client(domain)[by](key, context);
}

/** Reads an organization by its ID or name. */
export const getOrganization: Tool = (services, input): ToolTask => {
  const { tenants } = services;
  const domain = tenantFor(tenants, input);
  const key = keyIn(input);
  const names = [plainMarkdown(key.key), tenantText(tenants, domain)] as const;
  return {
    input: { ...key },
    domains: [domain],
    title: l10n.t('Read an Auth0 Organization'),
    question: l10n.t(
      'Read the organization {0} of {1}? The language model gets all that the Management API says about it, with any email address in it.',
      ...names,
    ),
    bringsEmail: true,
    cost: { requests: 1 },
    progress: l10n.t('Reading the organization {0} of {1}', ...names),
    what: `Organization ${quoted(key.key)} could not be read`,
    run: async (context) => {
      const organization = asSent(await readByKey(services, domain, key, context));
      return { whole: { tenant: tenantFields(tenants, domain), organization } };
    },
  };
};

/** More texts at once are no question about a ticket or a log. */
const MOST_TEXTS = 100;

/** The most requests for a part. As many are left for those that are repeated. */
const MOST_AT_ONCE = MOST_REQUESTS / 2;

/** Says of IDs and names which organizations of which tenants they are. */
export const lookUpOrganizations: Tool = (services, input): ToolTask => {
  const { tenants, known } = services;
  const isAnywhere = isLeftOut(input['domain']) && tenants.all.length > 0;
  const only = isAnywhere ? undefined : tenantFor(tenants, input);
  const inputs = inputsIn(input);
  const asked = only === undefined ? tenantsFor(inputs, known) : [only];
  const planned = planLookUps(inputs, known, asked);
  const shown = inputs.slice(0, 5).map(({ text }) => plainMarkdown(text, 60));
  const titles = (asked.length > 0 ? asked : known.domains).map((domain) => tenantText(tenants, domain));
  const names = [...shown, ...(inputs.length > shown.length ? ['…'] : [])].join(', ');
  return {
    input: { texts: inputs.map(({ text }) => text), asked: only ?? null },
    domains: only === undefined ? known.domains : [only],
    title: l10n.t('Look Up Auth0 Organizations'),
    question: l10n.t(
      'Look up {0} IDs and names of organizations in {1}: {2}? The language model gets IDs, names and display names.',
      inputs.length,
      titles.join(', '),
      names,
    ),
    cost: costOf(planned),
    progress: l10n.t('Looking up organizations'),
    what: 'The organizations could not be looked up',
    run: (context) => lookUp(services, planned, asked, context),
  };
};

/** @throws Error that tells the model the valid input */
function inputsIn(input: Input): readonly LookUpInput[] {
  const field = 'organizations';
  const { [field]: given } = input;
  const parts = (text: unknown): readonly unknown[] =>
    typeof text === 'string' ? text.split(/[\r\n\t,;]+/).map((part) => part.trim()) : [text];
  const texts = [...new Set([given].flat().flatMap(parts))].filter((text) => !isLeftOut(text));
  const remedy = `Give as “${field}” a list of at most ${MOST_TEXTS} IDs (org_…) or names of organizations. ${byOthers}`;
  if (texts.length > MOST_TEXTS) {
    throw new Error(`“${field}” has ${texts.length} entries. ${remedy}`);
  }
  const read = texts.flatMap((text) => textIn({ [field]: text }, field, remedy) ?? []);
  // Of a text with IDs, the IDs alone are meant.
  const inputs = lookUpInputs(read.flatMap((text) => readList(text)?.inputs.map((one) => one.text) ?? [text]));
  if (inputs.every(({ key }) => key === undefined) || read.some(isPhrase)) {
    throw refusal({ [field]: read.find(isPhrase) ?? given }, field, remedy);
  }
  return inputs;
}

/** Whether a text has several words of which none is an ID: names have no spaces. */
function isPhrase(text: string): boolean {
  return text.includes(' ') && !text.includes('org_');
}

function costOf(lookUps: readonly LookUp[]): ToolCost {
  const requests = Math.min(maximumRequests(lookUps), MOST_AT_ONCE);
  return { requests };
}

async function lookUp(
  { tenants }: Services<'tenants'>,
  planned: readonly LookUp[],
  asked: readonly string[],
  context: RequestContext,
): Promise<PagedAnswer> {
  const items: object[] = [];
  const rest = [...planned];
  let isAnswered = true;
  const readMore = async (more: RequestContext) => {
    const part = takeFrom(rest);
    const done = await runLookUps(part, asked, (domain, { kind, value }) => {
      const reading = readByKey({ tenants }, domain, { key: value, by: kind === 'id' ? 'get' : 'getByName' }, more);
      return recover(reading, isMissingOrganization, () => undefined);
    });
    rest.splice(0, part.length);
    items.push(...done.map((one) => resultOf(tenants, one)));
    isAnswered &&= openLookUps(done).length === 0;
  };
  await readMore(context);
  return {
    listName: 'results',
    items,
    get hasEnded() {
      return rest.length === 0;
    },
    get costOfMore() {
      return costOf(takeFrom(rest));
    },
    readMore,
    fields: () => ({ complete: rest.length === 0 && isAnswered }),
  };
}

/** As many look-ups as fit into a call, at least one. */
function takeFrom(lookUps: readonly LookUp[]): readonly LookUp[] {
  let requests = 0;
  for (const [place, { toAsk }] of lookUps.entries()) {
    requests += toAsk.length;
    if (requests > MOST_AT_ONCE) {
      return lookUps.slice(0, Math.max(1, place));
    }
  }
  return lookUps;
}

/** How an organization is found of which neither is known. */
const byOthers = 'Use find_organizations for display names and parts of names.';

function resultOf(tenants: Services<'tenants'>['tenants'], lookUp: LookUp): object {
  const { text, key, found, lackedBy, failures = [] } = lookUp;
  if (!key) {
    return { input: text, found: [], remark: `This is neither an ID nor a name. ${byOthers}` };
  }
  return {
    input: text,
    found: found.map(({ domain, organization, readAt }) => ({
      tenant: tenantFields(tenants, domain),
      ...organizationFields(organization),
      read_at: readAt?.toISOString(),
    })),
    ...(lackedBy.length > 0 && { not_in: lackedBy }),
    ...(found.length === 0 && key.kind === 'name' && { remark: byOthers }),
    ...(openLookUps([lookUp]).length > 0 && {
      not_answered: failures.map(({ domain, error }) => ({ domain, why: describeError(error, domain) })),
    }),
  };
}
