import type { ApiError } from '../management/apiError.ts';
import type { KnownOrganization, KnownOrganizations } from '../organizations/knownOrganizations.ts';
import type { LookUpInput } from './lookUpInputs.ts';

/** A text that is looked up, and the answers so far. */
export interface LookUp extends LookUpInput {
  /** One organization of an ID, and of a name one in each tenant that has it. */
  readonly found: readonly KnownOrganization[];
  /** The tenants that do not have it. */
  readonly lackedBy: readonly string[];
  /** The tenants that are still to be asked, one after the other. Empty once the organization with an ID is found. */
  readonly toAsk: readonly string[];
  /** Why a tenant of `toAsk` has not answered. */
  readonly failure?: LookUpFailure;
}

/** A tenant that has not answered. */
export interface LookUpFailure {
  readonly domain: string;
  readonly error: ApiError;
}

/** What is known without a request. */
export type Knowledge = Pick<KnownOrganizations, 'domains' | 'finder' | 'byName' | 'mayHaveId' | 'isComplete'>;

/** The tenants that may have some of the organizations. Each tenant can have another organization with the same name. */
export function tenantsFor(inputs: readonly LookUpInput[], known: Knowledge): readonly string[] {
  const find = known.finder();
  const candidates = new Set(
    inputs.flatMap(({ key }) => {
      if (!key || (key.kind === 'id' && find(key.value))) {
        return [];
      }
      return key.kind === 'id' ? known.mayHaveId(key.value) : known.domains;
    }),
  );
  return known.domains.filter((domain) => candidates.has(domain));
}

/**
 * Finds what is known, and plans the requests for the rest. An ID is looked for until it is found; a name in each tenant,
 * since each can have another organization with it.
 * @param asked the tenants that may be asked; names are looked up in these alone
 */
export function planLookUps(
  inputs: readonly LookUpInput[],
  known: Knowledge,
  asked: readonly string[],
): readonly LookUp[] {
  const findId = known.finder();
  const hasNames = inputs.some(({ key }) => key?.kind === 'name');
  const named = hasNames ? asked.map((domain) => ({ domain, organizations: known.byName(domain) })) : [];
  const findName = (name: string): readonly KnownOrganization[] =>
    named.flatMap(({ domain, organizations }) => {
      const organization = organizations.get(name);
      return organization ? [{ domain, organization }] : [];
    });
  return inputs.map((input) => {
    const { key } = input;
    if (!key) {
      return { ...input, found: [], lackedBy: [], toAsk: [] };
    }
    if (key.kind === 'id') {
      const found = findId(key.value);
      return found
        ? { ...input, found: [found], lackedBy: [], toAsk: [] }
        : { ...input, found: [], ...placesOf(known.mayHaveId(key.value), known.domains, asked) };
    }
    const found = findName(key.value);
    const others = asked.filter((domain) => !found.some((place) => place.domain === domain));
    const candidates = others.filter((domain) => !known.isComplete(domain));
    return { ...input, found, ...placesOf(candidates, others, asked) };
  });
}

/** The tenants that lack an organization, and those to ask for it, which are the candidates among `asked`. */
function placesOf(
  candidates: readonly string[],
  all: readonly string[],
  asked: readonly string[],
): Pick<LookUp, 'lackedBy' | 'toAsk'> {
  return {
    lackedBy: all.filter((domain) => !candidates.includes(domain)),
    toAsk: asked.filter((domain) => candidates.includes(domain)),
  };
}

/** The look-ups that are not finished. */
export function openLookUps(lookUps: readonly LookUp[]): readonly LookUp[] {
  return lookUps.filter(({ toAsk }) => toAsk.length > 0);
}

/** The most requests that finishing the look-ups can take, apart from retries. */
export function maximumRequests(lookUps: readonly LookUp[]): number {
  return lookUps.reduce((sum, { toAsk }) => sum + toAsk.length, 0);
}
