import * as vscode from 'vscode';
import { markedTitle, type TenantMarks } from '../tenants/environments.ts';
import type { KnownOrganizations } from '../organizations/knownOrganizations.ts';

/** Words in the name of a file that say for which environment the file is. */
const otherEnvironments = /(?<![a-z])(?:staging|stage|stg|development|develop|dev)(?![a-z])/i;

/** What the notes need of the known organizations. */
export type KnownEnvironments = Pick<KnownOrganizations, 'finder'> & TenantMarks;

/**
 * What is odd about an organization at its place: that the file has organizations of production beside others, or that an
 * organization of production is in a file for another environment. Tenants without a mark are left out.
 * @param domain the tenant of the organization
 * @param fileName the path of the file
 * @param ids gives all IDs of the file
 */
export function environmentNotes(
  known: KnownEnvironments,
  domain: string,
  fileName: string,
  ids: () => readonly string[],
): readonly string[] {
  const environment = known.environmentOf(domain);
  if (environment === undefined) {
    return [];
  }
  const isProduction = environment === 'production';
  const word = otherEnvironments.exec(fileName.replace(/.*[\\/]/, ''))?.[0];
  const others = tenantsOf(known, ids()).filter((other) => {
    const mark = known.environmentOf(other);
    return mark !== undefined && (mark === 'production') !== isProduction;
  });
  return [
    ...(isProduction && word !== undefined
      ? [vscode.l10n.t('This is an organization of production, and the name of the file says “{0}”.', word)]
      : []),
    ...(others.length > 0
      ? [
          vscode.l10n.t(
            'The file also has organizations of {0}.',
            others.map((other) => markedTitle(known, other)).join(', '),
          ),
        ]
      : []),
  ];
}

function tenantsOf(known: KnownEnvironments, ids: readonly string[]): readonly string[] {
  const find = known.finder();
  return [...new Set(ids.flatMap((id) => find(id)?.domain ?? []))];
}
