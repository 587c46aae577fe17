import type { ExtensionServices } from '../commands/extensionServices.ts';
import type { RequestContext } from '../management/requestContext.ts';
import { parseDomain } from '../management/tenantDomain.ts';
import type { Tenants } from '../tenants/tenants.ts';

/** What a language model wants done, once it is known to make sense. */
export interface ToolTask {
  readonly domain: string;
  /** What the person is asked, with all that comes from elsewhere as `plainMarkdown`. */
  readonly title: string;
  readonly question: string;
  /** What is being done, in the same way. */
  readonly progress: string;
  /** What did not happen where it fails, in English and without a full stop. */
  readonly what: string;
  /** Gives what the model gets, as JSON. @throws ApiError */
  readonly run: (context: RequestContext) => Promise<unknown>;
}

/** Makes a task of what a language model has sent, which can be anything. @throws Error that tells the model what to send */
export type Tool = (services: ExtensionServices, input: Readonly<Record<string, unknown>>) => ToolTask;

/**
 * The connected tenant that a language model means. Nothing that it sends leads to another host.
 * @param named the domain; it can be left out where only one tenant is connected
 * @throws Error that tells the model which ones there are
 */
export function tenantFor({ all }: Pick<Tenants, 'all'>, named: unknown): string {
  const [only, ...others] = all;
  if (!only) {
    throw new Error(
      'No Auth0 tenant is connected. Ask the user to run the command “Organizations: Connect Tenant…” and try again.',
    );
  }
  if (!named && others.length === 0) {
    return only.domain;
  }
  const parsed = parseDomain(typeof named === 'string' ? named : '');
  const tenant = 'domain' in parsed ? all.find(({ domain }) => domain === parsed.domain) : undefined;
  if (!tenant) {
    const choices = all.map(({ domain, label }) => (label === undefined ? domain : `${domain} (${label})`));
    throw new Error(`Give the domain of a connected tenant as “domain”, one of: ${choices.join(', ')}.`);
  }
  return tenant.domain;
}
