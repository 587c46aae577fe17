import * as l10n from '@vscode/l10n';
import { type Item, objectField, textField } from '../sections/section.ts';
import { type AskedUser, type Condition, condition, logCondition } from './condition.ts';
import { type Facts, short, usageOf, valueOf } from './facts.ts';
import { becomesMember, membershipIn } from './membershipConditions.ts';

const documentation =
  'https://auth0.com/docs/manage-users/organizations/configure-organizations/send-membership-invitations';

/** Not what the person meets, but what stands in the way of the remedy, so `conditions` has it behind the membership. */
export const invitationPossible = condition({
  id: 'invitationPossible',
  needs: ['application'],
  mayUse: ['tenantSettings', 'organization', 'memberships', 'connections', 'user'],
  // Only a user who is to become a member needs an invitation.
  applies: isOutsider,
  documentation,
  title: () => l10n.t('Invitations through the application'),
  failure: {
    certainty: 'hint',
    reason: () => l10n.t('nobody can be invited through the application'),
    remedy: () => l10n.t('Set initiate_login_uri of the application, or default_redirection_uri of the tenant.'),
  },
  check: ({ application }, { tenantSettings }) => {
    if (usageOf(application) === 'deny') {
      return undefined;
    }
    if (textField(application, 'initiate_login_uri').trim() !== '') {
      return { result: 'passed', fact: l10n.t('initiate_login_uri of the application is set.') };
    }
    if ('missing' in tenantSettings) {
      return { result: 'unknown', missing: ['tenantSettings'] };
    }
    return textField(tenantSettings.value, 'default_redirection_uri').trim() === ''
      ? {
          result: 'failed',
          fact: l10n.t(
            'Neither initiate_login_uri of the application nor default_redirection_uri of the tenant is set.',
          ),
        }
      : { result: 'passed', fact: l10n.t('default_redirection_uri of the tenant is set.') };
  },
});

const ownInvitation = condition({
  id: 'ownInvitation',
  needs: ['organization', 'invitations', 'user', 'memberships'],
  mayUse: ['connections'],
  applies: ({ invitations, user }) => !('value' in invitations) || invitationsOf(user, invitations.value).length > 0,
  documentation,
  title: () => l10n.t('Invitation of the user'),
  failure: {
    certainty: 'likely',
    reason: () => l10n.t('the user has not accepted the invitation'),
    remedy: () => l10n.t('Have the user open the link of the invitation and log in with the invited address.'),
  },
  check: ({ invitations, user }, facts, nowMs) => {
    if (!isOutsider(facts)) {
      return undefined;
    }
    const email = textField(user ?? {}, 'email');
    const open = invitationsOf(facts.user, invitations).find((invitation) => !isExpired(invitation, nowMs));
    return open
      ? { result: 'failed', fact: l10n.t('{0} has an invitation until {1}.', short(email), expiryOf(open)) }
      : {
          result: 'failed',
          reason: l10n.t('the invitation of the user has expired'),
          fact: l10n.t('The invitations of {0} have expired.', short(email)),
          remedy: l10n.t('Send a new invitation.'),
        };
  },
});

const invitationAddress = logCondition({
  id: 'invitationAddress',
  isAboutUser: true,
  documentation,
  title: () => l10n.t('Address of the invitation'),
  failure: {
    certainty: 'likely',
    reason: () => l10n.t('the invitation is for another email address'),
    remedy: () => l10n.t('Send a new invitation to the address of the user: the attempt has used up the old one.'),
  },
});

const invitationUsable = logCondition({
  id: 'invitationUsable',
  isAboutUser: true,
  documentation,
  title: () => l10n.t('State of the invitation'),
  failure: {
    certainty: 'likely',
    reason: () => l10n.t('the invitation has expired, was used or was deleted'),
    remedy: () => l10n.t('Send a new invitation.'),
  },
});

const invitationTicket = logCondition({
  id: 'invitationTicket',
  isAboutUser: true,
  documentation,
  title: () => l10n.t('Link of the invitation'),
  failure: {
    certainty: 'likely',
    reason: () => l10n.t('the invitation is for another application or organization, or one of its roles is gone'),
    remedy: () => l10n.t('Send a new invitation for this application and organization, with roles that exist.'),
  },
});

/** Whether the user needs an invitation, or somebody has to add the user. */
function isOutsider(facts: Facts, asked: AskedUser = {}): boolean {
  const [organization, memberships] = [valueOf(facts.organization), valueOf(facts.memberships)];
  return (
    (valueOf(facts.user) === null && !becomesMember(facts, asked)) ||
    (!!organization && !!memberships && membershipIn(organization, memberships, facts).kind === 'outsider')
  );
}

/** The invitations to the address of the user, all of them if the user is not known. */
function invitationsOf(user: Facts['user'], invitations: readonly Item[]): readonly Item[] {
  if ('missing' in user) {
    return invitations;
  }
  const address = textField(user.value ?? {}, 'email').toLowerCase();
  const addressOf = (invitation: Item) => textField(objectField(invitation, 'invitee'), 'email').toLowerCase();
  return address === '' ? [] : invitations.filter((invitation) => addressOf(invitation) === address);
}

/** An invitation without a legible time does not count as expired. */
function isExpired(invitation: Item, nowMs: number): boolean {
  return Date.parse(textField(invitation, 'expires_at')) <= nowMs;
}

/** The day in UTC, the same in all languages. */
function expiryOf(invitation: Item): string {
  return short(textField(invitation, 'expires_at')).split('T')[0] ?? '';
}

/** What a login by an invitation needs. */
export const invitationConditions: readonly Condition[] = [
  ownInvitation,
  invitationAddress,
  invitationUsable,
  invitationTicket,
];
