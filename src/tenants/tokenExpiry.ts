import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
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
      return l10n.t('access token expired');
    case 'refused':
      return l10n.t('access refused (401)');
    case 'missing':
      return l10n.t('no access token');
    case 'damaged':
      return l10n.t('access token damaged');
    case 'unreadable':
      return l10n.t('secret storage fails');
    case 'usable': {
      const endMs = (status.expiresAt ?? Infinity) * 1000;
      return endMs - Date.now() <= LAST_HOUR_MS
        ? l10n.t('expires at {0}', new Date(endMs).toLocaleTimeString(vscode.env.language, { timeStyle: 'short' }))
        : undefined;
    }
  }
}
