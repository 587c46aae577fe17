import * as l10n from '@vscode/l10n';
import { maskInvitation } from './maskFields.ts';
import { firstTextField, idOf, objectField, type Section, textField, textListField } from './section.ts';

/**
 * The path of one invitation, which has its link, below `/api/v2`. The IDs are percent-encoded.
 * @see https://auth0.com/docs/api/management/v2/organizations/get-invitations-by-invitation-id
 */
export function invitationById(organization: string, invitation: string): string {
  return `/organizations/${organization}/invitations/${invitation}`;
}

export const invitations: Section = {
  name: 'invitations',
  get title() {
    return l10n.t('Invitations');
  },
  icon: 'mail',
  schema: 'invitation',
  idPrefix: 'uinv',
  source: {
    path: (organization) => `/organizations/${organization}/invitations`,
    field: 'invitations',
    paging: 'offset',
    scope: 'read:organization_invitations',
    documentation: 'organizations/get-invitations',
  },
  keyOf: idOf,
  present: (invitation, language) => {
    const expiresAt = new Date(textField(invitation, 'expires_at'));
    const day = Number.isNaN(expiresAt.valueOf()) ? '' : expiresAt.toLocaleDateString(language);
    const inviter = textField(objectField(invitation, 'inviter'), 'name');
    const roles = textListField(invitation, 'roles');
    const isExpired = expiresAt.valueOf() <= Date.now();
    const description = day && (isExpired ? l10n.t('expired on {0}', day) : l10n.t('until {0}', day));
    return {
      label: firstTextField(objectField(invitation, 'invitee'), 'email') || idOf(invitation),
      description,
      // Beside a long address, the description is cut off.
      ...(isExpired && { icon: 'circle-slash' }),
      tooltip: [
        description,
        inviter && l10n.t('Invited by {0}', inviter),
        ...(roles.length > 0 ? [l10n.t('Roles: {0}', roles.join(', '))] : []),
      ],
    };
  },
  isPersonal: true,
  masked: maskInvitation,
};
