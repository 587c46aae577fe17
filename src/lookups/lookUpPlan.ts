import type { ApiError } from '../management/apiError.ts';
import type { KnownOrganization, KnownOrganizations } from '../organizations/knownOrganizations.ts';
import type { LookUpInput } from './lookUpInputs.ts';

/** A text that is looked up, and the answers so far. */
export interface LookUp extends LookUpInput {
  readonly found?: KnownOrganization;
  /** The tenants that do not have it. */
  readonly lackedBy: readonly string[];
  /** The tenants that are still to be asked, one after the other. Empty once the organization is found. */
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
 * Finds what is known, and plans the requests for the rest.
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
  const findName = (name: string): KnownOrganization | undefined => {
    const places = named.map(({ domain, organizations }) => ({ domain, organization: organizations.get(name) }));
    return places.find((place): place is KnownOrganization => place.organization !== undefined);
  };
  return inputs.map((input) => {
    const { key } = input;
    if (!key) {
      return { ...input, lackedBy: [], toAsk: [] };
    }
    const isId = key.kind === 'id';
    const found = isId ? findId(key.value) : findName(key.value);
    if (found) {
      return { ...input, found, lackedBy: [], toAsk: [] };
    }
    const candidates = isId ? known.mayHaveId(key.value) : asked.filter((domain) => !known.isComplete(domain));
    return {
      ...input,
      lackedBy: (isId ? known.domains : asked).filter((domain) => !candidates.includes(domain)),
      toAsk: asked.filter((domain) => candidates.includes(domain)),
    };
  });
}

/** The look-ups that are not finished. */
export function openLookUps(lookUps: readonly LookUp[]): readonly LookUp[] {
  return lookUps.filter(({ toAsk }) => toAsk.length > 0);
}

/** The most requests that finishing the look-ups can take, apart from retries. */
export function maximumRequests(lookUps: readonly LookUp[]): number {
  return lookUps.reduce((sum, { toAsk }) => sum + toAsk.length, 0);
}
