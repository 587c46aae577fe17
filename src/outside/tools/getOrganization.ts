import * as vscode from 'vscode';
import { isOrganizationId, isOrganizationName } from '../../management/organizationKeys.ts';
import { plainMarkdown } from '../../management/plainText.ts';
import { tenantFor } from './tenantFor.ts';
import type { Task, Tool } from './tool.ts';

/** Reads an organization by its `id` or `name`. */
export const getOrganization: Tool = ({ tenants, lists }, input): Task => {
  const domain = tenantFor(tenants, input['domain']);
  const { key, by } = keyIn(input);
  return {
    domain,
    title: vscode.l10n.t('Read an Auth0 Organization'),
    question: vscode.l10n.t(
      'Read the organization {0} of {1}, with one request? The language model gets all that the Management API says about it.',
      plainMarkdown(key),
      plainMarkdown(domain),
    ),
    progress: vscode.l10n.t('Reading the organization {0} of {1}', plainMarkdown(key), plainMarkdown(domain)),
    what: vscode.l10n.t('Organization {0} could not be read', key),
    run: async (caller) => ({
      tenant: domain,
      organization: await lists.lookUp(domain, (client) => client[by](key, caller), by === 'get' ? key : undefined),
    }),
  };
};

function keyIn({ id, name }: Readonly<Record<string, unknown>>): { key: string; by: 'get' | 'getByName' } {
  if (typeof id === 'string' && isOrganizationId(id)) {
    return { key: id, by: 'get' };
  }
  if (typeof name === 'string' && isOrganizationName(name)) {
    return { key: name, by: 'getByName' };
  }
  throw new Error(
    vscode.l10n.t(
      'Give either “id”, which is org_ and letters or digits behind it, or “name”, which has lower case letters a to z, digits, _ and -. Use find_organizations where only a part of them or the display name is known.',
    ),
  );
}
