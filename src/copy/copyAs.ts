import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isOrganizationId } from '../api/organization.ts';
import {
  organizationCode,
  confirmReading,
  type WholeForm,
  type WholeFormItem,
  wholeFormItems,
} from '../asCode/organizationCode.ts';
import {
  documentArgument,
  inFront,
  organizationArgument,
  type OrganizationReference,
} from '../commands/commandTarget.ts';
import type { Services } from '../commands/services.ts';
import { documentAddress } from '../documents/documentAddress.ts';
import { openUntitledDocument } from '../documents/openDocument.ts';
import { textsFor } from '../editor/insertionEdits.ts';
import type { InsertionForm } from '../editor/insertionForms.ts';
import type { InsertionLanguage } from '../editor/insertionTexts.ts';
import { organizationArguments } from '../find/organizationArguments.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { plainText, withoutIcons } from '../text/plainText.ts';
import { offer } from '../ui/longTask.ts';
import { showInformation, showWarning } from '../ui/notifications.ts';
import { copyOrganizationsAs, namesOf, organizationsAsJson, titleAbout } from './copy.ts';
import { organizationsFor } from './insertOrganization.ts';

/**
 * Copies organizations in a form that the user chooses, or opens whole organizations as code, which a message offers to
 * copy.
 * @param argument a row, the URI of a document or `{ domain, id }`, or an array of rows; without it the active document,
 *   the selected rows, or else an organization that the user chooses
 * @param selection the selected rows, which VS Code passes to commands in the context menu of a row
 * @param form `'wholeTerraform'` or `'wholeDeployCli'` for whole organizations; otherwise the user is asked
 */
export async function copyAs(
  services: Services<'documents' | 'known' | 'notifier' | 'sections' | 'store' | 'tenants' | 'tree'>,
  argument?: unknown,
  selection?: unknown,
  form?: unknown,
): Promise<void> {
  const organizations = await organizationsToCopy(services, argument, selection, form);
  if (organizations.length === 0) {
    return;
  }
  const titles = {
    wholeTerraform: l10n.t('Whole Organization as Terraform'),
    wholeDeployCli: l10n.t('Whole Organization as Deploy CLI YAML'),
  };
  const whole = wholeFormItems(titles, organizations);
  const given = whole.find((item) => item.form === form);
  if (given && !(await confirmReading(organizations))) {
    return;
  }
  const choice = given ?? (await chooseForm(services.tenants, organizations, whole));
  if (!choice) {
    return;
  }
  const chosen = organizations.map(({ organization }) => organization);
  const copy = (text: string) => copyOrganizationsAs(choice.label, chosen, text);
  if ('text' in choice) {
    return copy(choice.text);
  }
  const retry = () => copyAs(services, organizations, undefined, choice.form);
  const code = await organizationCode(services, organizations, choice.form, true, retry);
  if (code) {
    const { text, missing } = code;
    await openUntitledDocument({ language: await languageOf(choice.form), content: text });
    const language = { wholeTerraform: 'Terraform', wholeDeployCli: 'Deploy CLI YAML' }[choice.form];
    const opened = l10n.t('Opened as {0}: {1}', language, namesOf(chosen));
    const [show, message] =
      missing.length > 0
        ? [showWarning, l10n.t('{0}. Incomplete: {1}', opened, missing.join(' '))]
        : [showInformation, opened];
    offer(show, message, [{ label: l10n.t('Copy'), act: () => copy(text) }]);
  }
}

/** VS Code knows Terraform only with an extension for it. */
async function languageOf(form: WholeForm): Promise<string> {
  const known = await vscode.languages.getLanguages();
  return (
    { wholeTerraform: ['terraform', 'hcl'], wholeDeployCli: ['yaml'] }[form].find((language) =>
      known.includes(language),
    ) ?? 'plaintext'
  );
}

/** Has the forms that no language of a file decides. */
const anyLanguage: InsertionLanguage = { setting: undefined, isMarkdown: false, isTerraform: true, isDeployCli: true };

async function chooseForm(
  tenants: Tenants,
  references: readonly OrganizationReference[],
  whole: readonly WholeFormItem[],
): Promise<WholeFormItem | { readonly label: string; readonly text: string } | undefined> {
  const json = organizationsAsJson(references.map(({ organization }) => organization));
  const titles: Readonly<Partial<Record<InsertionForm, string>>> = {
    id: l10n.t('ID'),
    name: l10n.t('Name'),
    link: l10n.t('Link to Document'),
    terraform: l10n.t('Terraform Data Source'),
    deployCli: l10n.t('Deploy CLI Entry'),
  };
  const items = [
    ...textsFor(anyLanguage, references).flatMap(({ form, text }) =>
      titles[form] === undefined ? [] : [{ label: titles[form], text }],
    ),
    { label: l10n.t('JSON'), text: json },
  ].map((item) => ({ ...item, detail: withoutIcons(plainText(item.text, 200)) }));
  // Too long for the clipboard alone: a person looks at it first.
  const description = l10n.t('opens as a document');
  return vscode.window.showQuickPick([...whole.map((item) => ({ ...item, description })), ...items], {
    title: titleAbout(tenants, l10n.t('Copy Organization As'), references),
    matchOnDetail: true,
  });
}

/** In a document, the organizations that `organizationArguments` finds there. */
async function organizationsToCopy(
  services: Services<'documents' | 'known' | 'notifier' | 'sections' | 'store' | 'tenants' | 'tree'>,
  argument: unknown,
  selection: unknown,
  form: unknown,
): Promise<readonly OrganizationReference[]> {
  const [uri] =
    argument === undefined
      ? inFront(services.tree, (one) => documentArgument(one) ?? organizationArgument(one))
      : [argument];
  const domain = uri instanceof vscode.Uri ? documentAddress(uri)?.domain : undefined;
  if (domain === undefined) {
    return organizationsFor(services, argument, selection);
  }
  const retry = (document: vscode.Uri) => copyAs(services, document, undefined, form);
  const organizations = await organizationArguments(services, uri, undefined, retry);
  return organizations
    .filter(({ id }) => isOrganizationId(id))
    .map((organization) => ({ domain, id: organization.id, organization }));
}
