import * as l10n from '@vscode/l10n';
import { ApiError, isFailure, recover } from '../api/apiError.ts';
import type { JsonObject } from '../api/jsonFields.ts';
import type { Organization } from '../api/organization.ts';
import { organizationsPath } from '../api/organizationsClient.ts';
import type { Growing } from '../api/pageReader.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { Services } from '../commands/services.ts';
import {
  Answers,
  ApplicationScan,
  type Ask,
  hasDiscoveryDomain,
  hasNoConnection,
  isFound,
  isForMembers,
  scanOrganizations,
  usesConnection,
} from '../find/scanOrganizations.ts';
import { hostName, isConnectionId } from '../find/identifiers.ts';
import { findConnection } from '../sections/connections.ts';
import { textField } from '../sections/section.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { plainMarkdown } from '../text/markdown.ts';
import { organizationFields, tenantFields, tenantFor, tenantText } from './listConnectedTenants.ts';
import { describeError, quoted } from './forModel.ts';
import {
  costOfRest,
  countedFrom,
  cutOff,
  limitedTo,
  type PagedAnswer,
  pagesBetween,
  pagesForModel,
  RequestsUsedUp,
  totalIn,
  withoutRestart,
} from './pagedAnswers.ts';
import {
  applicationNamed,
  flagIn,
  type Input,
  onlyText,
  refusal,
  severalGiven,
  type Tool,
  type ToolTask,
} from './toolInput.ts';

/** What organizations are asked for. */
interface Used {
  readonly kind: 'application' | 'connection' | 'discovery_domain' | 'no_connection';
  /** Empty for no connection. */
  readonly value: string;
}

/** The requests that the first call makes: where all takes more, it tells first how many. */
const FIRST_REQUESTS = 20;

/** Finds the organizations of a tenant that use an application, a connection or a domain, or that have no connection. */
export const findOrganizationsThatUse: Tool = (services, input): ToolTask => {
  const domain = tenantFor(services.tenants, input);
  const used = usedIn(input);
  const names = [plainMarkdown(used.value), tenantText(services.tenants, domain)] as const;
  const what = {
    application: l10n.t('Find the organizations of {1} that use the application {0}?', ...names),
    connection: l10n.t('Find the organizations of {1} that use the connection {0}?', ...names),
    discovery_domain: l10n.t('Find the organizations of {1} that have the discovery domain {0}?', ...names),
    no_connection: l10n.t('Find the organizations of {1} that have no connection?', ...names),
  }[used.kind];
  return {
    input: { ...used },
    domains: [domain],
    title: l10n.t('Find the Auth0 Organizations That Use Something'),
    question: [
      what,
      l10n.t(
        'The language model gets IDs, names and display names. Where all takes more requests, it first gets how many.',
      ),
    ].join(' '),
    cost: { requests: FIRST_REQUESTS },
    progress: l10n.t('Looking for organizations of {0}', names[1]),
    what: `The organizations of ${domain} could not be asked`,
    run: (context) => find(services, domain, used, context),
  };
};

/** @throws Error that tells the model the valid input */
function usedIn(input: Input): Used {
  const kinds = ['application', 'connection', 'discovery_domain'] as const;
  const remedy =
    'Give one of “application” (client ID or name), “connection” (ID or name), “discovery_domain” (such as acme.example) and “no_connection” (true).';
  const named = onlyText(input, kinds, remedy);
  const isWithout = flagIn(input, 'no_connection');
  if (isWithout === (named !== undefined)) {
    throw new Error(named ? severalGiven(named.field, 'no_connection', remedy) : remedy);
  }
  const used: Used = named ? { kind: named.field, value: named.text } : { kind: 'no_connection', value: '' };
  if (used.kind !== 'discovery_domain') {
    return used;
  }
  const name = hostName(used.value);
  if (name === undefined) {
    throw refusal(
      input,
      used.kind,
      'Give as “discovery_domain” the domain of email addresses alone, such as acme.example.',
    );
  }
  return { ...used, value: name };
}

