import * as vscode from 'vscode';
import type { Question } from '../input/ask.ts';
import { isOrganizationId, isOrganizationName } from '../management/organizationKeys.ts';

/** What a person is asked who is to say which organization is meant. */
export type KeyQuestion = Pick<Question, 'prompt' | 'placeholder' | 'problem'>;

/** Asks for an organization's ID. */
export function idQuestion(): KeyQuestion {
  return {
    prompt: vscode.l10n.t('ID of the organization'),
    placeholder: 'org_…',
    problem: (text) =>
      isOrganizationId(text)
        ? undefined
        : vscode.l10n.t('An organization ID is org_ and letters or digits behind it, 50 characters at most.'),
  };
}

/** Asks for an organization's name. */
export function nameQuestion(): KeyQuestion {
  return {
    prompt: vscode.l10n.t('Name of the organization, not its display name'),
    placeholder: 'acme',
    problem: (text) =>
      isOrganizationName(text)
        ? undefined
        : vscode.l10n.t('A name has 1 to 50 characters: lower case letters a to z, digits, _ and -.'),
  };
}
