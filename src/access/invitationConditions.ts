import * as l10n from '@vscode/l10n';
import { connectionName, type Item, textField } from '../sections/section.ts';
import {
  type Certainty,
  type Condition,
  condition,
  configuring,
  fails,
  logCondition,
  passed,
  possible,
  probable,
  unknown,
} from './condition.ts';
import {
  addressOf,
  applicationTitle,
  type Asked,
  connectionIdOf,
  enabledOf,
  type Facts,
  invitedAddress,
  isStrictThirdParty,
  missingOf,
  short,
  usageOf,
  valueOf,
} from './facts.ts';
import { becomesMember, connectionsCreating, databasesOf, membershipIn } from './membershipConditions.ts';
import { inRow } from '../text/plainText.ts';

const documentation = configuring('send-membership-invitations');

/** Not what the person meets, but what stands in the way of the remedy, so `conditions` has it behind the membership. */
export const invitationPossible = condition({
  id: 'invitationPossible',
  needs: ['application'],
  // Only a user who is to become a member needs an invitation.
  applies: isOutsider,
  documentation,
  title: l10n.t('Invitations through the application'),
  failure: possible(
    l10n.t('nobody can be invited through the application'),
    l10n.t('Set initiate_login_uri of the application, or default_redirection_uri of the tenant.'),
  ),
  check: ({ application }, { tenantSettings }) => {
    if (usageOf(application) === 'deny') {
      return undefined;
    }
    if (textField(application, 'initiate_login_uri').trim() !== '') {
      return passed(l10n.t('initiate_login_uri of the application is set.'));
    }
    if ('missing' in tenantSettings) {
      return unknown('tenantSettings');
    }
    return textField(tenantSettings.value, 'default_redirection_uri').trim() === ''
      ? fails(l10n.t('Neither initiate_login_uri of the application nor default_redirection_uri of the tenant is set.'))
      : passed(l10n.t('default_redirection_uri of the tenant is set.'));
  },
});

const noInvitation = probable(
  l10n.t('the invitation has expired, was used or was deleted'),
  l10n.t('A member logs in without the link; anybody else needs a new invitation.'),
);

const ownInvitation = condition({
  id: 'ownInvitation',
  needs: ['invitations'],
  applies: ({ user }) => missingOf(user)?.kind !== 'leftOut',
  documentation,
  title: l10n.t('Invitation of the user'),
  failure: probable(
    l10n.t('the user has not accepted the invitation'),
    l10n.t('Have the user open the link of the invitation and log in with the invited address.'),
  ),
  check: ({ invitations }, facts, nowMs, asked) => {
    const isCutOff = 'partly' in facts.invitations;
    const { invitationId } = asked;
    if (invitationId !== undefined && !invitations.some((one) => textField(one, 'id') === invitationId)) {
      return isCutOff
        ? unknown('invitations')
        : fails(l10n.t('The organization does not have the invitation {0} any more.', short(invitationId)), {
            ...noInvitation,
            // Whoever has accepted it is a member.
            certainty: 'hint',
          });
    }
    const user = valueOf(facts.user);
    const own = invitationsTo(addressOf(asked, facts), invitations);
    if (!isCutOff && (user === undefined ? invitations : own).length === 0) {
      return undefined;
    }
    if (user === undefined) {
      return unknown('user');
    }
    if (user && 'missing' in facts.memberships) {
      return unknown('memberships');
    }
    if (user && !isOutsider(facts, asked)) {
      return undefined;
    }
    const address = short(addressOf(asked, facts));
    const opens = own.filter((one) => !isExpired(one, nowMs));
    const open = opens.find((one) => obstacleOf(one, facts, asked) === undefined) ?? opens[0];
    if (!open && isCutOff) {
      return unknown('invitations');
    }
    // Whom a connection adds can do without the invitation.
    const possibly = user === null && becomesMember(facts, asked) ? ({ certainty: 'hint' } as const) : {};
    if (!open) {
      const isOnlyWay =
        user === null &&
        connectionsCreating(facts, asked)?.length === 0 &&
        databasesOf(facts)?.every((one) => one['assign_membership_on_login'] === false);
      return fails(l10n.t('The invitations of {0} have expired.', address), {
        certainty: isOnlyWay ? 'sure' : 'likely',
        ...possibly,
        reason: l10n.t('the invitation of the user has expired'),
        remedy: l10n.t('Send a new invitation.'),
      });
    }
    const until = l10n.t('{0} has an invitation until {1}.', address, expiryOf(open));
    const reason = obstacleOf(open, facts, asked);
    if (reason !== undefined) {
      const remedy = l10n.t(
        'Have the user open its link, or send a new one, for a first-party application and an enabled connection.',
      );
      return fails(until, { ...possibly, reason, remedy });
    }
    const connection = connectionIdOf(open);
    const through =
      connection === '' ? '' : l10n.t('It has to be accepted through {0}.', nameOfConnection(connection, facts));
    if (user) {
      // As certain as the membership that is missing, so that its advice goes first.
      return fails(inRow([until, through]), outsiderCertainty(facts) === 'sure' ? { certainty: 'sure' } : {});
    }
    const fact = l10n.t('{0} has an open invitation until {1} that is not accepted yet.', address, expiryOf(open));
    const older = own.length === opens.length ? '' : l10n.t('The links of older ones do not count: use the newer one.');
    return { result: 'passed', isOpen: true, fact: inRow([fact, through, older]) };
  },
});

