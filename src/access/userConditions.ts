import * as l10n from '@vscode/l10n';
import type { Item } from '../sections/section.ts';
import {
  certain,
  type Condition,
  condition,
  configuring,
  failed,
  fails,
  type Failure,
  isPersonMissing,
  logCondition,
  open,
  type Outcome,
  passed,
  possible,
  probable,
  unknown,
} from './condition.ts';
import {
  addressOf,
  type Asked,
  connectionNames,
  connectionStrategy,
  enabledOf,
  type Facts,
  listed,
  short,
  valueOf,
} from './facts.ts';
import { invitationsTo, openInvitation } from './invitationConditions.ts';
import { becomesMember, connectionsCreating, databasesOf } from './membershipConditions.ts';
import { isNamed, mayBeNamed } from './logEvidence.ts';
import { inRow } from '../text/plainText.ts';

/** A page about accounts. @returns see `Condition.documentation` */
function accounts(page: string): string {
  return `manage-users/user-accounts/${page}`;
}

const noUser: Failure = certain(
  l10n.t('the tenant does not have the user'),
  l10n.t('Create or invite the user, or have the person sign up.'),
);

const userExists: Condition = {
  id: 'userExists',
  documentation: accounts('user-profiles'),
  title: l10n.t('User'),
  remedy: noUser.remedy,
  check: (facts, nowMs, asked) => {
    const { user } = facts;
    if ('missing' in user) {
      return isPersonMissing(facts) ? undefined : unknown('user');
    }
    if (user.value) {
      return passed(l10n.t('The tenant has the user {0}.', short(user.value.user_id)));
    }
    const creating = connectionsCreating(facts, asked);
    if (asked.userId === undefined) {
      return withoutAccount(creating, facts, nowMs, asked);
    }
    if (creating === undefined) {
      return unknown('connections');
    }
    return creating.length === 0 ? withoutUser(facts, asked) : firstLogin(creating, facts, asked);
  },
};

/** What is known of an ID that the tenant does not have, and that no connection is known to add. */
function withoutUser(facts: Facts, { userId = '' }: Asked): Outcome {
  const fact = l10n.t('The tenant answers that it does not have the user.');
  const databases = databasesOf(facts);
  if (!userId.startsWith('auth0|') || databases?.length === 0) {
    return failed(noUser, fact);
  }
  const byScript =
    databases &&
    l10n.t(
      'If {0} is a custom database, its script can add the account with the first login.',
      connectionNames(databases),
    );
  return { ...failed(noUser, inRow([fact, byScript ?? ''])), certainty: 'likely' };
}

/** What the first login of a person without an account does. @param creating the connections that add the account */
function firstLogin(creating: readonly Item[], facts: Facts, asked: Asked): Outcome {
  const names = connectionNames(creating);
  const fact = l10n.t(
    'There is no account yet. The first login or sign-up with {0} can add it, with the membership.',
    names,
  );
  return becomesMember(facts, asked)
    ? { ...passed(fact), answer: fact }
    : failed(
        probable(
          l10n.t('the user has no account yet, and the connection adds no members'),
          l10n.t('Invite the person, or set assign_membership_on_login of the connection.'),
        ),
        l10n.t('There is no account yet. The first login or sign-up with {0} can add it, but no membership.', names),
      );
}

/**
 * What is known of a person whose address has no account.
 * @param creating the connections that add the account, `undefined` if they are not known
 */
function withoutAccount(creating: readonly Item[] | undefined, facts: Facts, nowMs: number, asked: Asked): Outcome {
  // Nobody who becomes a member needs an invitation.
  if (creating && becomesMember(facts, asked)) {
    return firstLogin(creating, facts, asked);
  }
  const { invitations } = facts;
  const address = short(addressOf(asked, facts));
  const own = invitationsTo(addressOf(asked, facts), valueOf(invitations) ?? []);
  const isAllRead = creating && 'value' in invitations && !invitations.partly;
  if (!isAllRead || own.length > 0 || isNamed('invitationAddress', facts, asked)) {
    const fact = l10n.t('The tenant has no account with exactly the address {0} yet.', address);
    const answer = openInvitation(own, addressOf(asked, facts), nowMs)
      ? l10n.t(
          '{0} has no account yet, and has not accepted the open invitation: the first login goes through its link.',
          address,
        )
      : fact;
    return { result: 'passed', isOpen: true, fact, answer };
  }
  if (creating.length > 0) {
    return firstLogin(creating, facts, asked);
  }
  // Whoever opens the link of an invitation needs no public sign-up.
  const mayBeInvited = ['invitationUsable', 'invitationTicket'].some((id) => mayBeNamed(id, facts, asked));
  return failed(
    (mayBeInvited ? possible : probable)(
      l10n.t('there is no account with exactly the address, and nobody can sign up'),
      l10n.t('Create or invite the user.'),
    ),
    l10n.t(
      'There is no account with exactly the address {0}, no open invitation, and no connection for a sign-up.',
      address,
    ),
  );
}

const namesakes = condition({
  id: 'namesakes',
  needs: ['user', 'namesakes'],
  documentation: accounts('user-account-linking'),
  title: l10n.t('Accounts with the same address'),
  failure: possible('', ''),
  check: ({ user, namesakes: accounts }) => {
    const others = accounts.map(({ user_id: id }) => id).filter((id) => id !== user?.user_id);
    return others.length === 0
      ? undefined
      : open(l10n.t('Another account has the address as well: {0}.', listed(others)));
  },
});

