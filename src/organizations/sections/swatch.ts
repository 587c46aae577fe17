import * as vscode from 'vscode';

/**
 * A square of a colour, as an icon.
 * @param colour as CSS writes it in hexadecimal, such as `#0059d6`; anything else is not drawn
 */
export function swatch(colour: string): vscode.Uri | vscode.ThemeIcon {
  if (!/^#[\da-f]{3,8}$/i.test(colour)) {
    return new vscode.ThemeIcon('symbol-color');
  }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"><rect x="2.5" y="2.5" width="11" height="11" rx="2" fill="${colour}" stroke="#808080"/></svg>`;
  return vscode.Uri.parse(`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`);
}
