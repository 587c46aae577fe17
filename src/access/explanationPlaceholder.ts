import * as l10n from '@vscode/l10n';
import { inlineCode } from '../text/markdown.ts';
import type { AccessQuestion } from './facts.ts';

/** The content of an explanation that was not kept: VS Code opens its tab again after a reload. */
export function explanationNotKept({ organizationId, clientId, userId }: AccessQuestion): string {
  const subject = [
    ...(userId === undefined ? [] : [l10n.t('User: {0}', inlineCode(userId))]),
    l10n.t('Organization: {0}', inlineCode(organizationId)),
    ...(clientId === undefined ? [] : [l10n.t('Application: {0}', inlineCode(clientId))]),
  ];
  return [
    `## ${l10n.t('This explanation was not kept')}`,
    l10n.t('It is not stored, and nothing is asked of the tenant unless you ask for it.'),
    l10n.t('To explain the login again, run “Explain Access…” from the command palette.'),
    `${subject.map((line) => `- ${line}`).join('\n')}\n`,
  ].join('\n\n');
}
