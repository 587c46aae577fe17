import * as l10n from '@vscode/l10n';
import type { Organization } from '../api/organization.ts';
import { connectionName, type Item, textField } from '../sections/section.ts';
import type { WholeList } from '../users/usersClient.ts';
import {
  certain,
  type Certainty,
  type Condition,
  condition,
  configuring,
  failed,
  fails,
  type Failure,
  logCondition,
  namedFailure,
  open,
  passed,
  possible,
  probable,
  probableIf,
  unknown,
} from './condition.ts';
import {
  type Asked,
  connectionNames,
  connectionsForLogin,
  connectionsOfUser,
  connectionStrategy,
  enabledOf,
  type FactName,
  type Facts,
  requireBehaviorOf,
  short,
  usageOf,
  valueOf,
} from './facts.ts';
import { loginFlows } from './requestConditions.ts';

const documentation = configuring('grant-just-in-time-membership');

/**
 * What is known of the membership of a user. `added`: the user is not a member, but these connections add members.
 * `outsider`: none of the connections by which the user can log in does, or the user has none, or nobody knows.
 */
type Membership =
  | { readonly kind: 'member' }
  | { readonly kind: 'added'; readonly connections: readonly Item[] }
  | {
      readonly kind: 'outsider';
      readonly hasConnection: boolean | undefined;
      /** How sure it is that no login makes the user a member. */
      readonly certainty: Certainty;
    }
  | { readonly kind: 'unknown'; readonly missing: readonly FactName[] };

/** Whether the user is a member, or becomes one with the login. */
export function membershipIn({ id }: Organization, { items, complete }: WholeList<Item>, facts: Facts): Membership {
  if (items.some((organization) => textField(organization, 'id') === id)) {
    return { kind: 'member' };
  }
  const connections = valueOf(facts.connections);
  if (!complete) {
    return { kind: 'unknown', missing: ['memberships'] };
  }
  if (!connections) {
    return { kind: 'outsider', hasConnection: undefined, certainty: 'hint' };
  }
  const own = connectionsForLogin(connections, facts);
  const adding = own.filter((connection) => connection['assign_membership_on_login'] === true);
  const isOwnKnown = connectionsOfUser(facts).length > 0;
  if (adding.length === 0) {
    // A connection that is to be enabled may add members. Without the account, nobody knows its connections.
    const isSure = own.length > 0 && 'value' in facts.user && own.every(isAddingTold);
    return { kind: 'outsider', hasConnection: own.length > 0, certainty: isSure ? 'sure' : 'likely' };
  }
  return isOwnKnown || adding.length === own.length
    ? { kind: 'added', connections: adding }
    : { kind: 'unknown', missing: ['user'] };
}

/** Whether an answer tells if the connection adds members: without the field, nobody knows. */
function isAddingTold(connection: Item): boolean {
  return typeof connection['assign_membership_on_login'] === 'boolean';
}

/**
 * The enabled connections that create the account of a user whom the tenant does not have, with the first login. An ID names
 * the strategy of the connection, and for some strategies its name; an email address names none.
 * @returns `undefined` if the connections, or their strategies, are not known. Empty for an account of a database, which
 *   nobody creates anew
 * @see manage-users/user-accounts/identify-users
 */
export function connectionsCreating({ connections }: Facts, { userId }: Asked): readonly Item[] | undefined {
  const known = valueOf(connections);
  if (userId === undefined) {
    // By an address, nobody knows the connection. Answers of older tenants do not tell whether people can sign up.
    const isOpen = (one: Item) => connectionStrategy(one) !== 'auth0' || one['is_signup_enabled'] !== false;
    return known && enabledOf(known).filter(isOpen);
  }
  const [strategy, name, ...rest] = userId.split('|');
  if (strategy === 'auth0' || name === undefined) {
    return [];
  }
  const enabled = known && enabledOf(known);
  const creating = enabled?.filter(
    (connection) =>
      strategiesOf(strategy).includes(connectionStrategy(connection)) &&
      (rest.length === 0 || connectionName(connection) === name),
  );
  return creating?.length === 0 && enabled?.some((one) => connectionStrategy(one) === '') ? undefined : creating;
}

/** The strategies of connections whose users have IDs that begin like this. A directory of the connector has two names. */
function strategiesOf(begin = ''): readonly string[] {
  const directories = ['ad', 'auth0-adldap'];
  return directories.includes(begin) ? directories : [begin];
}

/**
 * The enabled databases. One of a customer's own can add an account that the tenant does not have, whether people can sign
 * up or not: its script knows the user, and only `read:connections_options` shows that it has one.
 * @returns `undefined` if the connections are not known
 * @see authenticate/database-connections/custom-db
 */
export function databasesOf({ connections }: Facts): readonly Item[] | undefined {
  const known = valueOf(connections);
  return known && enabledOf(known).filter((connection) => ['', 'auth0'].includes(connectionStrategy(connection)));
}

/** Whether the first login of a user whom the tenant does not have makes the user a member. */
export function becomesMember(facts: Facts, asked: Asked): boolean {
  return !!connectionsCreating(facts, asked)?.some((connection) => connection['assign_membership_on_login'] === true);
}

