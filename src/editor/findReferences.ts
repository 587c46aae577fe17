import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isOrganizationId, isOrganizationName, type Organization } from '../api/organization.ts';
import type { Services } from '../commands/services.ts';
import { idAt } from '../organizations/organizationIds.ts';
import { showInformation } from '../ui/notifications.ts';
import { referencePattern } from './completionContext.ts';

const searchCommand = 'workbench.action.findInFiles';

/**
 * Searches the workspace for an organization in VS Code's search view: for its ID everywhere, for its name where code
 * names an organization. Makes no request.
 * @param argument see `organizationArguments`; without it the ID at the cursor takes precedence
 */
export async function findReferences(
  services: Services<'documents' | 'known' | 'notifier' | 'store' | 'tenants' | 'tree'>,
  argument?: unknown,
): Promise<void> {
  const organization = (argument === undefined ? atCursor(services) : undefined) ?? (await givenTo(services, argument));
  if (organization && isOrganizationId(organization.id)) {
    const { id, name } = organization;
    if (!(await vscode.commands.getCommands(true)).includes(searchCommand)) {
      await offerToCopy(id);
      return;
    }
    await vscode.commands.executeCommand(searchCommand, {
      query: referencePattern(id, name !== undefined && isOrganizationName(name) ? name : undefined),
      isRegex: true,
      isCaseSensitive: true,
      matchWholeWord: false,
      triggerSearch: true,
      // Otherwise VS Code keeps the filters of the last search.
      filesToInclude: '',
      filesToExclude: '',
      onlyOpenEditors: false,
    });
  }
}

async function givenTo(
  services: Services<'documents' | 'known' | 'notifier' | 'store' | 'tenants' | 'tree'>,
  argument: unknown,
): Promise<Organization | undefined> {
  // Otherwise the first hover would load `find`.
  const { organizationArguments } = await import('../find/organizationArguments.ts');
  return (await organizationArguments(services, argument))[0];
}

/** Hosts other than VS Code have their own search, which an extension cannot fill in. */
async function offerToCopy(id: string): Promise<void> {
  const copy = l10n.t('Copy Organization ID');
  const choice = await showInformation(
    l10n.t('This editor has no search that an extension can begin. Search the files for {0} yourself.', id),
    copy,
  );
  if (choice === copy) {
    await vscode.env.clipboard.writeText(id);
  }
}

function atCursor({ known }: Services<'known'>): Organization | undefined {
  const { document, selection } = vscode.window.activeTextEditor ?? {};
  const id = document && selection && idAt(document.lineAt(selection.active).text, selection.active.character)?.id;
  return id === undefined ? undefined : (known.find(id)?.organization ?? { id });
}
