import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { OrganizationReference } from '../commands/commandArguments.ts';
import { formatNumber } from '../ui/format.ts';
import { confirm } from '../ui/notifications.ts';

/** The forms of a whole organization as code. They take requests, so a drop does not offer them. */
export const wholeForms = ['wholeTerraform', 'wholeDeployCli'] as const;

export type WholeForm = (typeof wholeForms)[number];

/**
 * The most requests for an organization without its applications: itself, a page of each of its four sections, and the
 * connections once more where the tenant does not tell which are not enabled. An organization has at most 10
 * connections, and 100 client grants and discovery domains, apart from client grants in a private cloud.
 * @see https://auth0.com/docs/troubleshoot/customer-support/operational-policies/entity-limit-policy
 */
const MOST_REQUESTS = 6;

/** The form if the argument of a command names one. */
export function wholeFormArgument(argument: unknown): WholeForm | undefined {
  return wholeForms.find((form) => form === argument);
}

/** Asks before several organizations are read in a form that no quick pick has offered with its cost. */
export async function confirmReading({ length }: readonly OrganizationReference[]): Promise<boolean> {
  return (
    length <= 1 || confirm(l10n.t('Read {0} organizations?', formatNumber(length)), costOf(length), l10n.t('Read'))
  );
}

/** An item of a quick pick for a form. */
export interface WholeFormItem extends vscode.QuickPickItem {
  readonly form: WholeForm;
}

/** @param label the title of the form */
export function wholeFormItem(
  form: WholeForm,
  label: string,
  organizations: readonly OrganizationReference[],
): WholeFormItem {
  return { form, label, detail: costOf(organizations.length) };
}

function costOf(organizations: number): string {
  return l10n.t(
    'Makes at most {0} requests, and one for each application with a client grant whose name is not known',
    formatNumber(organizations * MOST_REQUESTS),
  );
}
