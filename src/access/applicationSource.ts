import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { recover } from '../api/apiError.ts';
import type { Services } from '../commands/services.ts';
import type { OrganizationDocuments } from '../documents/organizationDocuments.ts';
import { applicationOf } from '../find/itemPick.ts';
import type { FindSource, FoundItem } from '../find/askTenants.ts';
import { isRealClientId } from '../find/organizationRows.ts';
import { type Item, textField } from '../sections/section.ts';
import { copyText } from '../ui/notifications.ts';
import { rowText } from '../ui/searchPick.ts';
import { applicationUri } from './accessDocuments.ts';
import { readApplication } from './readFacts.ts';

/** Finds an application by its client ID. */
export function applicationSource({ documents, tenants }: Services<'documents' | 'tenants'>): FindSource {
  return {
    questionFor: (text) =>
      isRealClientId(text)
        ? {
            label: l10n.t('Find the application {0}', text),
            nothing: l10n.t('No application has this client ID'),
            isExact: true,
            // A second one follows if the token may not read all fields.
            requests: 2,
            ask: (domain, context) =>
              recover(
                readApplication(tenants, { domain, clientId: text }, context).then((application) => ({
                  items: [foundApplication(documents, domain, application)],
                  hasMore: false,
                })),
                ({ reason }) => reason === 'notFound',
                () => ({ items: [], hasMore: false }),
              ),
          }
        : undefined,
  };
}

function foundApplication(documents: OrganizationDocuments, domain: string, application: Item): FoundItem {
  const { clientId = '', name = '' } = applicationOf(application) ?? {};
  return {
    key: clientId,
    label: rowText(name || clientId),
    description: rowText([name && clientId, textField(application, 'app_type')].filter(Boolean).join(' · ')),
    alwaysShow: true,
    choose: () => documents.open(applicationUri(domain, clientId)),
    buttons: [
      {
        iconPath: new vscode.ThemeIcon('organization'),
        tooltip: l10n.t('Find Organizations That Use This Application'),
        act: () =>
          vscode.commands.executeCommand('organizationInspector.findOrganizationsOfApplication', domain, clientId),
      },
      {
        iconPath: new vscode.ThemeIcon('copy'),
        tooltip: l10n.t('Copy Client ID'),
        act: () => copyText(clientId, l10n.t('Copied {0}', clientId)),
      },
    ],
  };
}