const member = condition({
  id: 'member',
  needs: ['organization', 'memberships'],
  documentation,
  title: l10n.t('Membership'),
  failure: certain(
    l10n.t('the user is not a member of the organization'),
    l10n.t('Add or invite the user, or set assign_membership_on_login of the connection.'),
  ),
  check: ({ organization, memberships }, facts) => {
    const membership = membershipIn(organization, memberships, facts);
    const own = connectionsForLogin(valueOf(facts.connections) ?? [], facts);
    switch (membership.kind) {
      case 'member':
        return passed(l10n.t('The user is a member of the organization.'));
      case 'added': {
        const names = connectionNames(membership.connections);
        const answer = l10n.t(
          'The user is not a member, but becomes one by a login with {0} that names the organization.',
          names,
        );
        // Only the log tells whether the login named the organization, and which connection was used.
        const remedy =
          own.length > membership.connections.length
            ? l10n.t('Have the user log in with {0}, which adds members. If that fails, add or invite the user.', names)
            : l10n.t(
                'Have the user log in again: the connection adds members now. If that fails, add or invite the user.',
              );
        return { ...open(answer), answer, remedy };
      }
      case 'unknown':
        return unknown(...membership.missing);
      case 'outsider': {
        const { hasConnection, certainty } = membership;
        const fact = hasConnection
          ? l10n.t(
              'The user is not a member, and assign_membership_on_login of the connection is not set: {0}.',
              connectionNames(own),
            )
          : hasConnection === undefined
            ? l10n.t('The user is not a member. Whether a connection adds members could not be read.')
            : l10n.t('The user is not a member.');
        return fails(fact, { certainty });
      }
    }
  },
});

/** How many organizations the picker after the login shows. */
const PICKER_LENGTH = 20;

const anyMembership = condition({
  id: 'anyMembership',
  needs: ['application', 'memberships'],
  applies: ({ application }) => !('value' in application) || isChosenAfterLogin(application.value),
  documentation: loginFlows,
  title: l10n.t('Choice of an organization after the login'),
  failure: certain(
    l10n.t('the user has no organization to choose from'),
    l10n.t('Add or invite the user to the organization.'),
  ),
  check: ({ memberships }, facts) => {
    const { items, complete } = memberships;
    if (items.length === 0) {
      const organization = valueOf(facts.organization);
      const membership = organization && membershipIn(organization, memberships, facts);
      const isOutsider = membership?.kind === 'outsider' && membership.hasConnection !== undefined;
      return complete
        ? fails(
            l10n.t('The user is in no organization.'),
            // A request that names the organization can make the user a member before the choice.
            probableIf(!isOutsider),
          )
        : unknown('memberships');
    }
    const fact = l10n.t('The user chooses an organization after the login, among the first {0}.', PICKER_LENGTH);
    return items.length <= PICKER_LENGTH
      ? passed(fact)
      : {
          ...passed(fact),
          answer: l10n.t(
            'The choice after the login shows only the first {0} organizations of the user: send the organization in the request.',
            PICKER_LENGTH,
          ),
        };
  },
});

function isChosenAfterLogin(application: Item): boolean {
  return usageOf(application) === 'require' && requireBehaviorOf(application) === 'post_login_prompt';
}

/** What a login needs of the membership of the user. */
export const membershipConditions: readonly Condition[] = [member, anyMembership];

const failure: Failure = certain(
  l10n.t('the tenant does not have the organization'),
  l10n.t('Send the ID of an organization of this tenant, or log in at the tenant that has it.'),
);

const organizationExists: Condition = {
  id: 'organizationExists',
  documentation: 'manage-users/organizations/using-tokens',
  title: l10n.t('Organization'),
  remedy: failure.remedy,
  check: (facts, nowMs, asked) => {
    const { organization } = facts;
    if ('value' in organization) {
      return passed(l10n.t('The tenant has the organization {0}.', short(organization.value.id)));
    }
    return organization.missing.kind === 'notFound'
      ? failed(failure, l10n.t('The tenant answers that it does not have the organization.'))
      : (namedFailure('organizationExists', failure, facts, nowMs, asked) ?? unknown('organization'));
  },
};

const plan = logCondition(
  'plan',
  'troubleshoot/customer-support/operational-policies/entity-limit-policy',
  l10n.t('Plan and limits of the tenant'),
  probable(
    l10n.t('the plan or a limit of the tenant refuses the login'),
    l10n.t('Compare the plan and the entity limits of the tenant with what the organization uses.'),
  ),
  'login',
);

const rateLimit = logCondition(
  'rateLimit',
  'troubleshoot/customer-support/operational-policies/rate-limit-policy',
  l10n.t('Rate limit of the tenant'),
  possible(l10n.t('the tenant had reached its rate limit'), l10n.t('Have the person try again.')),
  'login',
);

/** What a login needs of the tenant and of the organization itself. */
export const organizationConditions: readonly Condition[] = [organizationExists, plan, rateLimit];
