import * as l10n from '@vscode/l10n';
import { type Organization, organizationTitle } from '../api/organization.ts';
import type { Services } from '../commands/services.ts';
import { organizationUri } from '../documents/documentUri.ts';
import { openCsvDocument } from '../documents/openDocument.ts';
import { inRow, plainName } from '../text/plainText.ts';
import type { Choice } from '../ui/ask.ts';
import { formatNumber, formatTime } from '../ui/format.ts';
import { offer, type Offer, type Stop } from '../ui/longTask.ts';
import { showInformation } from '../ui/notifications.ts';

/** The organizations that a scan has found, `undefined` if none was asked. */
export type Found = readonly Organization[] | undefined;

/** What was found by a question that was answered to the end. */
export interface KeptResult {
  /** When the first answer was asked for: the others are newer. */
  readonly at: Date;
  readonly found: readonly Organization[];
  /** Tells it again, with its age. */
  readonly show: () => void;
}

/** What a question about the organizations of a tenant has found. */
export interface ScanResult extends Coverage {
  /** What was asked for, and in which tenant. */
  readonly title: string;
  readonly domain: string;
  /** What people call the tenant. */
  readonly tenant: string;
  /** Begins with what was found: often, only the first words are seen. `place` is the tenant, or the one organization. */
  readonly sentence: (found: readonly Organization[], place: string) => string;
  readonly found: readonly Organization[];
  readonly findingOf: (organization: Organization) => string;
  /** See `KeptResult`, where it is told again. */
  readonly at?: Date;
}

/**
 * Tells what was found. The one organization or a table opens only on demand: after a long scan it would take the keyboard
 * from other work. Does not wait for the user's choice.
 */
function showScanResult({ documents }: Services<'documents'>, result: ScanResult, remark: string): void {
  const { found, domain, tenant, isOfLoaded } = result;
  const [one] = found.length === 1 ? found : [];
  const whole = isOfLoaded ? l10n.t('the loaded part of {0}', tenant) : tenant;
  const place = one ? l10n.t('{0} in {1}', plainName(organizationTitle(one)), tenant) : whole;
  const parts = [result.sentence(found, place), describeLimits(result), remark, describeAge(result)];
  const opening = one && {
    label: l10n.t('Open Organization'),
    act: () => documents.open(organizationUri(domain, one)),
  };
  offer(showInformation, inRow(parts), [...(opening ? [opening] : []), ...tableOf(result)]);
}

/** Tells what was found, and keeps it: a message that nobody has read goes after some seconds. @param startedAt see `at` */
export function keepResult(
  stored: { kept?: KeptResult },
  services: Services<'documents' | 'tenants'>,
  result: ScanResult,
  { startedAt: at, remark }: { readonly startedAt: Date; readonly remark: string },
): void {
  // Since then, the list can have become another one, the token have got other scopes, and the tenant another name.
  const show = () => {
    const named = { ...result, tenant: services.tenants.titleOf(result.domain), at };
    showScanResult(services, named, remark);
  };
  stored.kept = { at, found: result.found, show };
  showScanResult(services, result, remark);
}

/** Tells again what was found. */
export function showAgain({ kept }: { readonly kept?: KeptResult }): Found {
  kept?.show();
  return kept?.found;
}

function describeTime(at: Date): string {
  return l10n.t('Result of {0}', formatTime(at));
}

/** Says when it was found, if it is told again. */
function describeAge({ at }: ScanResult): string {
  return at ? `${describeTime(at)}.` : '';
}

/** The row that tells again what was found, if something is kept. */
export function keptChoice(kept: KeptResult | undefined): readonly Choice<'shown'>[] {
  return kept
    ? [
        {
          value: 'shown',
          label: describeTime(kept.at),
          description: l10n.t('Found: {0}.', formatNumber(kept.found.length)),
          detail: l10n.t('no more requests'),
        },
      ]
    : [];
}

/** What the message about a scan that was stopped says and offers. @param place the organization that it asked last */
export function stopOfScan(result: ScanResult, place?: string): Omit<Stop<Found>, 'documentation'> {
  const { domain, title, found, asked } = result;
  const extent = `${l10n.t('Found: {0}.', formatNumber(found.length))} ${describeLimits(result)}`;
  return {
    domain,
    what:
      asked === 0 || place === undefined
        ? l10n.t('{0} could not all be found', title)
        : l10n.t('{0} could not all be found: stopped at {1}', title, place),
    ...(asked === 0 ? { extent: '' } : { extent, offers: tableOf(result), result: found }),
  };
}

function tableOf(result: ScanResult): readonly Offer[] {
  return result.found.length === 0 ? [] : [{ label: l10n.t('Open as Table'), act: () => openTable(result) }];
}

/** The fields of an organization have the names that they have in an export. */
const columns = ['id', 'name', 'display_name', 'tenant', 'finding'];

/** The last row says what is missing, and how old it is, so that a table that is saved does not look complete or new. */
async function openTable(result: ScanResult): Promise<void> {
  const { found, findingOf, tenant, pending } = result;
  const rows = found.map((organization) => {
    const { id, name = '', display_name: displayName = '' } = organization;
    const state = pending?.includes(organization) ? ' (pending)' : '';
    return [id, name, displayName, tenant, `${findingOf(organization)}${state}`];
  });
  const remarks = inRow([!isCertain(result) && describeLimits(result), describeAge(result)]);
  await openCsvDocument(columns, remarks === '' ? rows : [...rows, ['', '', '', tenant, remarks]]);
}

/** How much a question about the organizations of a tenant has covered. */
interface Coverage {
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
  /** See `ApplicationScan.others`. */
  readonly others?: number;
}

/** Whether no organization can be missing among the found ones. */
function isCertain(coverage: Coverage): boolean {
  return isOfAll(coverage) && coverage.unclear === 0 && !coverage.others;
}

function isOfAll({ asked, total, isOfLoaded }: Coverage): boolean {
  return asked === total && !isOfLoaded;
}

/** Says how much was asked, and of how much the answer is not certain. */
function describeLimits(coverage: Coverage): string {
  const { pending = [], unclear, others = 0 } = coverage;
  return inRow([
    describeExtent(coverage),
    pending.length > 0 && l10n.t('Discovery domain not verified: {0}.', formatNumber(pending.length)),
    others > 0 && l10n.t('Others that may use it, without known per-application access: {0}.', formatNumber(others)),
    unclear > 0 && l10n.t('Not certain for {0} of them: Auth0 sends no more of a list.', formatNumber(unclear)),
  ]);
}

function describeExtent(coverage: Coverage): string {
  const { total } = coverage;
  const asked = formatNumber(coverage.asked);
  if (coverage.asked === total) {
    return isOfAll(coverage)
      ? l10n.t('Organizations asked: {0}, which are all of the list.', asked)
      : l10n.t('Organizations asked: {0}, which were the loaded ones.', asked);
  }
  return l10n.t(
    'Incomplete. Organizations asked: {0}.',
    total === undefined ? asked : l10n.t('{0} of {1}', asked, formatNumber(total)),
  );
}