const signup = condition({
  id: 'signup',
  needs: ['connections'],
  // Whoever has an account needs no other one, unless an event tells of a signup.
  applies: (facts, asked) =>
    (valueOf(facts.user) === null && asked.userId !== undefined) || mayBeNamed('signup', facts, asked),
  documentation: configuring('enable-connections'),
  title: l10n.t('Signup'),
  // Without a sign-up, the script of a custom database can still add an account.
  failure: probable(
    l10n.t('nobody can sign up with the connections of the organization'),
    l10n.t('Set is_signup_enabled of a database connection, which some invitations need as well.'),
  ),
  check: ({ connections }) => {
    const enabled = enabledOf(connections);
    if (enabled.length === 0) {
      return undefined;
    }
    const open = enabled.filter(
      (connection) => connectionStrategy(connection) !== 'auth0' || connection['is_signup_enabled'] === true,
    );
    if (open.length > 0) {
      // Only the log tells which connection was used.
      const result = open.length < enabled.length ? 'open' : 'passed';
      return { result, fact: l10n.t('{0} accepts new users.', connectionNames(open)) };
    }
    if (enabled.some((connection) => connection['is_signup_enabled'] !== false)) {
      return { result: 'open' };
    }
    return fails(l10n.t('is_signup_enabled is false for {0}.', connectionNames(enabled)));
  },
});

const addressBlocked = logCondition(
  'addressBlocked',
  'secure/attack-protection/suspicious-ip-throttling',
  l10n.t('IP address'),
  probable(
    l10n.t('the IP address of the user is blocked, after too many attempts'),
    l10n.t('Unblock the IP address, or wait.'),
  ),
);

const eventCodes = 'deploy-monitor/logs/log-event-type-codes';

const userName = logCondition(
  'userName',
  eventCodes,
  l10n.t('User name'),
  possible(
    // A database of one's own that names no user has the same event for a wrong password.
    l10n.t('the connection does not know the user name or email address that was typed'),
    l10n.t('Compare what was typed, and the connection, with the account.'),
  ),
);

const accountLimited = logCondition(
  'accountLimited',
  eventCodes,
  l10n.t('Logins of the account'),
  probable(
    l10n.t('the account is blocked temporarily, after too many logins from one IP address'),
    l10n.t('Wait: the block ends by itself.'),
  ),
);

const refreshToken = logCondition(
  'refreshToken',
  'secure/tokens/refresh-tokens/refresh-token-rotation',
  l10n.t('Refresh token'),
  probable(
    l10n.t('a refresh token was refused'),
    l10n.t('Have the person log in again.'),
    l10n.t('A refresh token was refused: the session has ended, and the person has to log in again.'),
  ),
);

const emailVerified = condition({
  id: 'emailVerified',
  needs: ['user'],
  applies: ({ user }) => 'value' in user,
  documentation: accounts('user-profiles/verified-email-usage'),
  title: l10n.t('Verified email address'),
  failure: probable(
    l10n.t('the email address of the user is not verified, and an Action asks for it'),
    l10n.t('Have the user verify the address.'),
  ),
  check: ({ user }) => {
    switch (user?.['email_verified']) {
      case true:
        return passed(l10n.t('The email address of the user is verified.'));
      case false:
        // Auth0 itself does not ask for it.
        return { result: 'open' };
      default:
        return undefined;
    }
  },
});

const accountBlocked = logCondition(
  'accountBlocked',
  'secure/attack-protection/brute-force-protection',
  l10n.t('Account'),
  probable(
    l10n.t('brute-force protection blocks the account, after too many attempts'),
    l10n.t('Unblock the user, or have the user change the password.'),
  ),
);

const password = logCondition(
  'password',
  eventCodes,
  l10n.t('Password'),
  probable(l10n.t('the password was wrong'), l10n.t('Have the user change the password.')),
);

const breachedPassword = logCondition(
  'breachedPassword',
  'secure/attack-protection/breached-password-detection',
  l10n.t('Breached password'),
  probable(
    l10n.t('the password is known from a breach'),
    l10n.t('Have the person change the password, or sign up with another one.'),
  ),
);

const userBlocked = condition({
  id: 'userBlocked',
  needs: ['user'],
  documentation: accounts('block-and-unblock-users'),
  title: l10n.t('Blocked by an administrator'),
  failure: certain(l10n.t('the user is blocked by an administrator'), l10n.t('Unblock the user.')),
  check: ({ user }) =>
    user?.['blocked'] === true
      ? fails(l10n.t('blocked is true in the profile of the user.'))
      : passed(l10n.t('No administrator has blocked the user.')),
});

/** What a login needs of the user. */
export const userConditions: readonly Condition[] = [
  userExists,
  namesakes,
  signup,
  addressBlocked,
  userName,
  accountBlocked,
  accountLimited,
  password,
  breachedPassword,
  userBlocked,
];

const action = logCondition(
  'action',
  'customize/actions',
  l10n.t('Actions after the login page'),
  probable(
    l10n.t('an Action, or a form or flow of one, failed or denied the login'),
    l10n.t('Read the log of the Action and what it does for this user and organization.'),
  ),
);

const mfa = logCondition(
  'mfa',
  'secure/multi-factor-authentication',
  l10n.t('Multi-factor authentication'),
  probable(l10n.t('the login did not pass MFA'), l10n.t('Have the user try another factor, or reset the enrollment.')),
);

const codeExchange = logCondition(
  'codeExchange',
  'get-started/authentication-and-authorization-flow/authorization-code-flow',
  l10n.t('Exchange of the code'),
  probable(
    l10n.t('the application could not exchange the code of the login for tokens'),
    l10n.t('Compare how the application authenticates (client secret), its redirect_uri and its code verifier (PKCE).'),
  ),
  'login',
);

/** What follows after the login page. */
export const lastConditions: readonly Condition[] = [emailVerified, action, mfa, codeExchange, refreshToken];
