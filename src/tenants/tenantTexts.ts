import * as vscode from 'vscode';
import type { DomainProblem } from '../api/tenantDomain.ts';
import type { TokenStatus } from './tenant.ts';

/** The time before the expiry of a token in which its status shows when it expires, in ms. */
const LAST_HOUR_MS = 3_600_000;

/** The longest delay that `setTimeout` supports, in ms. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Calls `onDeadline` when the last hour of a token begins, and when the token expires. */
export class TokenExpiryTimers {
  readonly #onDeadline: (domain: string) => void;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(onDeadline: (domain: string) => void) {
    this.#onDeadline = onDeadline;
  }

  /**
   * Waits for the next deadline of the tenant's token, in place of the previous deadline.
   * @param expiresAt in UNIX seconds, `undefined` if there is no deadline
   */
  watch(domain: string, expiresAt: number | undefined): void {
    clearTimeout(this.#timers.get(domain));
    this.#timers.delete(domain);
    const endMs = (expiresAt ?? -Infinity) * 1000;
    const waitMs = [endMs - LAST_HOUR_MS, endMs].map((at) => at - Date.now()).find((wait) => wait > 0);
    if (waitMs !== undefined && waitMs <= LONGEST_TIMER_MS) {
      const timer = setTimeout(() => {
        this.#onDeadline(domain);
      }, waitMs);
      this.#timers.set(domain, timer);
    }
  }

  dispose(): void {
    for (const timer of this.#timers.values()) {
      clearTimeout(timer);
    }
  }
}

/** Describes the status of a token in a few words, `undefined` if the user need not know it. */
export function describeTokenStatus(status: TokenStatus): string | undefined {
  switch (status.kind) {
    case 'expired':
      return vscode.l10n.t('access token expired');
    case 'missing':
      return vscode.l10n.t('no access token');
    case 'damaged':
      return vscode.l10n.t('access token damaged');
    case 'unreadable':
      return vscode.l10n.t('secret storage fails');
    case 'usable': {
      const endMs = (status.expiresAt ?? Infinity) * 1000;
      return endMs - Date.now() <= LAST_HOUR_MS
        ? vscode.l10n.t(
            'expires at {0}',
            new Date(endMs).toLocaleTimeString(vscode.env.language, { timeStyle: 'short' }),
          )
        : undefined;
    }
  }
}

/** Describes why a text is not the domain of a tenant, and what to enter instead. */
export function describeDomainProblem(problem: DomainProblem): string {
  switch (problem) {
    case 'empty':
      return vscode.l10n.t('Enter the domain of the tenant, such as acme.eu.auth0.com.');
    case 'notAHost':
      return vscode.l10n.t('This is not a domain. Enter one such as acme.eu.auth0.com.');
    case 'plainHttp':
      return vscode.l10n.t('Tokens are sent over HTTPS only. Enter the domain without http://.');
    case 'path':
      return vscode.l10n.t('Enter the domain alone, without the path behind it.');
    case 'credentials':
      return vscode.l10n.t('A domain has no @. Enter the part behind it if that is your tenant.');
    case 'port':
      return vscode.l10n.t('A tenant has no port. Only an emulator on this machine can have one, from 1 to 65535.');
    case 'ipAddress':
      return vscode.l10n.t('A tenant is not reached by an IP address. Enter its domain, such as acme.eu.auth0.com.');
    case 'tenantNameOnly':
      return vscode.l10n.t(
        'This is only the name of a tenant. Enter the whole domain with its region, such as acme.eu.auth0.com.',
      );
    case 'notAscii':
      return vscode.l10n.t('Domains in other scripts can look like Auth0’s, so they are not accepted.');
    case 'lookalike':
      return vscode.l10n.t('This only looks like a domain of Auth0. A token sent there would be in the wrong hands.');
    case 'notATenant':
      return vscode.l10n.t('This host belongs to Auth0, but is not a tenant. Enter one such as acme.eu.auth0.com.');
  }
}
