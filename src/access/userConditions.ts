import * as l10n from '@vscode/l10n';
import { becomesMember, connectionsCreating } from './membershipConditions.ts';
import { type Condition, condition, failed, type Failure, isNamed, logCondition } from './condition.ts';
import { connectionNames, connectionStrategy, enabledOf, type Missing, short, valueOf } from './facts.ts';

const noUser: Failure = {
  certainty: 'sure',
  reason: () => l10n.t('the tenant does not have the user'),
  remedy: () => l10n.t('Create or invite the user, or have the person sign up.'),
};

const userExists: Condition = {
  id: 'userExists',
  sources: ['user', 'connections'],
  documentation: 'https://auth0.com/docs/manage-users/user-accounts/user-profiles',
  title: () => l10n.t('User'),
  check: (facts, _nowMs, asked) => {
    const { user } = facts;
    if ('missing' in user) {
      const kinds: readonly Missing['kind'][] = ['leftOut', 'unneeded', 'notFound'];
      return kinds.includes(user.missing.kind) ? undefined : { result: 'unknown', missing: ['user'] };
    }
    if (user.value) {
      return { result: 'passed', fact: l10n.t('The tenant has the user {0}.', short(user.value.user_id)) };
    }
    const creating = connectionsCreating(facts, asked);
    if (creating === undefined) {
      return { result: 'unknown', missing: ['connections'] };
    }
    const names = connectionNames(creating);
    if (becomesMember(facts, asked)) {
      return {
        result: 'passed',
        fact: l10n.t(
          'The tenant does not have the user yet. The first login with {0} adds the account and the membership.',
          names,
        ),
      };
    }
    return creating.length > 0
      ? {
          ...failed(noUser, l10n.t('The first login with {0} adds the account, but no membership.', names)),
          certainty: 'likely',
          reason: l10n.t('the user has no account yet, and the connection adds no members'),
        }
      : failed(noUser, l10n.t('The tenant answers that it does not have the user.'));
  },
};

const signup = condition({
  id: 'signup',
  needs: ['connections'],
  mayUse: ['user'],
  // Whoever has an account needs no other one, unless an event tells of a signup.
  applies: (facts) => valueOf(facts.user) === null || isNamed('signup', facts),
  documentation: 'https://auth0.com/docs/manage-users/organizations/configure-organizations/enable-connections',
  title: () => l10n.t('Signup'),
  failure: {
    certainty: 'sure',
    reason: () => l10n.t('nobody can sign up with the connections of the organization'),
    remedy: () => l10n.t('Set is_signup_enabled of a database connection, which some invitations need as well.'),
  },
  check: ({ connections }, { user }) => {
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
    const fact = l10n.t('is_signup_enabled is false for {0}.', connectionNames(enabled));
    // An account that exists can be another one than the person wants.
    return { result: 'failed', fact, ...(valueOf(user) !== null && { certainty: 'likely' }) };
  },
});

const addressBlocked = logCondition({
  id: 'addressBlocked',
  isAboutUser: true,
  documentation: 'https://auth0.com/docs/secure/attack-protection/suspicious-ip-throttling',
  title: () => l10n.t('IP address'),
  failure: {
    certainty: 'likely',
    reason: () => l10n.t('the IP address of the user is blocked, after too many attempts'),
    remedy: () => l10n.t('Unblock the IP address, or wait.'),
  },
});

const userName = logCondition({
  id: 'userName',
  isAboutUser: true,
  documentation: 'https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes',
  title: () => l10n.t('User name'),
  // A database of one's own that names no user has the same event for a wrong password.
  failure: {
    certainty: 'hint',
    reason: () => l10n.t('the connection does not know the user name or email address that was typed'),
    remedy: () => l10n.t('Have the user log in with the connection of the account.'),
  },
});

const accountBlocked = logCondition({
  id: 'accountBlocked',
  isAboutUser: true,
  documentation: 'https://auth0.com/docs/secure/attack-protection/brute-force-protection',
  title: () => l10n.t('Account'),
  failure: {
    certainty: 'likely',
    reason: () => l10n.t('the account is blocked, after too many attempts'),
    remedy: () => l10n.t('Unblock the user, or have the user change the password.'),
  },
});

const password = logCondition({
  id: 'password',
  isAboutUser: true,
  documentation: 'https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes',
  title: () => l10n.t('Password'),
  failure: {
    certainty: 'likely',
    reason: () => l10n.t('the password was wrong'),
    remedy: () => l10n.t('Have the user change the password.'),
  },
});

const breachedPassword = logCondition({
  id: 'breachedPassword',
  isAboutUser: true,
  documentation: 'https://auth0.com/docs/secure/attack-protection/breached-password-detection',
  title: () => l10n.t('Breached password'),
  failure: {
    certainty: 'likely',
    reason: () => l10n.t('the password is known from a breach'),
    remedy: () => l10n.t('Have the user change the password.'),
  },
});

const userBlocked = condition({
  id: 'userBlocked',
  needs: ['user'],
  documentation: 'https://auth0.com/docs/manage-users/user-accounts/block-and-unblock-users',
  title: () => l10n.t('Blocked by an administrator'),
  failure: {
    certainty: 'sure',
    reason: () => l10n.t('the user is blocked'),
    remedy: () => l10n.t('Unblock the user.'),
  },
  check: ({ user }) =>
    user?.['blocked'] === true
      ? { result: 'failed', fact: l10n.t('blocked is true in the profile of the user.') }
      : { result: 'passed', fact: l10n.t('No administrator has blocked the user.') },
});

/** What a login needs of the user. */
export const userConditions: readonly Condition[] = [
  userExists,
  signup,
  addressBlocked,
  userName,
  accountBlocked,
  password,
  breachedPassword,
  userBlocked,
];

const action = logCondition({
  id: 'action',
  isAboutUser: true,
  documentation: 'https://auth0.com/docs/customize/actions',
  title: () => l10n.t('Actions after the login page'),
  failure: {
    certainty: 'likely',
    reason: () => l10n.t('an Action failed or denied the login'),
    remedy: () => l10n.t('Read the log of the Action and what it does for this user and organization.'),
  },
});

const mfa = logCondition({
  id: 'mfa',
  isAboutUser: true,
  documentation: 'https://auth0.com/docs/secure/multi-factor-authentication',
  title: () => l10n.t('Multi-factor authentication'),
  failure: {
    certainty: 'likely',
    reason: () => l10n.t('the user did not pass MFA'),
    remedy: () => l10n.t('Have the user try another factor, or reset the enrollment.'),
  },
});

/** What follows after the login page. */
export const lastConditions: readonly Condition[] = [action, mfa];
