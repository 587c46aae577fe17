import * as vscode from 'vscode';
import { userUri } from '../documents/documentUri.ts';
import { choose } from '../input/ask.ts';
import { formatNumber } from '../messages/formatNumber.ts';
import { withProgress } from '../messages/progress.ts';
import { firstTextField } from '../sections/section.ts';
import { plainText } from '../text/plainText.ts';
import { addRoles, hasCostlyRoles, readUserAndOrganizations, type UserDocument } from '../users/userDocument.ts';
import { userDocumentation } from '../users/usersClient.ts';
import type { UserOfTenant } from './chooseUser.ts';
import type { ExtensionServices } from './extensionServices.ts';

/** Opens the document of a user. Roles in many organizations are read only if the person agrees to their cost. */
export async function openUserDocument(
  services: ExtensionServices,
  { domain, userId, profile }: UserOfTenant,
): Promise<vscode.Uri | undefined> {
  const { tenants, documents, notifier } = services;
  const reading = vscode.l10n.t('Reading {0}', plainText(userId));
  try {
    const document = await withProgress(reading, (context) =>
      readUserAndOrganizations(tenants, { domain, userId }, context, profile),
    );
    const isCostly = hasCostlyRoles(document);
    const withRoles = isCostly ? await chooseRoles(document) : true;
    if (withRoles === undefined) {
      return undefined;
    }
    const content = withRoles
      ? await withProgress(reading, (context) => addRoles(tenants, domain, document, context))
      : document;
    const uri = userUri({ domain, userId, withAllRoles: isCostly && withRoles });
    await documents.show(uri, content);
    return uri;
  } catch (error) {
    notifier.notify(error, {
      domain,
      what: vscode.l10n.t('User {0} could not be read', userId),
      documentation: userDocumentation.id,
      retry: () => openUserDocument(services, { domain, userId }),
    });
    return undefined;
  }
}

/** Says how many requests the roles take. @returns `undefined` when the person cancels */
async function chooseRoles({ user, organizations }: UserDocument): Promise<boolean | undefined> {
  const count = formatNumber(organizations.items.length);
  const name = plainText(firstTextField(user, 'name', 'email', 'user_id'));
  const answer = await choose(
    [
      { label: vscode.l10n.t('Without roles'), description: vscode.l10n.t('no more requests'), value: false },
      {
        label: vscode.l10n.t('With roles'),
        description: vscode.l10n.t('at least {0} requests, one for each organization', count),
        value: true,
      },
    ],
    {
      title: vscode.l10n.t('{0} is in {1} organizations', name, count),
      placeholder: vscode.l10n.t('Read the roles there too?'),
    },
  );
  return typeof answer === 'boolean' ? answer : undefined;
}
