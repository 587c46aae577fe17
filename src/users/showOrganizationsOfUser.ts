import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { type Organization, readOrganization } from '../api/organization.ts';
import { documentInFront, domainArgument, isRow, stringArgument } from '../commands/commandTarget.ts';
import type { Services } from '../commands/services.ts';
import { organizationUri } from '../documents/documentUri.ts';
import { organizationRow } from '../find/organizationRows.ts';
import { plainText } from '../text/plainText.ts';
import { back } from '../ui/ask.ts';
import { describeCutOff, formatNumber } from '../ui/format.ts';
import { showInformation, withProgress } from '../ui/notifications.ts';
import { SearchPick } from '../ui/searchPick.ts';
import { noteRow, separatorRow } from '../ui/searchRow.ts';
import { chooseUser, userArgument } from './findUser.ts';
import { userDocumentation } from './userAddress.ts';
import type { UserOfTenant } from './userPick.ts';
import { readOrganizationsOfUser } from './usersClient.ts';

/**
 * Shows the organizations of a user to choose from. The chosen one is selected in the sidebar, if it is loaded, and its
 * document opens.
 * @param argument the row of a member, the URI of a user's document, a user ID, or another text to find the user by;
 *   without it the user of the active document, or else the person is asked
 * @param domain the tenant of a user ID or a text
 * @returns the URI of the organization's document, `undefined` when no document was opened
 */
export async function showOrganizationsOfUser(
  services: Services<'documents' | 'notifier' | 'sections' | 'tenants' | 'tree'>,
  argument?: unknown,
  domain?: unknown,
): Promise<vscode.Uri | undefined> {
  const user =
    userArgument(argument, domain) ??
    (argument === undefined ? userArgument(documentInFront()) : undefined) ??
    (await chooseUser(services, {
      title: l10n.t('Show Organizations of User'),
      text: stringArgument(argument) ?? '',
      domain: domainArgument(isRow(argument) ? argument : domain),
    }));
  const chosen = user && (await chooseOrganizationOf(services, user));
  if (!chosen) {
    return undefined;
  }
  const uri = organizationUri(user.domain, chosen);
  await services.tree.revealOrganization(user.domain, chosen.id);
  await services.documents.open(uri);
  return uri;
}

async function chooseOrganizationOf(
  services: Services<'documents' | 'notifier' | 'sections' | 'tenants' | 'tree'>,
  { domain, userId }: UserOfTenant,
): Promise<Organization | undefined> {
  try {
    const { items, complete } = await withProgress(l10n.t('Reading {0}', plainText(userId)), (context) =>
      readOrganizationsOfUser(services.tenants, domain, userId, context),
    );
    const organizations = items.flatMap((item) => readOrganization(item) ?? []);
    const isComplete = complete && organizations.length === items.length;
    if (organizations.length === 0) {
      const answer = isComplete
        ? l10n.t('{0} is in no organization.', plainText(userId))
        : `${l10n.t('No organization was read.')} ${describeCutOff()}`;
      void showInformation(answer);
      return undefined;
    }
    return await pickOrganizationOf(domain, userId, organizations, isComplete);
  } catch (error) {
    services.notifier.notify(error, {
      domain,
      what: l10n.t('The organizations of {0} in {1} could not be read', userId, services.tenants.titleOf(domain)),
      documentation: userDocumentation.organizations,
      retry: () => showOrganizationsOfUser(services, userId, domain),
    });
    return undefined;
  }
}

async function pickOrganizationOf(
  domain: string,
  userId: string,
  organizations: readonly Organization[],
  isComplete: boolean,
): Promise<Organization | undefined> {
  const pick = new SearchPick<Organization>(
    { title: l10n.t('Organizations of {0}', plainText(userId)), placeholder: '' },
    {
      ignoresFocusOut: true,
      onText: (text) => {
        pick.show([
          // At the end VS Code does not show a separator.
          ...(isComplete ? [] : [separatorRow(describeCutOff())]),
          ...organizations.map((organization) => ({
            ...organizationRow({ domain, organization }, () => {
              pick.close(organization);
            }),
            alwaysShow: false,
          })),
          ...(text === ''
            ? []
            : [
                noteRow(
                  isComplete
                    ? l10n.t('Organizations of the user: {0}', formatNumber(organizations.length))
                    : describeCutOff(),
                ),
              ]),
        ]);
      },
    },
  );
  const chosen = await pick.ask();
  return chosen === back ? undefined : chosen;
}
