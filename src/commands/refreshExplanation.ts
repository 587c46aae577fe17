import * as vscode from 'vscode';
import { MOST_REQUESTS } from '../access/accessPlan.ts';
import type { AccessQuestion } from '../access/explanation.ts';
import { documentationOf } from '../management/organizationsClient.ts';
import type { FailedTask } from '../messages/errorNotifier.ts';
import { formatNumber } from '../messages/formatNumber.ts';
import { withProgress } from '../messages/progress.ts';
import type { ExtensionServices } from './extensionServices.ts';

/** Explains a login again whose explanation is open, with at most `MOST_REQUESTS` requests. */
export async function refreshExplanation(
  services: ExtensionServices,
  uri: vscode.Uri,
  question: AccessQuestion,
): Promise<void> {
  const { domain, organizationId } = question;
  const explaining = vscode.l10n.t(
    'Explaining access to {0} again, with at most {1} requests',
    organizationId,
    formatNumber(MOST_REQUESTS),
  );
  try {
    await withProgress(explaining, (context) => services.documents.refreshDocument(uri, context));
  } catch (error) {
    services.notifier.notify(error, {
      ...failedExplanation(domain, organizationId),
      retry: () => refreshExplanation(services, uri, question),
    });
  }
}

/** The task of an explanation, for a message about its failure. */
export function failedExplanation(domain: string, organizationId: string): Omit<FailedTask, 'retry'> {
  return {
    domain,
    what: vscode.l10n.t('Access to {0} could not be explained', organizationId),
    documentation: documentationOf.get,
  };
}