/** What is looked for, once it is known. */
interface Subject {
  readonly told: JsonObject;
  /** What is not certain. */
  readonly remark?: string;
}

/** A search that reads a part with each call. */
interface Scan {
  /** The organizations that were found so far. */
  readonly found: Growing<Organization>;
  /** Whether the tenant has not verified the domain of a found one. */
  readonly isPending: (id: string) => boolean;
  readonly asked: number;
  readonly unclear: number;
  /** See `ApplicationScan`. */
  readonly others?: number;
  readonly hasEnded: boolean;
  /** The number of organizations of the tenant, once the whole list of them has told it. */
  readonly inAll: number | undefined;
  /** The requests that are left, as far as it is known. @param total the number of organizations, if it is */
  readonly requestsLeft: (total: number | undefined) => number | undefined;
  /** @throws RequestsUsedUp once the call has made those that the person has agreed to, ApiError */
  readonly read: (context: RequestContext) => Promise<void>;
}

async function find(
  { tenants, store }: Services<'store' | 'tenants'>,
  domain: string,
  used: Used,
  context: RequestContext,
): Promise<PagedAnswer> {
  let made = 0;
  const counted: RequestContext = {
    ...context,
    onAttempt: (failure) => {
      context.onAttempt?.(failure);
      made += 1;
    },
  };
  const subject = await subjectOf(tenants, domain, used, counted);
  const list = store.get(domain);
  const loaded = list.isComplete ? list.organizations : undefined;
  const total = loaded?.length ?? (await totalIn(tenants.read(domain), organizationsPath, counted));
  const scan =
    used.kind === 'application'
      ? scanOfApplication(tenants, domain, textField(subject.told, 'client_id'))
      : scanOfEach(tenants, domain, loaded, askFor(tenants, domain, used));
  const isComplete = () => scan.hasEnded && scan.inAll !== undefined;
  const inAll = () => scan.inAll ?? countedFrom(scan.asked, total);
  const requestsLeft = () => scan.requestsLeft(inAll());
  let stopped: string | undefined;
  const readMore = async (part: RequestContext) => {
    stopped = undefined;
    const { asked } = scan;
    try {
      await scan.read(part);
    } catch (error) {
      if (error instanceof ApiError && isFailure(error) && scan.asked > asked) {
        stopped = describeError(error, 'The search has stopped');
      } else if (!(error instanceof RequestsUsedUp)) {
        throw error;
      }
    }
  };
  const left = requestsLeft();
  if (left === undefined || made + left <= FIRST_REQUESTS) {
    await readMore(left === undefined ? limitedTo(FIRST_REQUESTS - made, context) : context);
  }
  return {
    listName: 'organizations',
    get items() {
      return scan.found.map((organization) => told(used, organization, scan.isPending(organization.id)));
    },
    get hasEnded() {
      return scan.hasEnded;
    },
    get costOfMore() {
      return costOfRest(requestsLeft());
    },
    readMore,
    fields: () => ({
      tenant: tenantFields(tenants, domain),
      looked_for: subject.told,
      organizations_asked: scan.asked,
      organizations_in_all: inAll() ?? null,
      organizations_listed_at: loaded && list.readAt?.toISOString(),
      complete: isComplete() && scan.unclear === 0,
      others_that_may_use_it: scan.others,
      ...(!scan.hasEnded && {
        requests_left: requestsLeft() ?? null,
        remark: `Not all organizations are asked${requestsLeft() === undefined ? ', and how many there are is not known' : ''}: ask the user before you go on with “next”.`,
      }),
      ...(scan.hasEnded && !isComplete() && { cut_off: cutOff }),
      ...(scan.unclear > 0 && { not_certain_for: scan.unclear }),
      stopped,
      not_known: subject.remark,
    }),
  };
}

function told({ kind }: Used, organization: Organization, isPending: boolean): JsonObject {
  return {
    ...organizationFields(organization),
    ...(kind === 'application' && { members_log_in: isForMembers(organization) }),
    ...(kind === 'discovery_domain' && { domain_pending: isPending }),
  };
}

