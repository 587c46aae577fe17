import * as vscode from 'vscode';
import { tenantTitle, type TokenStatus } from './tenant.ts';
import type { Tenants } from './tenants.ts';
import { describeTokenState } from './tokenState.ts';

/**
 * An item in the status bar while several tenants are connected: how many, and how many of them need a token. It reads
 * no secret before something has changed, and shows what others have found out about the tokens until then.
 */
export class TenantsStatusBar implements vscode.Disposable {
  readonly #tenants: Tenants;
  readonly #statuses = new Map<string, TokenStatus>();
  readonly #subscriptions: vscode.Disposable;
  #item: vscode.StatusBarItem | undefined;

  constructor(tenants: Tenants) {
    this.#tenants = tenants;
    this.#subscriptions = vscode.Disposable.from(
      tenants.onDidReadStatus(({ domain, status }) => {
        this.#statuses.set(domain, status);
        this.#show();
      }),
      tenants.onDidChange(async () => {
        if (tenants.all.length > 1) {
          await Promise.all(tenants.domains.map((domain) => tenants.status(domain)));
        }
        this.#show();
      }),
    );
    this.#show();
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#item?.dispose();
  }

  #show(): void {
    const { all } = this.#tenants;
    if (all.length < 2) {
      this.#item?.dispose();
      this.#item = undefined;
      return;
    }
    this.#item ??= vscode.window.createStatusBarItem('tenants', vscode.StatusBarAlignment.Left);
    const tenants = all.map((tenant) => ({ tenant, status: this.#statuses.get(tenant.domain) }));
    const needy = tenants.filter(({ status }) => status && status.kind !== 'usable').length;
    this.#item.name = vscode.l10n.t('Auth0 Tenants');
    this.#item.command = 'organizationInspector.showTenants';
    this.#item.text = describe(all.length, needy);
    this.#item.tooltip = tenants
      .map(({ tenant, status }) => {
        const state = status && describeTokenState(status);
        return state ? vscode.l10n.t('{0}: {1}', tenantTitle(tenant), state) : tenantTitle(tenant);
      })
      .join('\n');
    this.#item.show();
  }
}

function describe(tenants: number, needy: number): string {
  switch (needy) {
    case 0:
      return vscode.l10n.t('$(organization) {0} tenants', tenants);
    case 1:
      return vscode.l10n.t('$(warning) 1 of {0} tenants needs an access token', tenants);
    default:
      return vscode.l10n.t('$(warning) {0} of {1} tenants need an access token', needy, tenants);
  }
}
