import type { EventEmitter, LogOutputChannel, Memento } from 'vscode';
import type { DocumentCache } from '../documents/documentCache.ts';
import type { KnownOrganizations } from '../organizations/knownOrganizations.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import type { SectionStore } from '../sections/sectionStore.ts';
import type { OrganizationTree } from '../sidebar/organizationTree.ts';
import type { ViewArrangement } from '../sidebar/viewArrangement.ts';
import type { Tenants } from '../tenants/tenants.ts';
import type { ErrorNotifier } from '../ui/errorNotifier.ts';

/** Some of the platform's services, such as `Services<'tenants' | 'store'>`: a function takes those that it uses. */
export type Services<Name extends keyof PlatformServices> = Pick<PlatformServices, Name>;

/** The services of the platform. Nothing takes all of them. */
export interface PlatformServices {
  readonly tenants: Tenants;
  readonly store: OrganizationStore;
  readonly known: KnownOrganizations;
  readonly sections: SectionStore;
  readonly tree: OrganizationTree;
  readonly arrangement: ViewArrangement;
  readonly documents: DocumentCache;
  readonly notifier: ErrorNotifier;
  readonly log: LogOutputChannel;
  /** Fires with the text when IDs of organizations are copied, one per line. */
  readonly copied: EventEmitter<string>;
  /** The persistent state that all windows share. */
  readonly state: Memento;
}
