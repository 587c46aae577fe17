import * as vscode from 'vscode';

/** A number as people write it in the display language. */
export function formatNumber(value: number): string {
  return value.toLocaleString(vscode.env.language, { maximumFractionDigits: 1 });
}
