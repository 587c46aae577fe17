import type { ExtensionServices } from '../commands/extensionServices.ts';
import type { RequestContext } from '../management/requestContext.ts';
import { parseDomain } from '../management/tenantDomain.ts';
import type { Tenants } from '../tenants/tenants.ts';
import type { Reading } from './reading.ts';

/** What a language model has sent. Its fields can be anything, and there can be none. */
export type Input = Readonly<Record<string, unknown>>;

/** The task of a tool call with valid input. */
export interface ToolTask {
  /** The tenants that it reads from. */
  readonly domains: readonly string[];
  /** The title of the confirmation. Foreign text in `title`, `question` and `progress` is `plainMarkdown`. */
  readonly title: string;
  readonly question: string;
  /** The message while the tool runs. */
  readonly progress: string;
  /** What failed, for the error message, in English and without a full stop. */
  readonly what: string;
  /** Reads what the model gets as JSON. @throws ApiError, or an error that tells the model how to go on */
  readonly run: (context: RequestContext) => Promise<Reading>;
}

/** What a language model is told where no tenant is connected. */
export const noTenant =
  'No Auth0 tenant is connected. Ask the user to run the command “Organizations: Connect Tenant…” and try again.';

/** Creates a task from a model's input, which can be anything. @throws Error that tells the model the valid input */
export type Tool = (services: ExtensionServices, input: Input) => ToolTask;

/**
 * The connected tenant that a language model names. No input leads to a host that is not connected.
 * @param named the domain, optional if only one tenant is connected
 * @param field the field of the input that has it
 * @throws Error that lists the connected tenants
 */
export function tenantFor({ all }: Pick<Tenants, 'all'>, named: unknown, field = 'domain'): string {
  const [only, ...others] = all;
  if (!only) {
    throw new Error(noTenant);
  }
  if (!named && others.length === 0) {
    return only.domain;
  }
  const parsed = parseDomain(typeof named === 'string' ? named : '');
  const tenant = 'domain' in parsed ? all.find(({ domain }) => domain === parsed.domain) : undefined;
  if (!tenant) {
    const choices = all.map(({ domain, label }) => (label === undefined ? domain : `${domain} (${label})`));
    throw new Error(`Give the domain of a connected tenant as “${field}”, one of: ${choices.join(', ')}.`);
  }
  return tenant.domain;
}
