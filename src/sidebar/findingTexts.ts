import * as vscode from 'vscode';
import type { SectionFinding } from '../access/sectionFindings.ts';
import { plainMarkdown } from '../text/markdown.ts';
import { plainText } from '../text/plainText.ts';

/** Findings in a few words for the row of an organization, empty without one. */
export function describeFindings(findings: readonly SectionFinding[]): string {
  return findings.map(({ label }) => plainText(label)).join(' · ');
}

/** Each finding for a screen reader, which does not tell the icon. */
export function spokenFindings(findings: readonly SectionFinding[]): readonly string[] {
  return findings.map(({ label }) => vscode.l10n.t('Finding: {0}', plainText(label)));
}

/** The icon for the gravest finding, `undefined` without one. */
export function findingIcon(findings: readonly SectionFinding[]): vscode.ThemeIcon | undefined {
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
  findings: readonly SectionFinding[],
): vscode.MarkdownString {
  if (findings.length === 0) {
    return tooltip;
  }
  const entries = findings.map(
    ({ fact, remedy }) =>
      `- ${plainMarkdown(fact)}\n  - ${vscode.l10n.t('To change it: {0}', plainMarkdown(remedy))}\n`,
  );
  const title = plainMarkdown(vscode.l10n.t('Findings'));
  const more = plainMarkdown(vscode.l10n.t('For one person or application, choose “Explain Access…” in the menu.'));
  return new vscode.MarkdownString(`${title}\n\n${entries.join('')}\n${more}\n\n---\n\n${tooltip.value}`);
}
