import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { documentationOf } from '../api/organizationsClient.ts';
import type { DocumentKind } from '../documents/documentKinds.ts';
import { documentUri } from '../documents/documentUri.ts';
import { sideForm, summaryAddress, summaryForm } from './comparisonAddress.ts';

/** The URI of the summary of two tenants. @param snapshot the time of the snapshot if the first one is a snapshot */
export function summaryUri(
  [domain, comparedWith]: readonly [first: string, second: string],
  snapshot?: string,
): vscode.Uri {
  const address = summaryAddress(domain, { comparedWith, ...(snapshot !== undefined && { snapshot }) });
  return documentUri(address, summaryForm);
}

/** Sides of comparisons. They are in memory alone, and are not read again. */
export const sideDocuments: DocumentKind = {
  ...sideForm,
  isReport: true,
  read: () => Promise.resolve({ not_compared: [notKept()] }),
  failureOf,
};

/** Summaries of comparisons. They are in memory alone, and are not read again. */
export const summaryDocuments: DocumentKind = {
  ...summaryForm,
  isReport: true,
  read: () => Promise.resolve(`${notKept()}\n`),
  failureOf,
};

function notKept(): string {
  return l10n.t('A comparison is not kept when its tab or the window closes. Compare again.');
}

function failureOf(): ReturnType<DocumentKind['failureOf']> {
  return { what: l10n.t('The organizations could not be compared'), documentation: documentationOf.get };
}
