import * as l10n from '@vscode/l10n';
import type { Organization } from '../api/organization.ts';
import { domainArgument, itemArgument } from '../commands/commandArguments.ts';
import type { Services } from '../commands/services.ts';
import { firstTextField, objectField } from '../sections/section.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { plainText } from '../text/plainText.ts';
import { type FindState, runScan } from './runScan.ts';
import { hasNoConnection, usesConnection } from './scanOrganizations.ts';

/**
 * Finds the organizations for which a connection is enabled.
 * @param argument the row of a connection, or a domain; without it the selected row
 * @param connectionId the ID of the connection, if `argument` is a domain
 * @param extent see `runScan`
 * @returns the organizations that were found, `undefined` if none was asked
 */
export async function findOrganizationsOfConnection(
  services: Services<'notifier' | 'store' | 'tenants' | 'tree'> & FindState,
  argument?: unknown,
  connectionId?: unknown,
  extent?: unknown,
): Promise<readonly Organization[] | undefined> {
  const { tenants, tree } = services;
  const connection = itemArgument(tree.selection, 'connection_id', argument, connectionId);
  if (!connection) {
    return undefined;
  }
  const { id, item } = connection;
  const name = plainText(firstTextField(objectField(item, 'connection'), 'name') || id, 60);
  const title = l10n.t('Organizations that use {0}', name);
  const domain = await pickTenant(tenants, title, connection.domain);
  if (domain === undefined) {
    return undefined;
  }
  const ask = usesConnection((list) => tenants.pages(domain, list), id);
  return runScan(services, { domain, key: id, title, finding: l10n.t('Uses {0}', name), ask }, extent);
}

/**
 * Finds the organizations for which no connection is enabled.
 * @param argument a domain or a row; without it the user is asked
 * @param extent see `runScan`
 * @returns the organizations that were found, `undefined` if none was asked
 */
export async function findOrganizationsWithoutConnection(
  services: Services<'notifier' | 'store' | 'tenants'> & FindState,
  argument?: unknown,
  extent?: unknown,
): Promise<readonly Organization[] | undefined> {
  const { tenants } = services;
  const title = l10n.t('Organizations without a connection');
  const domain = await pickTenant(tenants, title, domainArgument(argument));
  if (domain === undefined) {
    return undefined;
  }
  const ask = hasNoConnection((list) => tenants.pages(domain, list));
  return runScan(services, { domain, key: '', title, finding: l10n.t('No connection'), ask }, extent);
}