/** Why an open invitation cannot be accepted in the application of the question. */
function obstacleOf(invitation: Item, facts: Facts, asked: Asked): string | undefined {
  const application = valueOf(facts.application);
  const clientId = textField(invitation, 'client_id');
  if (application && !['', asked.clientId].includes(clientId)) {
    const title = short(applicationTitle({ client_id: clientId, ...valueOf(facts.invitedApplication) }));
    return l10n.t('the invitation is for another application, {0}', title);
  }
  if (application && isStrictThirdParty(application)) {
    return l10n.t('a third-party application does not take the invitation parameter');
  }
  const [id, connections] = [connectionIdOf(invitation), valueOf(facts.connections)];
  return id === '' || !connections || enabledOf(connections).some((one) => connectionIdOf(one) === id)
    ? undefined
    : l10n.t('the connection {0} of the invitation is not enabled for the organization', nameOfConnection(id, facts));
}

function nameOfConnection(id: string, { connections, connectionDetails }: Facts): string {
  const enabled = valueOf(connections)?.find((one) => connectionIdOf(one) === id);
  const detail = valueOf(connectionDetails)?.find((one) => textField(one, 'id') === id);
  return short(connectionName(enabled ?? {}) || textField(detail ?? {}, 'name') || id);
}

const invitationAddress = logCondition(
  'invitationAddress',
  documentation,
  l10n.t('Address of the invitation'),
  probable(
    l10n.t('an invitation was opened with an account of another email address'),
    l10n.t('Send a new invitation to the address of the user: the attempt has used up the old one.'),
  ),
);

const invitationUsable = logCondition(
  'invitationUsable',
  documentation,
  l10n.t('State of the invitation'),
  noInvitation,
);

const invitationTicket = logCondition(
  'invitationTicket',
  documentation,
  l10n.t('Link of the invitation'),
  probable(
    l10n.t('the invitation is for another application or organization, or one of its roles is gone'),
    l10n.t('Send a new invitation for this application and organization, with roles that exist.'),
  ),
);

/** Whether the user needs an invitation, or somebody has to add the user. */
function isOutsider(facts: Facts, asked: Asked): boolean {
  return (valueOf(facts.user) === null && !becomesMember(facts, asked)) || outsiderCertainty(facts) !== undefined;
}

/** How sure it is that no login makes the user a member, `undefined` if the user is one, or becomes one. */
function outsiderCertainty(facts: Facts): Certainty | undefined {
  const [organization, memberships] = [valueOf(facts.organization), valueOf(facts.memberships)];
  const membership = organization && memberships && membershipIn(organization, memberships, facts);
  return membership?.kind === 'outsider' ? membership.certainty : undefined;
}

/** The invitations to an address, among those of the organization. */
export function invitationsTo(address: string, invitations: readonly Item[]): readonly Item[] {
  const asked = address.toLowerCase();
  return asked === '' ? [] : invitations.filter((invitation) => invitedAddress(invitation).toLowerCase() === asked);
}

/** The open invitation to an address. @param nowMs the current time, in UNIX ms */
export function openInvitation(invitations: readonly Item[], address: string, nowMs: number): Item | undefined {
  return invitationsTo(address, invitations).find((invitation) => !isExpired(invitation, nowMs));
}

/** An invitation without a legible time does not count as expired. */
function isExpired(invitation: Item, nowMs: number): boolean {
  return Date.parse(textField(invitation, 'expires_at')) <= nowMs;
}

/** The day in UTC, the same in all languages. */
function expiryOf(invitation: Item): string {
  return /^[^T]+/.exec(short(textField(invitation, 'expires_at')))?.[0] ?? '?';
}

/** What a login by an invitation needs. */
export const invitationConditions: readonly Condition[] = [
  ownInvitation,
  invitationAddress,
  invitationUsable,
  invitationTicket,
];
