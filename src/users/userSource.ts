import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { RequestContext } from '../api/requestContext.ts';
import type { Services } from '../commands/services.ts';
import type { FindSource, FoundItem, FoundItems, SourceQuestion } from '../find/findBox.ts';
import { isRealUserId } from '../find/identifiers.ts';
import { plainName, plainText, withoutIcons, withoutQuotes } from '../text/plainText.ts';
import { copyText } from '../ui/notifications.ts';
import { rowButton } from '../ui/searchRow.ts';
import { openUserDocument } from './findUser.ts';
import { chosenUser, userItem } from './userPick.ts';
import { readUsers, type User } from './usersClient.ts';
import { describeDomainSearch, requestsOfQuestion, userQuestion, type UserQuestion } from './userQuestion.ts';

/** Longer texts are no ID, address or name of a user, and make URLs that servers refuse. In UTF-16 code units. */
const LONGEST_USER = 300;

/** Finds users by an email address, an ID, or the beginning of a name or address. */
export function userSource(services: Services<'documents' | 'notifier' | 'tenants'>): FindSource {
  const { tenants } = services;
  return {
    questionFor: (text) => {
      const question = userQuestion(text);
      // `key:value` asks for the metadata of organizations, and no address has a colon.
      if (text.length > LONGEST_USER || (question?.kind !== 'id' && /\S:\S/.test(text))) {
        return undefined;
      }
      return (
        question && {
          ...describedQuestion(question, withoutQuotes(text)),
          requests: requestsOfQuestion(question),
          ask: (domain, context) => find(domain, question, context),
        }
      );
    },
  };

  async function find(domain: string, question: UserQuestion, context: RequestContext): Promise<FoundItems> {
    const { items, next, isCutOff = false } = await readUsers(tenants, domain, question, context);
    return {
      items: items.map((user) => foundUser(services, domain, user, question)),
      hasMore: isCutOff || next !== undefined,
    };
  }
}

function describedQuestion(question: UserQuestion, text: string): Omit<SourceQuestion, 'ask' | 'requests'> {
  const typed = withoutIcons(plainName(text));
  switch (question.kind) {
    case 'id':
      return {
        label: l10n.t('Find the user {0}', typed),
        nothing: l10n.t('No user has this ID'),
        isExact: isRealUserId(text),
      };
    case 'email':
      return {
        label: l10n.t('Find the users with the email address {0}', typed),
        nothing: l10n.t('No user has exactly this email address'),
        remark: l10n.t('An invited person is no user yet'),
        isExact: true,
      };
    case 'search':
      return {
        label:
          question.emailDomain === undefined
            ? l10n.t('Find users whose name or email address begins with “{0}”', typed)
            : describeDomainSearch(question.emailDomain),
        nothing: l10n.t('No user found by the search'),
        remark: l10n.t('It follows changes after some seconds'),
        isExact: false,
      };
  }
}

/** The row of a user. Its profile is read again, unless it was not found by a search, which lags behind changes. */
function foundUser(
  services: Services<'documents' | 'notifier' | 'tenants'>,
  domain: string,
  user: User,
  { kind }: UserQuestion,
): FoundItem {
  const chosen = { ...chosenUser(user, kind === 'search' ? undefined : user), domain };
  const { userId } = chosen;
  const choose = () => openUserDocument(services, chosen);
  const explain = () => vscode.commands.executeCommand('organizationInspector.explainAccess', { domain, userId });
  return {
    ...userItem(user, choose),
    key: userId,
    choose,
    buttons: [
      rowButton('question', l10n.t('Explain Failed Login…'), explain),
      rowButton('copy', l10n.t('Copy User ID'), () => copyText(userId, l10n.t('Copied {0}', plainText(userId)))),
    ],
  };
}
