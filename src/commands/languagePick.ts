import * as vscode from 'vscode';
import type { Language } from '../requests/languages.ts';

/** A language, and what is done with the code in it. */
export interface LanguageChoice {
  readonly language: Language;
  readonly action: 'copy' | 'open';
}

interface LanguageItem extends vscode.QuickPickItem {
  readonly language: Language;
}

/**
 * Lets a person choose a language: Enter opens the code, the button of an item copies it.
 * @returns `undefined` when the person gives up
 */
export async function pickLanguage(title: string, languages: readonly Language[]): Promise<LanguageChoice | undefined> {
  const pick = vscode.window.createQuickPick<LanguageItem>();
  const buttons = [{ iconPath: new vscode.ThemeIcon('copy'), tooltip: vscode.l10n.t('Copy') }];
  pick.title = title;
  pick.placeholder = vscode.l10n.t('Enter opens the code, the button of a language copies it');
  pick.items = languages.map((language) => ({ label: language.title, language, buttons }));
  try {
    return await new Promise((resolve) => {
      pick.onDidAccept(() => {
        const [item] = pick.activeItems;
        if (item) {
          resolve({ language: item.language, action: 'open' });
        }
      });
      pick.onDidTriggerItemButton(({ item: { language } }) => {
        resolve({ language, action: 'copy' });
      });
      pick.onDidHide(() => {
        resolve(undefined);
      });
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}
