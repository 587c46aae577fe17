import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ApiError, isMissingOrganization } from '../api/apiError.ts';
import type { Organization } from '../api/organization.ts';
import { documentationOf, type OrganizationsClient } from '../api/organizationsClient.ts';
import type { Reread } from '../api/pageReader.ts';
import type { Tenants } from '../tenants/tenants.ts';
import type { ErrorNotifier, FailedTask } from '../ui/errorNotifier.ts';
import type { LongTask } from '../ui/longTask.ts';
import { showInformation, windowCatchesUp, withProgress } from '../ui/notifications.ts';
import { OrganizationList } from './organizationList.ts';

/** The organization lists of the connected tenants, created on first access, and the results of lookups. */
export class OrganizationStore implements vscode.Disposable {
  readonly tenants: Tenants;
  readonly #lists = new Map<string, OrganizationList>();
  readonly #lookUps = new Map<string, LookUps>();
  readonly #lookedUpAt = new WeakMap<Organization, Date>();
  /** The loading and the refreshing of whole lists, which go with the list. */
  readonly loading = new WeakMap<OrganizationList, ListLoading>();
  readonly refreshing = new WeakMap<OrganizationList, LongTask<void>>();
  readonly #changes = new vscode.EventEmitter<string>();
  /** Fires the domain of a tenant whose list has changed. */
  readonly onDidChange = this.#changes.event;
  readonly #lookUpEvents = new vscode.EventEmitter<string>();
  /** Fires the domain of a tenant when an organization was looked up or is known not to exist. */
  readonly onDidLookUp = this.#lookUpEvents.event;
  readonly #subscription: vscode.Disposable;

  constructor(tenants: Tenants) {
    this.tenants = tenants;
    this.#subscription = tenants.onDidChange(({ domain, kind }) => {
      if (kind === 'disconnected') {
        this.#lists.delete(domain);
        this.#lookUps.delete(domain);
      } else if (kind === 'tokenReplaced') {
        const list = this.#lists.get(domain);
        list?.lookup.forgiveRefusal();
        if (list?.failure) {
          list.forgiveFailure();
          this.#changes.fire(domain);
        }
      }
    });
  }

  /** What messages call an organization: as much as is known of it. See `Tenants.placeOf`. */
  placeOf(domain: string, id: string): string {
    return this.tenants.placeOf(domain, this.find(domain, id) ?? { id });
  }

  /** What a person is told where an organization could not be read. */
  failureOf(domain: string, id: string): Pick<FailedTask, 'domain' | 'what' | 'documentation'> {
    const what = l10n.t('Organization {0} could not be read', this.placeOf(domain, id));
    return { domain, what, documentation: documentationOf.get };
  }

  /** What a person is told where the list of a tenant could not be read. */
  failureOfList(domain: string): Pick<FailedTask, 'domain' | 'what' | 'documentation'> {
    const what = l10n.t('The organizations of {0} could not be loaded', this.tenants.titleOf(domain));
    return { domain, what, documentation: documentationOf.list };
  }

  get(domain: string): OrganizationList {
    const onProof = () => {
      this.#changes.fire(domain);
    };
    const list = this.#lists.get(domain) ?? new OrganizationList(this.tenants.client(domain), onProof);
    this.#lists.set(domain, list);
    return list;
  }

  /** Runs an operation on a tenant's list and fires `onDidChange`, also when it fails. @throws ApiError */
  async change(domain: string, operation: (list: OrganizationList) => Promise<void>): Promise<void> {
    const list = this.get(domain);
    const { reloads: renewals, readAt: readBefore } = list;
    const { length } = list.organizations;
    // Another token can take its place meanwhile, or it can expire.
    const before = this.tenants.isSentSummaries(domain);
    try {
      await operation(list);
    } finally {
      this.#changes.fire(domain);
      if (list.reloads > renewals) {
        void showInformation(l10n.t('The list of {0} was reloaded from the start.', this.tenants.titleOf(domain)));
      }
      const { readAt } = list;
      // Without a new page, no token is known to have read anything: a locked keyring may never give one.
      if (readAt !== readBefore || list.organizations.length > length) {
        const tokens = await Promise.all([before, this.tenants.isSentSummaries(domain)]);
        if (tokens.includes(true)) {
          list.noteSummaries(readAt);
          this.#changes.fire(domain);
        }
      }
      // Rows that come later than a question that follows would take the keyboard from it.
      await windowCatchesUp();
    }
  }

  /** Finds an organization that is loaded or was looked up. */
  find(domain: string, id: string): Organization | undefined {
    return (
      this.get(domain).organizations.find((organization) => organization.id === id) ?? this.lookedUp(domain).get(id)
    );
  }

  /** When an organization was read that `find` has found, or before that. */
  readAtOf(domain: string, organization: Organization): Date | undefined {
    return this.#lookedUpAt.get(organization) ?? this.get(domain).readAt;
  }

  /** The organizations of a tenant that were looked up one by one, keyed by ID. */
  lookedUp(domain: string): ReadonlyMap<string, Organization> {
    return this.#lookUpsOf(domain).found;
  }

  /** Whether the tenant has answered that it has no organization with this ID. */
  isGone(domain: string, id: string): boolean {
    const { found, askedAt } = this.#lookUpsOf(domain);
    return askedAt.has(id) && !found.has(id);
  }

  /**
   * Requests one organization of a tenant, even if it is loaded, and keeps the response.
   * @param find makes the request
   * @param id the requested ID, `undefined` for a lookup by name
   * @throws ApiError
   */
  async lookUp(
    domain: string,
    find: (client: OrganizationsClient) => Promise<Organization>,
    id?: string,
  ): Promise<Organization> {
    const askedAt = new Date();
    try {
      const reading = find(this.tenants.client(domain));
      const [organization, isOfSummaries] = await Promise.all([reading, this.tenants.isSentSummaries(domain)]);
      this.keep(domain, organization, askedAt, isOfSummaries);
      return organization;
    } catch (error) {
      if (id !== undefined && error instanceof ApiError && isMissingOrganization(error)) {
        this.forget(domain, id);
      }
      throw error;
    }
  }

  /**
   * Keeps an organization that was read by itself, also in place of what the list has, unless a newer one is known.
   * @param isOfSummaries whether it can lack fields that the token was not sent
   */
  keep(domain: string, organization: Organization, askedAt: Date, isOfSummaries: boolean): void {
    this.#lookedUpAt.set(organization, askedAt);
    this.#learn(domain, organization.id, { item: organization, askedAt }, isOfSummaries);
  }

  /** Removes an organization that no longer exists, whenever that was asked, from its list, and remembers its ID. */
  forget(domain: string, id: string): void {
    this.#learn(domain, id, { askedAt: new Date() });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changes.dispose();
    this.#lookUpEvents.dispose();
  }

  /** Keeps the answer to a lookup, unless that to a later one is known, and brings the list up to date with it. */
  #learn(domain: string, id: string, answer: Reread<Organization>, isOfSummaries = false): void {
    const lookUps = this.#lookUpsOf(domain);
    const { item, askedAt } = answer;
    if ((lookUps.askedAt.get(id) ?? askedAt) > askedAt) {
      return;
    }
    lookUps.askedAt.set(id, askedAt);
    if (item) {
      lookUps.found.set(id, item);
    } else {
      lookUps.found.delete(id);
    }
    const list = this.get(domain);
    const { organizations } = list;
    list.replace(id, answer);
    if (list.organizations !== organizations) {
      if (isOfSummaries) {
        list.noteSummaries(list.readAt);
      }
      this.#changes.fire(domain);
    }
    this.#lookUpEvents.fire(domain);
  }

  #lookUpsOf(domain: string): LookUps {
    const lookUps: LookUps = this.#lookUps.get(domain) ?? { found: new Map(), askedAt: new Map() };
    this.#lookUps.set(domain, lookUps);
    return lookUps;
  }
}

