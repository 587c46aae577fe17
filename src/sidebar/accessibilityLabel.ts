import type * as vscode from 'vscode';

/**
 * What a screen reader says of a row: what it is and how it is, where nobody hears its icon or its place. Its role stays
 * that of a row: a tree may hold no other.
 */
export function accessibilityLabel(
  ...parts: readonly (vscode.TreeItem['label'] | vscode.TreeItem['description'])[]
): vscode.AccessibilityInformation {
  const texts = parts.filter((part) => typeof part === 'string');
  return { label: texts.filter((text) => text !== '').join(', ') };
}
