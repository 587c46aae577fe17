import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isOrganizationId } from '../api/organization.ts';
import { organizationCode, confirmReading, type WholeFormItem, wholeFormItems } from '../asCode/organizationCode.ts';
import { organizationArgument, type OrganizationReference, rowArguments } from '../commands/commandTarget.ts';
import type { Services } from '../commands/services.ts';
import { insertionsFor } from '../editor/insertionEdits.ts';
import { hasOrganizationList, insertionLanguage } from '../editor/insertionTexts.ts';
import { pickOrganization } from '../find/findOrganization.ts';
import { organizationArguments } from '../find/organizationArguments.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { plainText, withoutIcons } from '../text/plainText.ts';
import { formatNumber } from '../ui/format.ts';
import { showInformation, showWarning } from '../ui/notifications.ts';
import { titleAbout } from './copy.ts';

/**
 * Inserts organization IDs at the cursors of the active editor, in place of the selected text: one at each of as many
 * cursors, as a paste does, or else all at every cursor, one per line.
 * @param argument an ID, an array of IDs, or an argument of `organizationArguments`
 */
export async function insertOrganizationId(
  services: Services<'documents' | 'known' | 'notifier' | 'store' | 'tenants' | 'tree'>,
  argument?: unknown,
  selection?: unknown,
): Promise<void> {
  const editor = editorToWriteInto();
  const ids = editor ? await idsIn(services, argument, selection) : [];
  if (editor && ids.length > 0) {
    await write(editor, (shown) =>
      ids.length > 1 && ids.length === shown.selections.length ? spread(shown, ids) : insertText(shown, ids.join('\n')),
    );
  }
}

/** Writes a text at each cursor, from the top down. */
function spread(editor: vscode.TextEditor, texts: readonly string[]): Thenable<boolean> {
  const selections = editor.selections.toSorted((one, other) => one.start.compareTo(other.start));
  return editor.edit((edit) => {
    for (const [place, selection] of selections.entries()) {
      edit.delete(selection);
      edit.insert(selection.start, texts[place] ?? '');
    }
  });
}

async function idsIn(
  services: Services<'documents' | 'known' | 'notifier' | 'store' | 'tenants' | 'tree'>,
  argument: unknown,
  selection: unknown,
): Promise<readonly string[]> {
  const given = [argument]
    .flat()
    .filter((value): value is string => typeof value === 'string' && isOrganizationId(value));
  if (given.length > 0) {
    return given;
  }
  return insertable(await organizationArguments(services, argument, selection)).map(({ id }) => id);
}

/** The organizations whose IDs Auth0 can have made. A file is no place for other texts, so they are left out, and it is said. */
function insertable<T extends { readonly id: string }>(organizations: readonly T[]): readonly T[] {
  const real = organizations.filter(({ id }) => isOrganizationId(id));
  const others = organizations.length - real.length;
  if (others > 0) {
    void showWarning(l10n.t('Left out, because the ID is none of Auth0: {0}', formatNumber(others)));
  }
  return real;
}

/**
 * Inserts organizations at every cursor of the active editor in one of the forms of a drop, such as a setting in the
 * language of the file, or whole organizations as code. Makes drag and drop accessible from the keyboard.
 * @param argument a row or `{ domain, id }`, or an array of them; without it the selected rows, or else an organization
 *   that the user chooses
 * @param selection the selected rows, which VS Code passes to commands in the context menu of a row
 * @param form `'wholeTerraform'` or `'wholeDeployCli'` for whole organizations; otherwise the user is asked
 */
export async function insertOrganizationAs(
  services: Services<'known' | 'notifier' | 'sections' | 'store' | 'tenants' | 'tree'>,
  argument?: unknown,
  selection?: unknown,
  form?: unknown,
): Promise<void> {
  const editor = editorToWriteInto();
  const organizations = editor ? await organizationsFor(services, argument, selection) : [];
  if (!editor || organizations.length === 0) {
    return;
  }
  const { document } = editor;
  const titles = {
    wholeTerraform: l10n.t('Insert Whole Organization as Terraform'),
    wholeDeployCli: l10n.t('Insert Whole Organization as Deploy CLI YAML'),
  };
  const whole = wholeFormItems(titles, organizations);
  const given = whole.find((item) => item.form === form);
  if (given && !(await confirmReading(organizations))) {
    return;
  }
  const choice = given ?? (await chooseInsertion(services.tenants, document, organizations, whole));
  if (!choice) {
    return;
  }
  if ('text' in choice) {
    await write(editor, (shown) => insertText(shown, choice.text));
    return;
  }
  const isWholeFile =
    choice.form === 'wholeTerraform' ? document.getText().trim() === '' : !hasOrganizationList(document);
  const retry = () => insertOrganizationAs(services, organizations, undefined, choice.form);
  const code = await organizationCode(services, organizations, choice.form, isWholeFile, retry);
  const isWritten = code && (await write(editor, (shown) => insertText(shown, code.text)));
  if (isWritten && code.missing.length > 0) {
    void showWarning(l10n.t('The inserted code is incomplete: {0}', code.missing.join(' ')));
  }
}

