import type { LogOutputChannel, Memento } from 'vscode';
import type { OrganizationDocuments } from '../documents/organizationDocuments.ts';
import type { FailureNotifier } from '../notifications/failureNotifier.ts';
import type { OrganizationLists } from '../organizations/organizationLists.ts';
import type { OrganizationTree } from '../organizations/organizationTree.ts';
import type { ViewArrangement } from '../organizations/viewArrangement.ts';
import type { LazySections } from '../organizations/sections/lazySections.ts';
import type { Tenants } from '../tenants/tenants.ts';
import type { OrganizationAtTenant } from './arguments.ts';

/** What commands work with. */
export interface Services {
  readonly tenants: Tenants;
  readonly lists: OrganizationLists;
  readonly sections: LazySections;
  readonly tree: OrganizationTree;
  readonly arrangement: ViewArrangement;
  readonly documents: OrganizationDocuments;
  readonly notifier: FailureNotifier;
  readonly log: LogOutputChannel;
  /** What Compare with Selected compares with, which a window forgets when it closes. */
  readonly comparing: { selected?: OrganizationAtTenant };
  /** What is remembered for all windows. */
  readonly state: Memento;
}