/** The loading of a whole list. */
export interface ListLoading {
  readonly task: LongTask<true>;
  /** What the commands that wait for the list do next if it is loaded only after a failure or Cancel. */
  readonly waiting: (() => unknown)[];
  /** The same of the commands that have ended, since the loading was stopped. */
  readonly stopped: (() => unknown)[];
}

interface LookUps {
  readonly found: Map<string, Organization>;
  /** When each ID was asked for last; of what does not exist, when that was known. */
  readonly askedAt: Map<string, Date>;
}

/**
 * Returns a tenant's list, after loading its first page if necessary. Does not throw: a failure is shown once and kept
 * in the list.
 */
export async function loadFirstPage(
  store: OrganizationStore,
  notifier: ErrorNotifier,
  domain: string,
): Promise<OrganizationList> {
  const list = store.get(domain);
  if (!list.isLoaded) {
    try {
      await withProgress(l10n.t('Loading the organizations of {0}', store.tenants.titleOf(domain)), (context) =>
        store.change(domain, () => list.load(context)),
      );
    } catch (error) {
      notifier.notify(error, {
        ...store.failureOfList(domain),
        retry: () => vscode.commands.executeCommand('organizationInspector.refresh', domain),
        isOneOfMany: true,
      });
    }
  }
  return list;
}

/** The organizations of a list at one time: the list can be refreshed while the user is asked something. */
export interface LoadedOrganizations {
  readonly organizations: readonly Organization[];
  /** Whether the tenant may have more, which could not be read. */
  readonly isCutOff: boolean;
  readonly readAt: Date | undefined;
  /** See `OrganizationList`. */
  readonly isOfSummaries: boolean;
}

/** What a list has loaded by now. */
export function loadedOrganizations({
  organizations,
  isCutOff,
  readAt,
  isOfSummaries,
}: OrganizationList): LoadedOrganizations {
  return { organizations, isCutOff, readAt, isOfSummaries };
}
