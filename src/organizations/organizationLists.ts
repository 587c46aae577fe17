import * as vscode from 'vscode';
import type { Tenants } from '../tenants/tenants.ts';
import { OrganizationList } from './organizationList.ts';

/** The lists of all connected tenants, made when they are first asked for. */
export class OrganizationLists implements vscode.Disposable {
  readonly #tenants: Tenants;
  readonly #lists = new Map<string, OrganizationList>();
  readonly #changes = new vscode.EventEmitter<string>();
  /** The domain of the tenant whose list has changed. */
  readonly onDidChange = this.#changes.event;
  readonly #subscription: vscode.Disposable;

  constructor(tenants: Tenants) {
    this.#tenants = tenants;
    this.#subscription = tenants.onDidChange(({ domain, kind }) => {
      if (kind === 'disconnected') {
        this.#lists.delete(domain);
      }
    });
  }

  get(domain: string): OrganizationList {
    const list = this.#lists.get(domain) ?? new OrganizationList(this.#tenants.client(domain));
    this.#lists.set(domain, list);
    return list;
  }

  /** Runs an operation on a tenant's list and tells the world of its outcome, which can also be a failure. @throws ApiError */
  async change(domain: string, operation: (list: OrganizationList) => Promise<void>): Promise<void> {
    const list = this.get(domain);
    const { renewals } = list;
    try {
      await operation(list);
    } finally {
      this.#changes.fire(domain);
      if (list.renewals > renewals) {
        void vscode.window.showInformationMessage(
          vscode.l10n.t('The place to go on from had expired, so the list of {0} was read anew.', domain),
        );
      }
    }
  }

  /** Takes an organization that is known to be gone out of its list. */
  forget(domain: string, id: string): void {
    const list = this.get(domain);
    if (list.organizations.some((organization) => organization.id === id)) {
      list.forget(id);
      this.#changes.fire(domain);
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changes.dispose();
  }
}
