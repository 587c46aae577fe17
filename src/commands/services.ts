import type { EventEmitter, LogOutputChannel, Memento } from 'vscode';
import type { PairScan } from '../compare/comparePairs.ts';
import type { OrganizationDocuments } from '../documents/organizationDocuments.ts';
import type { StoredScans } from '../find/scanOrganizations.ts';
import type { KnownOrganizations } from '../organizations/knownOrganizations.ts';
import type { OrganizationList } from '../organizations/organizationList.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import type { SectionStore } from '../sections/sectionStore.ts';
import type { OrganizationTree } from '../sidebar/organizationTree.ts';
import type { ViewArrangement } from '../sidebar/viewArrangement.ts';
import type { Tenants } from '../tenants/tenants.ts';
import type { ErrorNotifier } from '../ui/errorNotifier.ts';
import type { OrganizationReference } from './commandArguments.ts';

/** A comparison of sections that runs, or that was stopped and can be continued. */
export interface StoredPairScan extends PairScan {
  readonly isRunning: boolean;
}

/** The services that commands use. */
export interface ExtensionServices {
  readonly tenants: Tenants;
  readonly store: OrganizationStore;
  readonly known: KnownOrganizations;
  readonly sections: SectionStore;
  readonly tree: OrganizationTree;
  readonly arrangement: ViewArrangement;
  readonly documents: OrganizationDocuments;
  readonly notifier: ErrorNotifier;
  readonly log: LogOutputChannel;
  /** Fires with the text when IDs of organizations are copied, one per line. */
  readonly copied: EventEmitter<string>;
  readonly comparing: {
    /** The organization of `selectForCompare`, kept until the window closes. */
    selected?: OrganizationReference;
    /** The comparisons of sections that run or were stopped, by the list of the first and the domain of the second tenant. */
    readonly pairScans: WeakMap<OrganizationList, Map<string, StoredPairScan>>;
  };
  /** The scans of each tenant that run or were stopped. They go with the list when the tenant is disconnected. */
  readonly scans: WeakMap<OrganizationList, StoredScans>;
  /** The persistent state that all windows share. */
  readonly state: Memento;
}