async function subjectOf(
  tenants: Tenants,
  domain: string,
  { kind, value }: Used,
  context: RequestContext,
): Promise<Subject> {
  const unread = `Whether the tenant has this ${kind} could not be read.`;
  if (kind === 'application') {
    const { clientId, name, isKnown } = await applicationNamed(tenants, domain, value, context);
    return {
      told: { client_id: clientId, name },
      ...(!isKnown && { remark: unread }),
    };
  }
  if (kind === 'connection' && isConnectionId(value)) {
    const reading = findConnection(tenants.read(domain), value, context);
    const connection = await recover(reading, isFailure, () => 'unknown' as const);
    if (!connection) {
      throw new Error(`${domain} has no connection with the ID ${quoted(value)}. Check the ID, or give the name.`);
    }
    return {
      told: { connection: value },
      ...(connection === 'unknown' && { remark: unread }),
    };
  }
  return {
    told: kind === 'no_connection' ? { no_connection: true } : { [kind]: value },
    ...(kind === 'connection' && {
      remark: 'Whether the tenant has a connection of this name is known only if one is found.',
    }),
  };
}

/** The list of organizations tells which use an application. */
function scanOfApplication(tenants: Tenants, domain: string, clientId: string): Scan {
  const pages: Tenants['pages'] = (...list) => withoutRestart(tenants.pages(...list));
  const scan = new ApplicationScan({ pages }, domain, clientId);
  return {
    get found() {
      return scan.found;
    },
    isPending: () => false,
    get asked() {
      return scan.asked;
    },
    unclear: 0,
    get others() {
      return scan.others;
    },
    get hasEnded() {
      return scan.hasEnded;
    },
    get inAll() {
      return scan.isComplete ? scan.asked : undefined;
    },
    requestsLeft: (total) => {
      const pages = pagesBetween(scan.asked, total);
      return scan.hasEnded ? 0 : pages && Math.max(1, pages);
    },
    read: (context) => scan.readPages(Infinity, { context, patiently: (task) => task(), onPage: () => undefined }),
  };
}

/** Each organization is asked. @param loaded all organizations, if they are known */
function scanOfEach(tenants: Tenants, domain: string, loaded: readonly Organization[] | undefined, ask: Ask): Scan {
  const pages = loaded ? undefined : pagesForModel(tenants.client(domain).list, ({ id }) => id);
  const answers = new Answers();
  const found: Organization[] = [];
  const all = () => loaded ?? pages?.items ?? [];
  const isListed = () => pages?.hasEnded ?? true;
  const hasEnded = () => isListed() && all().every(({ id }) => answers.has(id));
  return {
    found,
    isPending: (id) => answers.get(id) === 'pending',
    get asked() {
      return answers.size;
    },
    get unclear() {
      return [...answers.values()].filter((answer) => answer === 'unclear').length;
    },
    get hasEnded() {
      return hasEnded();
    },
    get inAll() {
      return (pages?.isComplete ?? true) ? all().length : undefined;
    },
    requestsLeft: (total) => {
      if (isListed()) {
        return all().length - answers.size;
      }
      const left = pagesBetween(all().length, countedFrom(all().length, total));
      return left === undefined || total === undefined ? undefined : total - answers.size + Math.max(1, left);
    },
    read: async (context) => {
      await pages?.readToEnd(context);
      const organizations = all();
      try {
        await scanOrganizations(organizations, answers, ask, {
          context,
          patiently: (task) => task(),
          onProgress: () => undefined,
        });
      } finally {
        const known = new Set(found);
        found.push(...organizations.filter((one) => isFound(answers.get(one.id)) && !known.has(one)));
      }
    },
  };
}

function askFor(tenants: Tenants, domain: string, { kind, value }: Used): Ask {
  if (kind === 'discovery_domain') {
    return hasDiscoveryDomain(tenants, domain, value);
  }
  return kind === 'connection' ? usesConnection(tenants, domain, value) : hasNoConnection(tenants, domain);
}
