import type { LogOutputChannel, Memento } from 'vscode';
import type { OrganizationDocuments } from '../documents/organizationDocuments.ts';
import type { ErrorNotifier } from '../messages/errorNotifier.ts';
import type { KnownOrganizations } from '../organizations/knownOrganizations.ts';
import type { OrganizationList } from '../organizations/organizationList.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import type { OrganizationTree } from '../sidebar/organizationTree.ts';
import type { ViewArrangement } from '../sidebar/viewArrangement.ts';
import type { StoredScans } from '../scans/scanOrganizations.ts';
import type { SectionStore } from '../sections/sectionStore.ts';
import type { Tenants } from '../tenants/tenants.ts';
import type { OrganizationReference } from './commandArguments.ts';

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
  /** The organization of `selectForCompare`, kept until the window closes. */
  readonly comparing: { selected?: OrganizationReference };
  /** The scans of each tenant that run or were stopped. They go with the list when the tenant is disconnected. */
  readonly scans: WeakMap<OrganizationList, StoredScans>;
  /** The persistent state that all windows share. */
  readonly state: Memento;
}
