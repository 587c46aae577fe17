import * as vscode from 'vscode';

/** Formats a number for the display language. */
export function formatNumber(value: number): string {
  return value.toLocaleString(vscode.env.language, { maximumFractionDigits: 1 });
}
