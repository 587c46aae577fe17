import * as vscode from 'vscode';
import type { Failure } from '../access/headline.ts';
import { formatNumber } from '../messages/formatNumber.ts';
import { plainMarkdown, plainText } from '../text/plainText.ts';

/** Findings in a few words for the row of an organization, empty without one. */
export function describeFindings(findings: readonly Failure[]): string {
  const [first] = findings;
  return findings.length > 1 ? vscode.l10n.t('{0} findings', formatNumber(findings.length)) : reasonOf(first);
}

/** Each finding in words, for a screen reader. */
export function spokenFindings(findings: readonly Failure[]): readonly string[] {
  return findings.map((finding) => vscode.l10n.t('Finding: {0}', reasonOf(finding)));
}

/** The icon for the gravest finding, `undefined` without one. */
export function findingIcon(findings: readonly Failure[]): vscode.ThemeIcon | undefined {
  if (findings.length === 0) {
    return undefined;
  }
  return findings.some(({ certainty }) => certainty !== 'hint')
    ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'))
    : new vscode.ThemeIcon('info');
}

/** Puts findings above the tooltip of an organization, each with its remedy. */
export function tooltipWithFindings(
  tooltip: vscode.MarkdownString,
  findings: readonly Failure[],
): vscode.MarkdownString {
  if (findings.length === 0) {
    return tooltip;
  }
  const entries = findings.map(
    ({ fact, remedy }) =>
      `- ${plainMarkdown(fact)}\n  - ${vscode.l10n.t('To change it: {0}', plainMarkdown(remedy))}\n`,
  );
  const title = plainMarkdown(vscode.l10n.t('Findings'));
  return new vscode.MarkdownString(`${title}\n\n${entries.join('')}\n---\n\n${tooltip.value}`);
}

function reasonOf(finding: Failure | undefined): string {
  return plainText(finding?.reason ?? '');
}
