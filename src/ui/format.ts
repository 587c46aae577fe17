import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

/** A rough duration, such as `about 1 h 40 min`. @param ms in ms */
export function formatDuration(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) {
    return l10n.t('less than a minute');
  }
  return minutes < 60
    ? l10n.t('about {0} min', minutes)
    : l10n.t('about {0} h {1} min', formatNumber(Math.floor(minutes / 60)), minutes % 60);
}

/** Formats a number for the display language. */
export function formatNumber(value: number): string {
  return value.toLocaleString(vscode.env.language, { maximumFractionDigits: 1 });
}

/** Says that a list has ended, but not with a proof that it is whole. */
export function describeCutOff(): string {
  return l10n.t('There may be more: Auth0 sends no more of this list.');
}
