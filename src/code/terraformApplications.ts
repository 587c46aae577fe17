import * as l10n from '@vscode/l10n';
import { type Item, textField } from '../sections/section.ts';
import { argumentLines, block, hclString } from '../text/hcl.ts';
import { comment, type Lines } from '../text/lines.ts';
import { applicationName, missingComment, unknownNameComments } from './partComments.ts';
import { argumentsOf, itemBlocks, itemsOf, type OrganizationBlocks, removedByApply } from './terraformBlocks.ts';

/** @see https://registry.terraform.io/providers/auth0/auth0/latest/docs/resources/organization_client_grant */
export function clientGrantBlocks(target: OrganizationBlocks): readonly Lines[] {
  const { clientGrants } = target.parts;
  return [
    missingComment(l10n.t('Client Grants'), clientGrants, removedByApply()),
    ...itemsOf(clientGrants, 'id').flatMap((grant) => grantBlocks(target, grant)),
  ];
}

/** A grant has no name, so it is found by its application and its audience. */
function grantBlocks(target: OrganizationBlocks, grant: Item): readonly Lines[] {
  const { parts, labels, label } = target;
  const type = 'auth0_organization_client_grant';
  const id = textField(grant, 'id');
  const clientId = textField(grant, 'client_id');
  const audience = textField(grant, 'audience');
  const name = applicationName(parts, clientId);
  const names = [name ?? 'application', audience.replace(/^https?:\/\//, '')];
  if (name === undefined) {
    const args = [['grant_id', hclString(id)]] as const;
    return itemBlocks(target, type, { id, names, args }, ...unknownNameComments(parts, clientId));
  }
  const data = labels.take('data.auth0_client_grants', label, ...names);
  return [
    ...applicationBlocks(target, clientId, name),
    block(
      ['data', 'auth0_client_grants', data],
      argumentLines([
        ['client_id', target.applications.get(clientId)],
        ['audience', hclString(audience)],
      ]),
    ),
    ...itemBlocks(target, type, {
      id,
      names,
      args: [['grant_id', grantId(`data.auth0_client_grants.${data}`, grant)]],
    }),
  ];
}

/** An application has at most one grant of an audience and a subject type. `one` fails if there are more. */
function grantId(data: string, grant: Item): string {
  const subject = textField(grant, 'subject_type');
  return subject === ''
    ? `one(${data}.client_grants[*].id)`
    : `one([for grant in ${data}.client_grants : grant.id if grant.subject_type == ${hclString(subject)}])`;
}

/** @see https://registry.terraform.io/providers/auth0/auth0/latest/docs/resources/organization_client */
export function clientBlocks(target: OrganizationBlocks): readonly Lines[] {
  const { parts } = target;
  const type = 'auth0_organization_client';
  return [
    missingComment(l10n.t('Applications'), parts.clients, removedByApply()),
    ...itemsOf(parts.clients, 'client_id').flatMap((item): readonly Lines[] => {
      const id = textField(item, 'client_id');
      const name = applicationName(parts, id);
      const args = argumentsOf(item, ['use_for_member_access']);
      if (name === undefined) {
        const known = { id, names: ['application'], args: [['client_id', hclString(id)] as const, ...args] };
        return itemBlocks(target, type, known, ...unknownNameComments(parts, id));
      }
      const data = applicationBlocks(target, id, name);
      const reference = target.applications.get(id);
      return [...data, ...itemBlocks(target, type, { id, names: [name], args: [['client_id', reference], ...args] })];
    }),
  ];
}

/** The data source of an application, the first time. */
function applicationBlocks(
  { labels, label, applications }: OrganizationBlocks,
  id: string,
  name: string,
): readonly Lines[] {
  if (applications.has(id)) {
    return [];
  }
  const data = labels.take('data.auth0_client', label, name);
  applications.set(id, `data.auth0_client.${data}.id`);
  return [[comment(id), ...block(['data', 'auth0_client', data], argumentLines([['name', hclString(name)]]))]];
}
