import * as l10n from '@vscode/l10n';
import { readObject } from '../api/jsonFields.ts';
import { PagedList } from '../organizations/pagedList.ts';
import { applicationList } from '../sections/clients.ts';
import { firstTextField, type Item, objectField, textField } from '../sections/section.ts';
import type { Tenants } from '../tenants/tenants.ts';
import type { ItemPickOptions } from './itemPick.ts';

/** What a quick pick says of applications. */
export function applicationTexts(): Pick<ItemPickOptions, 'ofId' | 'kindOf' | 'listTexts'> {
  return {
    ofId: (id) => l10n.t('Use client ID {0}', id),
    kindOf: (item) => {
      const type = textField(item, 'app_type') || textField(objectField(item, 'client'), 'app_type');
      return type === 'non_interactive' ? l10n.t('{0}, machine-to-machine', type) : type;
    },
    listTexts: {
      load: (tenants) => l10n.t('Load the applications of {0}', tenants),
      reading: (tenants) => l10n.t('Reading the applications of {0}', tenants),
      loadMore: l10n.t('Load more applications…'),
      allLoaded: (count) => l10n.t('All applications are loaded: {0}.', count),
    },
  };
}

/** An application (client in the API) that a person has chosen. */
export interface ChosenApplication {
  readonly clientId: string;
  /** Foreign text; absent if only the ID is known. */
  readonly name?: string;
}

/**
 * The application that an item is about.
 * @param item an application of the tenant or of an organization, or a client grant
 * @returns `undefined` if the item has no client ID
 */
export function applicationOf(item: Item): ChosenApplication | undefined {
  const clientId = textField(item, 'client_id');
  const name = firstTextField(item, 'name') || firstTextField(objectField(item, 'client'), 'name');
  return clientId === '' ? undefined : { clientId, ...(name && { name }) };
}

/** The applications of a tenant, of which nothing is read yet. */
export function applicationsOf(tenants: Tenants, domain: string): PagedList<Item> {
  return new PagedList(tenants.pages(domain, applicationList, readObject), (item) => textField(item, 'client_id'));
}
