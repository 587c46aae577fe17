import * as l10n from '@vscode/l10n';
import type { JsonObject } from '../api/jsonFields.ts';
import { asSent } from '../api/organization.ts';
import { plainMarkdown } from '../text/markdown.ts';
import { wholeReading } from './pagedAnswers.ts';
import { keyIn, tenantFor, type Tool, type ToolTask } from './toolInput.ts';

/** Reads an organization by its `id` or `name`. */
export const getOrganization: Tool = ({ tenants, store }, input): ToolTask => {
  const domain = tenantFor(tenants, input['domain']);
  const { key, by } = keyIn(input);
  return {
    domains: [domain],
    title: l10n.t('Read an Auth0 Organization'),
    question: l10n.t(
      'Read the organization {0} of {1}, with one request? The language model gets all that the Management API says about it.',
      plainMarkdown(key),
      plainMarkdown(tenants.titleOf(domain)),
    ),
    progress: l10n.t('Reading the organization {0} of {1}', plainMarkdown(key), plainMarkdown(tenants.titleOf(domain))),
    what: `Organization ${key} could not be read`,
    run: async (context) => {
      const organization = await store.lookUp(
        domain,
        (client) => client[by](key, context),
        by === 'get' ? key : undefined,
      );
      const fields = Object.entries(asSent(organization)).map(([name, value]) => Object.fromEntries([[name, value]]));
      return wholeReading('organization', fields, () => ({ tenant: domain }), { assembled });
    },
  };
};

/** An object of the fields of several objects. */
function assembled(parts: readonly unknown[]): unknown {
  return Object.fromEntries(parts.flatMap((part) => Object.entries(part as JsonObject)));
}
