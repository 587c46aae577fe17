import * as l10n from '@vscode/l10n';
import { type Item, objectField, textField } from '../sections/section.ts';
import { argumentLines, block, hclString } from '../text/hcl.ts';
import { comment, type Lines } from '../text/lines.ts';
import { missingComment, onlyEnabledComment } from './partComments.ts';
import {
  argumentsOf,
  importBlock,
  itemBlocks,
  itemsOf,
  leftOut,
  type OrganizationBlocks,
  removedByApply,
} from './terraformBlocks.ts';

const connectionArguments: readonly string[] = [
  'assign_membership_on_login',
  'is_signup_enabled',
  'show_as_button',
  'is_enabled',
  'organization_access_level',
  'organization_connection_name',
];

/**
 * One resource for all connections, which has to have at least one.
 * @see https://registry.terraform.io/providers/auth0/auth0/latest/docs/resources/organization_connections
 */
export function connectionBlocks(target: OrganizationBlocks): readonly Lines[] {
  const { parts, label, reference } = target;
  const missing = [
    ...missingComment(l10n.t('Connections'), parts.connections, removedByApply()),
    ...onlyEnabledComment(parts.connections),
  ];
  const connections = itemsOf(parts.connections, 'connection_id').map((item) => connectionBlock(target, item));
  if (connections.length === 0) {
    return [missing];
  }
  const type = 'auth0_organization_connections';
  return [
    ...connections.map(({ data }) => data),
    [
      ...missing,
      ...block(
        ['resource', type, label],
        argumentLines([['organization_id', reference]]),
        ...connections.map(({ enabled }) => enabled),
      ),
    ],
    importBlock(`${type}.${label}`, parts.organization.id),
  ];
}

function connectionBlock(
  { labels, label }: OrganizationBlocks,
  item: Item,
): { readonly data: Lines; readonly enabled: Lines } {
  const id = textField(item, 'connection_id');
  const name = textField(objectField(item, 'connection'), 'name');
  const comments = leftOut(item, ['connection_id', 'connection', ...connectionArguments]);
  const enabledBlock = (reference: string) =>
    block(
      ['enabled_connections'],
      argumentLines([['connection_id', reference], ...argumentsOf(item, connectionArguments)]),
    );
  if (name === '') {
    const unnamed = comment(l10n.t('The name is not known, and the ID is of this tenant alone.'));
    return { data: [], enabled: [unnamed, ...comments, ...enabledBlock(hclString(id))] };
  }
  const data = labels.take('data.auth0_connection', label, name);
  return {
    data: [comment(id), ...block(['data', 'auth0_connection', data], argumentLines([['name', hclString(name)]]))],
    enabled: [...comments, ...enabledBlock(`data.auth0_connection.${data}.id`)],
  };
}

/** @see https://registry.terraform.io/providers/auth0/auth0/latest/docs/resources/organization_discovery_domain */
export function discoveryDomainBlocks(target: OrganizationBlocks): readonly Lines[] {
  const { discoveryDomains } = target.parts;
  return [
    missingComment(l10n.t('Discovery Domains'), discoveryDomains, removedByApply()),
    ...itemsOf(discoveryDomains, 'id').flatMap((item) =>
      itemBlocks(target, 'auth0_organization_discovery_domain', {
        id: textField(item, 'id'),
        names: [textField(item, 'domain')],
        args: argumentsOf(item, ['domain', 'status', 'use_for_organization_discovery']),
      }),
    ),
  ];
}
