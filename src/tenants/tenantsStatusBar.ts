import * as vscode from 'vscode';
import { describeTokenState } from './tokenState.ts';
import { tenantTitle } from './tenant.ts';
import type { Tenants } from './tenants.ts';

/** An item in the status bar while several tenants are connected: how many, and how many of them need a token. */
export class TenantsStatusBar implements vscode.Disposable {
  readonly #tenants: Tenants;
  readonly #subscription: vscode.Disposable;
  #item: vscode.StatusBarItem | undefined;

  constructor(tenants: Tenants) {
    this.#tenants = tenants;
    this.#subscription = tenants.onDidChange(() => this.#update());
    if (tenants.all.length > 1) {
      void this.#update();
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#item?.dispose();
  }

  async #update(): Promise<void> {
    const { all } = this.#tenants;
    const states = await Promise.all(all.map(({ domain }) => this.#tenants.status(domain)));
    // Tenants can come and go meanwhile.
    if (this.#tenants.all.length !== all.length) {
      return;
    }
    if (all.length < 2) {
      this.#item?.dispose();
      this.#item = undefined;
      return;
    }
    this.#item ??= vscode.window.createStatusBarItem('tenants', vscode.StatusBarAlignment.Left);
    const needy = states.filter(({ kind }) => kind !== 'usable').length;
    this.#item.name = vscode.l10n.t('Auth0 Tenants');
    this.#item.command = 'organizationInspector.showTenants';
    this.#item.text = describe(all.length, needy);
    this.#item.tooltip = all
      .map((tenant, index) => {
        const state = states[index] && describeTokenState(states[index]);
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
