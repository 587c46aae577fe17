import type * as vscode from 'vscode';

/**
 * The screen reader label of a row. It contains the kind and the state of the row, which only the icon and the
 * position show otherwise. No role is set, since a tree may only contain tree items.
 */
export function accessibilityLabel(
  ...parts: readonly (vscode.TreeItem['label'] | vscode.TreeItem['description'])[]
): vscode.AccessibilityInformation {
  const texts = parts.filter((part) => typeof part === 'string');
  return { label: texts.filter((text) => text !== '').join(', ') };
}