/** The forms that the file allows. The form of a whole organization in the language of the file comes first. */
async function chooseInsertion(
  tenants: Tenants,
  document: vscode.TextDocument,
  organizations: readonly OrganizationReference[],
  whole: readonly WholeFormItem[],
): Promise<WholeFormItem | { readonly text: string } | undefined> {
  const { isTerraform, isDeployCli } = insertionLanguage(document);
  const isFirst = ({ form }: WholeFormItem) => (form === 'wholeTerraform' ? isTerraform : isDeployCli);
  const items = insertionsFor(document, organizations).map(({ title, text }) => ({
    label: title,
    detail: withoutIcons(plainText(text, 200)),
    text,
  }));
  return vscode.window.showQuickPick([...whole.filter(isFirst), ...items, ...whole.filter((item) => !isFirst(item))], {
    title: titleAbout(tenants, l10n.t('Insert Organization As'), organizations),
    matchOnDetail: true,
  });
}

/** The editor, or another one of its document if it was covered while something was asked or read. */
async function shownEditor(editor: vscode.TextEditor): Promise<vscode.TextEditor | undefined> {
  if (vscode.window.visibleTextEditors.includes(editor)) {
    return editor;
  }
  if (editor.document.isClosed) {
    void showInformation(l10n.t('Nothing was inserted, because the file was closed.'));
    return undefined;
  }
  // By then, another column can have the focus.
  return vscode.window.showTextDocument(editor.document, editor.viewColumn);
}

/**
 * The organizations that a command writes.
 * @param argument a row or `{ domain, id }`, or an array of them; without it the selected rows, or else an organization
 *   that the user chooses
 * @param selection the selected rows, which VS Code passes to commands in the context menu of a row
 */
export async function organizationsFor(
  services: Services<'known' | 'notifier' | 'store' | 'tenants' | 'tree'>,
  argument: unknown,
  selection: unknown,
): Promise<readonly OrganizationReference[]> {
  const rows = argument === undefined ? services.tree.selection : rowArguments(argument, selection);
  // The rows of what is inside an organization stand for the organization too.
  const of = new Map(
    rows.flatMap((row) => organizationArgument(row) ?? []).map((one) => [`${one.domain} ${one.id}`, one]),
  );
  const found = insertable([...of.values()]).map((one) =>
    // Another extension can give no more than the ID.
    one.organization.name === undefined
      ? { ...one, organization: services.store.find(one.domain, one.id) ?? one.organization }
      : one,
  );
  if (found.length > 0) {
    return found;
  }
  const picked = await pickOrganization(services, l10n.t('Choose an Organization'));
  return picked ? [picked] : [];
}

/** The active editor if it can be written to; if not, a notification tells the user what to do. */
function editorToWriteInto(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    void showInformation(l10n.t('Open the file that the organization ID belongs in, and put the cursor there.'));
    return undefined;
  }
  if (vscode.workspace.fs.isWritableFileSystem(editor.document.uri.scheme) === false) {
    tellReadOnly();
    return undefined;
  }
  return editor;
}

/** Inserts a text at every cursor of an editor, in place of the selected text, indented like the line of the cursor. */
function insertText(editor: vscode.TextEditor, text: string): Thenable<boolean> {
  return editor.insertSnippet(new vscode.SnippetString().appendText(text), editor.selections);
}

/**
 * Writes into an editor, which is shown again if something covers it. If VS Code does not take the text, the user can have
 * it written again.
 * @returns whether it was written
 */
async function write(
  editor: vscode.TextEditor,
  insert: (shown: vscode.TextEditor) => Thenable<boolean>,
): Promise<boolean> {
  const shown = await shownEditor(editor);
  if (!shown) {
    return false;
  }
  const { document } = shown;
  const { version } = document;
  // VS Code rejects for an editor that was closed meanwhile.
  const isTaken = await insert(shown).then(undefined, () => false);
  if (!isTaken) {
    const retry = l10n.t('Retry');
    const text = l10n.t('Nothing was inserted, because the file or its editor has changed meanwhile.');
    return (await showInformation(text, retry)) === retry && write(editor, insert);
  }
  // VS Code reports success also for read-only documents, but their version stays the same.
  const isWritten = document.version !== version;
  if (!isWritten) {
    tellReadOnly();
  }
  return isWritten;
}

function tellReadOnly(): void {
  void showInformation(
    l10n.t('The active editor is read-only. Click into the file that the organization ID belongs in.'),
  );
}
