import * as l10n from '@vscode/l10n';
import {
  canMeanMissingFeature,
  isMissingInOrganization,
  isMissingOrganization,
  recover,
  unexpectedAnswer,
} from '../api/apiError.ts';
import { readObject } from '../api/jsonFields.ts';
import type { ListResource, Read } from '../api/managementApi.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { dotted } from '../text/plainText.ts';
import { firstTextField, idOf, type Item, objectField, type Section, textField } from './section.ts';

const enabledAlone = 'GET /organizations/{id}/enabled_connections';
const enabledOrNot = 'GET /organizations/{id}/connections';

export const connections: Section = {
  name: 'connections',
  get title() {
    return l10n.t('Connections');
  },
  icon: 'plug',
  schema: 'connection',
  idPrefix: 'con',
  source: {
    path: (organization) => `/organizations/${organization}/enabled_connections`,
    field: 'enabled_connections',
    paging: 'offset',
    scope: 'read:organization_connections',
    documentation: 'organizations/get-enabled-connections',
    preferred: {
      path: (organization) => `/organizations/${organization}/connections`,
      field: 'connections',
      isRefused: (error) => canMeanMissingFeature(error) && !isMissingOrganization(error),
      describe: (isServed) =>
        isServed
          ? l10n.t('Enabled or not, from {0}', enabledOrNot)
          : l10n.t('Only the enabled ones, from {0}: the tenant refuses {1}', enabledAlone, enabledOrNot),
    },
  },
  keyOf: (connection) => textField(connection, 'connection_id'),
  present: (connection) => ({
    label: firstTextField(objectField(connection, 'connection'), 'name') || textField(connection, 'connection_id'),
    description: dotted(
      textField(objectField(connection, 'connection'), 'strategy'),
      textField(connection, 'organization_connection_name'),
      isDisabled(connection) ? l10n.t('not enabled') : '',
    ),
    tooltip: tooltipOf(connection),
    ...(isDisabled(connection) && { icon: 'debug-disconnect' }),
  }),
};

/** The endpoint that lists enabled connections alone does not send the field. */
function isDisabled(connection: Item): boolean {
  return connection['is_enabled'] === false;
}

function tooltipOf(connection: Item): readonly string[] {
  const ownName = textField(connection, 'organization_connection_name');
  const accessLevel = textField(connection, 'organization_access_level');
  return [
    textField(connection, 'connection_id'),
    ...(isDisabled(connection) ? [l10n.t('Not enabled in this organization')] : []),
    ...(ownName ? [l10n.t('Called {0} in this organization', ownName)] : []),
    ...(connection['assign_membership_on_login'] === true ? [l10n.t('Users become members when they log in')] : []),
    ...(connection['show_as_button'] === false ? [l10n.t('Not shown in the login prompt')] : []),
    ...(accessLevel ? [l10n.t('Access level in the My Organization API: {0}', accessLevel)] : []),
  ];
}

/**
 * The list of the tenant's connections. Their options would come with them if the fields were not named.
 * @see https://auth0.com/docs/api/management/v2/connections/get-connections
 */
export const connectionList: ListResource = {
  path: '/connections',
  query: { fields: 'id,name,strategy', include_fields: 'true' },
  field: 'connections',
};

/** A connection of that list in the form that it has in an organization, `undefined` for what has no ID. */
export function listedConnection(value: unknown): Item | undefined {
  const connection = readObject(value) ?? {};
  const id = idOf(connection);
  return id === '' ? undefined : { connection_id: id, connection };
}

/**
 * The ID and the name of a connection of a tenant, with one request.
 * @returns `undefined` if the tenant does not have it
 * @throws ApiError if the answer does not tell it
 * @see https://auth0.com/docs/api/management/v2/connections/get-connections-by-id
 */
export async function findConnection(
  read: Read,
  connectionId: string,
  context: RequestContext,
): Promise<Item | undefined> {
  const path = `/connections/${encodeURIComponent(connectionId)}`;
  const query = { fields: 'id,name', include_fields: 'true' };
  const found = read(path, query, context).then((answer) => {
    const connection = readObject(answer) ?? {};
    if (idOf(connection) !== connectionId) {
      throw unexpectedAnswer();
    }
    return connection;
  });
  return recover(found, isMissingInOrganization, () => undefined);
}
