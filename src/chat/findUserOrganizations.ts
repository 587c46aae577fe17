import * as l10n from '@vscode/l10n';
import type { RequestContext } from '../api/requestContext.ts';
import type { Services } from '../commands/services.ts';
import { PagedList } from '../organizations/pagedList.ts';
import { type Item, textField } from '../sections/section.ts';
import { plainMarkdown } from '../text/markdown.ts';
import { organizationsOfUser } from '../users/usersClient.ts';
import type { PagedAnswer } from './pagedAnswers.ts';
import { tenantFor, type Tool, type ToolTask, userIn, type UserKey, userText, userWithEmail } from './toolInput.ts';

/** Finds the organizations that a user is a member of. */
export const findUserOrganizations: Tool = (services, input): ToolTask => {
  const domain = tenantFor(services.tenants, input['domain']);
  const user = userIn(input);
  if (!user) {
    throw new Error(
      'Give either “user_id”, such as auth0|0123456789abcdef01234567, or “email”, the whole email address of the user.',
    );
  }
  const text = plainMarkdown(userText(user));
  return {
    domains: [domain],
    title: l10n.t('Find the Auth0 Organizations of a User'),
    question:
      'userId' in user
        ? l10n.t(
            'Find the organizations of the user {0} of {1}, with one request? The language model gets their IDs, names and display names.',
            text,
            plainMarkdown(services.tenants.titleOf(domain)),
          )
        : l10n.t(
            'Find the user with the email address {0} of {1} and the organizations of the user, with at most three requests? The language model gets the ID of the user, and IDs, names and display names of the organizations.',
            text,
            plainMarkdown(services.tenants.titleOf(domain)),
          ),
    progress: l10n.t('Finding the organizations of {0}', text),
    what: `The organizations of the user ${userText(user)} could not be read`,
    run: (context) => find(services, domain, user, context),
  };
};

async function find(
  { tenants }: Services<'tenants'>,
  domain: string,
  user: UserKey,
  context: RequestContext,
): Promise<PagedAnswer> {
  const userId = 'userId' in user ? user.userId : (await userWithEmail(tenants, domain, user.email, context)).user_id;
  const list = new PagedList(organizationsOfUser(tenants, domain, userId), (item) => textField(item, 'id'));
  await list.load(context, false);
  return {
    listName: 'organizations',
    get items() {
      return list.items.map(shown);
    },
    get hasEnded() {
      return list.hasEnded;
    },
    readMore: (more) => list.loadMore(more),
    fields: () => ({
      tenant: domain,
      user: { user_id: userId, ...('email' in user && { email: user.email }) },
      organizations_read: list.items.length,
      complete: list.isComplete,
      ...(list.isCutOff && { cut_off: 'The Management API sends no more organizations, although there may be more.' }),
    }),
  };
}

function shown(organization: Item): Item {
  return {
    id: textField(organization, 'id'),
    name: textField(organization, 'name'),
    display_name: textField(organization, 'display_name'),
  };
}
