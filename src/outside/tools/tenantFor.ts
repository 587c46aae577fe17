import * as vscode from 'vscode';
import { parseDomain } from '../../management/domain.ts';
import type { Tenants } from '../../tenants/tenants.ts';

/**
 * The connected tenant that a language model means. Nothing that it sends leads to another host.
 * @param named the domain; it can be left out where only one tenant is connected
 * @throws Error that tells the model which ones there are
 */
export function tenantFor({ all }: Pick<Tenants, 'all'>, named: unknown): string {
  const [only, ...others] = all;
  if (!only) {
    throw new Error(
      vscode.l10n.t(
        'No Auth0 tenant is connected. Ask the user to run the command “Organizations: Connect Tenant…” and try again.',
      ),
    );
  }
  if (!named && others.length === 0) {
    return only.domain;
  }
  const parsed = parseDomain(typeof named === 'string' ? named : '');
  const tenant = 'domain' in parsed ? all.find(({ domain }) => domain === parsed.domain) : undefined;
  if (!tenant) {
    const choices = all.map(({ domain, label }) => (label === undefined ? domain : `${domain} (${label})`));
    throw new Error(
      vscode.l10n.t('Give the domain of a connected tenant as “domain”, one of: {0}.', choices.join(', ')),
    );
  }
  return tenant.domain;
}
