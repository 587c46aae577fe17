import * as l10n from '@vscode/l10n';
import type { Missing } from './facts.ts';

/** Why a fact is missing, in a sentence. Plain text, which can hold foreign text. */
export function describeMissing(missing: Missing): string {
  switch (missing.kind) {
    case 'leftOut':
      return l10n.t('The question leaves it out.');
    case 'unneeded':
      return l10n.t('It was not needed.');
    case 'scope':
      return missing.scopes.length === 1
        ? l10n.t('The access token lacks the scope {0}.', missing.scopes.join(''))
        : l10n.t('The access token lacks the scopes {0}.', missing.scopes.join(', '));
    case 'feature':
      return l10n.t('The plan of the tenant lacks the feature.');
    case 'notFound':
      return l10n.t('The tenant does not have it.');
    case 'limit':
      return l10n.t('It was not read: the most requests of an explanation were made before.');
    case 'cutOff':
      return l10n.t('Only the beginning of the list was read, which does not decide.');
    case 'failed': {
      const code = [missing.status, missing.reason].filter(Boolean).join(' ');
      return missing.message
        ? l10n.t('The request failed ({0}): {1}', code, missing.message)
        : l10n.t('The request failed ({0}).', code);
    }
  }
}
