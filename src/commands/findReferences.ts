import * as vscode from 'vscode';
import { idAt } from '../editor/organizationIds.ts';
import { referencePattern } from '../editor/completionContext.ts';
import { isOrganizationId, isOrganizationName, type Organization } from '../management/organization.ts';
import { showInformation } from '../messages/notifications.ts';
import type { ExtensionServices } from './extensionServices.ts';
import { organizationArguments } from './organizationArguments.ts';

const searchCommand = 'workbench.action.findInFiles';

/**
 * Searches the workspace for an organization, in VS Code's own search view: for its ID everywhere, for its name where
 * names of organizations stand. It costs no request.
 * @param argument what `organizationsIn` takes; without it the ID at the cursor comes first
 */
export async function findReferences(services: ExtensionServices, argument?: unknown): Promise<void> {
  const organization =
    (argument === undefined ? atCursor(services) : undefined) ?? (await organizationArguments(services, argument))[0];
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
      // VS Code would keep what narrowed the last search.
      filesToInclude: '',
      filesToExclude: '',
      onlyOpenEditors: false,
    });
  }
}

/** Other hosts than VS Code have a search of their own, which an extension cannot fill in. */
async function offerToCopy(id: string): Promise<void> {
  const copy = vscode.l10n.t('Copy Organization ID');
  const choice = await showInformation(
    vscode.l10n.t('This editor has no search that an extension can begin. Search the files for {0} yourself.', id),
    copy,
  );
  if (choice === copy) {
    await vscode.env.clipboard.writeText(id);
  }
}

function atCursor({ known }: ExtensionServices): Organization | undefined {
  const { document, selection } = vscode.window.activeTextEditor ?? {};
  const id = document && selection && idAt(document.lineAt(selection.active).text, selection.active.character)?.id;
  return id === undefined ? undefined : (known.find(id)?.organization ?? { id });
}
