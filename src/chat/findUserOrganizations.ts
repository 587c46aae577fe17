import * as l10n from '@vscode/l10n';
import { isFailure, recover } from '../api/apiError.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { Services } from '../commands/services.ts';
import { type Item, textField } from '../sections/section.ts';
import { plainMarkdown } from '../text/markdown.ts';
import { type Membership, organizationsOfUser, readRolesOfMember, type User } from '../users/usersClient.ts';
import { tenantFields, tenantFor, tenantText } from './listConnectedTenants.ts';
import { describeError, quoted, withoutSecrets } from './forModel.ts';
import { cutOff, type PagedAnswer, pagesForModel } from './pagedAnswers.ts';
import {
  flagIn,
  type Tool,
  type ToolTask,
  userIn,
  type UserKey,
  userOrNobody,
  userRemedy,
  userText,
} from './toolInput.ts';

/** The organizations of which a call reads the roles, with a request each. */
const WITH_ROLES = 20;

/** Finds the organizations that a user is a member of. */
export const findUserOrganizations: Tool = (services, input): ToolTask => {
  const domain = tenantFor(services.tenants, input);
  const user = userIn(input);
  const withRoles = flagIn(input, 'with_roles');
  if (!user) {
    throw new Error(userRemedy);
  }
  const names = [plainMarkdown(userText(user)), tenantText(services.tenants, domain)] as const;
  const what =
    'userId' in user
      ? l10n.t(
          'Find the organizations of the user {0} of {1}? The language model gets their IDs, names and display names.',
          ...names,
        )
      : l10n.t(
          'Find the user with the email address {0} of {1} and the organizations of the user? The language model gets the ID of the user, and IDs, names and display names of the organizations.',
          ...names,
        );
  return {
    input: { ...user, withRoles },
    domains: [domain],
    title: l10n.t('Find the Auth0 Organizations of a User'),
    question: withRoles ? `${what} ${l10n.t('It gets the roles in each of them.')}` : what,
    bringsEmail: 'email' in user,
    // A page, and one that proves that it was the last.
    cost: { requests: ('userId' in user ? 0 : 2) + 2 + (withRoles ? WITH_ROLES : 0) },
    progress: l10n.t('Finding the organizations of {0}', names[0]),
    what: `The organizations of the user ${quoted(userText(user))} could not be read`,
    run: (context) => find(services, domain, { user, withRoles }, context),
  };
};

interface Wanted {
  readonly user: UserKey;
  readonly withRoles: boolean;
}

async function find(
  { tenants }: Services<'tenants'>,
  domain: string,
  { user, withRoles }: Wanted,
  context: RequestContext,
): Promise<PagedAnswer> {
  const userId =
    'userId' in user ? user.userId : (await userWithEmail({ tenants }, domain, user.email, context)).user_id;
  const pages = pagesForModel(organizationsOfUser(tenants, domain, userId), (item) => textField(item, 'id'));
  const items: Item[] = [];
  const readMore = async (part: RequestContext) => {
    if (pages.items.length === items.length) {
      await pages.readMore(part);
    }
    const end = withRoles ? items.length + WITH_ROLES : pages.items.length;
    for (const organization of pages.items.slice(items.length, end)) {
      const known = shown(organization);
      const membership = { userId, organizationId: textField(organization, 'id') };
      items.push(withRoles ? { ...known, ...(await rolesIn({ tenants }, domain, membership, part)) } : known);
    }
  };
  await readMore(context);
  return {
    listName: 'organizations',
    items,
    get hasEnded() {
      return pages.hasEnded && pages.items.length === items.length;
    },
    get costOfMore() {
      return { requests: (pages.items.length > items.length ? 0 : 2) + (withRoles ? WITH_ROLES : 0) };
    },
    readMore,
    fields: () => ({
      tenant: tenantFields(tenants, domain),
      user: { user_id: userId, ...('email' in user && { email: user.email }) },
      organizations_read: pages.items.length,
      ...(!pages.isComplete && { organizations_in_all: null }),
      complete: pages.isComplete && items.every((item) => !('roles_not_read' in item) && !('roles_cut_off' in item)),
      ...(withRoles && { remark: 'Roles through groups are in the section members/effective-roles.' }),
      ...(pages.isCutOff && { cut_off: cutOff }),
    }),
  };
}

/** @throws Error that tells the model how to go on without exactly one such user */
async function userWithEmail(
  { tenants }: Services<'tenants'>,
  domain: string,
  email: string,
  context: RequestContext,
): Promise<User> {
  const user = await userOrNobody(tenants, domain, email, context);
  if (!user) {
    throw new Error(
      `No user of ${domain} has exactly the email address ${quoted(email)}. Ask the user for another address.`,
    );
  }
  return user;
}

/** The roles in an organization, or why they are not known. @throws ApiError `cancelled` */
function rolesIn(
  { tenants }: Services<'tenants'>,
  domain: string,
  membership: Membership,
  context: RequestContext,
): Promise<Item> {
  const reading = readRolesOfMember(tenants, domain, membership, context);
  return recover(
    reading.then(({ items, complete }): Item => {
      const roles = items.map((role) => ({ id: textField(role, 'id'), name: nameIn(role, 'name') }));
      return complete ? { roles } : { roles, roles_cut_off: true };
    }),
    isFailure,
    (error) => ({ roles_not_read: describeError(error, 'The roles could not be read') }),
  );
}

function shown(organization: Item): Item {
  return {
    id: textField(organization, 'id'),
    name: nameIn(organization, 'name'),
    display_name: nameIn(organization, 'display_name'),
  };
}

/** The ID of the user can be an email address and stays; the person is told of no other one. */
function nameIn(item: Item, field: string): string {
  return withoutSecrets(textField(item, field));
}
