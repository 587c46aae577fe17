import * as vscode from 'vscode';

/** What a search for an organization looks at. */
export interface SearchScope {
  readonly withMetadata: boolean;
  readonly inAllTenants: boolean;
}

/** A button in the input of the quick pick. */
export interface ScopeButton extends vscode.QuickInputButton {
  readonly press: 'metadata' | 'allTenants' | 'filter' | 'link';
}

/**
 * The buttons of a search. Their tooltips say what a press does.
 * @param canFilter whether the result can become the filter of the sidebar, and the search a link
 */
export function scopeButtons(
  { withMetadata, inAllTenants }: SearchScope,
  { canFilter, hasSeveralTenants }: { readonly canFilter: boolean; readonly hasSeveralTenants: boolean },
): readonly ScopeButton[] {
  return [
    button(
      'metadata',
      withMetadata ? 'tag' : 'circle-slash',
      withMetadata ? vscode.l10n.t('Search Without Metadata') : vscode.l10n.t('Search Metadata Too'),
    ),
    ...(hasSeveralTenants
      ? [
          button(
            'allTenants',
            inAllTenants ? 'layers-active' : 'layers',
            inAllTenants ? vscode.l10n.t('Search This Tenant Only') : vscode.l10n.t('Search All Tenants'),
          ),
        ]
      : []),
    // The filter and a followed link always look at metadata, so they show the result of no other search.
    ...(canFilter && withMetadata
      ? [
          button('filter', 'filter', vscode.l10n.t('Show as Filter in Sidebar')),
          button('link', 'link', vscode.l10n.t('Copy Link to This Search')),
        ]
      : []),
  ];
}

export function placeholderOf({ withMetadata }: SearchScope): string {
  return withMetadata
    ? vscode.l10n.t('Part of an ID, name or metadata, or plan:enterprise, crm_id:2682*, -plan:trial')
    : vscode.l10n.t('Part of an ID, name or display name');
}

function button(press: ScopeButton['press'], icon: string, tooltip: string): ScopeButton {
  return { press, iconPath: new vscode.ThemeIcon(icon), tooltip };
}
