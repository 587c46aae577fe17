import * as l10n from '@vscode/l10n';
import type { Organization } from '../api/organization.ts';
import { formatNumber } from '../ui/format.ts';

/** How much a question about the organizations of a tenant has covered. */
export interface Coverage {
  /** The number of organizations that were asked. */
  readonly asked: number;
  /** The number of organizations that were to be asked, `undefined` if it is not known. */
  readonly total: number | undefined;
  /** Whether the tenant may have organizations that were not to be asked. */
  readonly isOfLoaded: boolean;
  /** Those of the found ones whose discovery domain is not verified. */
  readonly pending?: readonly Organization[];
  /** The number of organizations that were asked, but may belong to the found ones all the same. */
  readonly unclear: number;
}

/** Whether no organization can be missing among the found ones. */
export function isCertain(coverage: Coverage): boolean {
  return isOfAll(coverage) && coverage.unclear === 0;
}

function isOfAll({ asked, total, isOfLoaded }: Coverage): boolean {
  return asked === total && !isOfLoaded;
}

/** Says how much was asked, and of how much the answer is not certain. */
export function describeLimits(coverage: Coverage): string {
  const { pending = [], unclear } = coverage;
  const parts = [
    describeExtent(coverage),
    pending.length > 0 && l10n.t('Not verified: {0}.', formatNumber(pending.length)),
    unclear > 0 &&
      l10n.t('Not certain for {0} of them: Auth0 sends no more of their connections.', formatNumber(unclear)),
  ];
  return parts.filter(Boolean).join(' ');
}

function describeExtent(coverage: Coverage): string {
  const { total } = coverage;
  const asked = formatNumber(coverage.asked);
  if (coverage.asked === total) {
    return isOfAll(coverage)
      ? l10n.t('Organizations asked: {0}, which are all.', asked)
      : l10n.t('Organizations asked: {0}, which are the loaded ones.', asked);
  }
  return l10n.t(
    'Incomplete. Organizations asked: {0}.',
    total === undefined ? asked : l10n.t('{0} of {1}', asked, formatNumber(total)),
  );
}
