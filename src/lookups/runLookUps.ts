import { type ApiError, isApiError } from '../management/apiError.ts';
import type { Organization } from '../management/organization.ts';
import type { OrganizationKey } from './lookUpInputs.ts';
import type { LookUp } from './lookUpPlan.ts';

/**
 * Asks a tenant for one organization.
 * @returns `undefined` if the tenant does not have it
 * @throws ApiError
 */
export type AskTenant = (domain: string, key: OrganizationKey) => Promise<Organization | undefined>;

/** The number of requests at once. The rate limiter decides how many a second. */
const AT_ONCE = 4;

/**
 * Makes the planned requests, tenant by tenant: a tenant is asked only for IDs that were found in none before it. A failure
 * ends the requests of its kind to its tenant, and what was not answered keeps the failure. A second run makes the requests that are
 * left.
 * @param domains the tenants in the order in which they are asked
 * @param onAnswer called after each answer
 */
export async function runLookUps(
  lookUps: readonly LookUp[],
  domains: readonly string[],
  ask: AskTenant,
  onAnswer: () => void = () => undefined,
): Promise<readonly LookUp[]> {
  const results = lookUps.map(({ failure, ...lookUp }): LookUp => lookUp);
  for (const domain of domains) {
    await askTenant(results, domain, ask, onAnswer);
  }
  return results;
}

/** Puts the answers in place of the look-ups. */
async function askTenant(results: LookUp[], domain: string, ask: AskTenant, onAnswer: () => void): Promise<void> {
  const questions = results
    .flatMap((lookUp, place) => {
      const { key, toAsk } = lookUp;
      return key && toAsk.includes(domain) ? [{ lookUp, place, key }] : [];
    })
    .values();
  // A token can lack the scope for names and have the one for IDs.
  const stops: Partial<Record<OrganizationKey['kind'], ApiError>> = {};
  const work = async () => {
    for (const { lookUp, place, key } of questions) {
      const stop = stops[key.kind];
      try {
        if (stop) {
          throw stop;
        }
        results[place] = withAnswer(lookUp, domain, await ask(domain, key));
        onAnswer();
      } catch (error) {
        if (!isApiError(error)) {
          throw error;
        }
        // The tenant refuses this key, but may answer the others.
        if (error.reason !== 'badRequest') {
          stops[key.kind] ??= error;
        }
        results[place] = { failure: { domain, error }, ...lookUp };
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

function withAnswer(lookUp: LookUp, domain: string, organization: Organization | undefined): LookUp {
  const { key, found, lackedBy } = lookUp;
  const toAsk = lookUp.toAsk.filter((other) => other !== domain);
  return organization
    ? { ...lookUp, found: [...found, { domain, organization }], toAsk: key?.kind === 'id' ? [] : toAsk }
    : { ...lookUp, lackedBy: [...lackedBy, domain], toAsk };
}
