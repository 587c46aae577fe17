import * as vscode from 'vscode';
import { isRecord } from '../api/jsonFields.ts';
import { isOrganizationId, type Organization } from '../api/organization.ts';
import { isRow } from '../commands/commandTarget.ts';
import { documentAddress, isOfOrganization } from '../documents/documentAddress.ts';
import { applicationOf, type ChosenApplication } from '../find/usedPick.ts';
import { isClientId, isClientId as isInvitationId } from '../sections/clients.ts';
import type { Row } from '../sidebar/rows.ts';
import { isUserId, userOf } from '../users/userAddress.ts';
import { userQuestion } from '../users/userQuestion.ts';
import { type ChosenUser, chosenUser, type InvitedPerson, type UserOfTenant } from '../users/userPick.ts';
import { accessQuestion, applicationOf as applicationIn } from './explanationAddress.ts';
import { invitedAddress } from './facts.ts';

/** Whether a text is the email address or the ID of a user. */
export function isPerson(text: string): boolean {
  const question = userQuestion(text);
  return question !== undefined && question.kind !== 'search';
}

/** What is known of a login before a person is asked. The rest is `undefined`. */
export interface KnownLogin {
  readonly domain?: string | undefined;
  /** Has at least the ID. */
  readonly organization?: Organization | undefined;
  /** `null`: left out. */
  readonly application?: ChosenApplication | null | undefined;
  readonly user?: ChosenUser | UserOfTenant | InvitedPerson | null | undefined;
}

/** What a person is called, or else the ID: foreign text. Empty where nobody is known. */
export function personName(user: KnownLogin['user']): string {
  return (user && ('userId' in user ? (user.name ?? user.userId) : (user.email ?? user.invitationId))) ?? '';
}

/**
 * Reads the arguments of a command about a login. In place of an ID, `null` or an empty string leaves out the application
 * or the user. Anything else that is no ID is asked for.
 * @param argument a row, the URI of a document, a domain, or `{ domain, organizationId?, clientId?, userId?, email? }`
 * @param client a client ID, which goes before the one in `argument`
 * @param user a user ID, which goes before the one in `argument`
 */
export function loginArguments(argument: unknown, client?: unknown, user?: unknown): KnownLogin {
  const login = loginOf(argument);
  const { application = login.application, user: given = login.user } = idArguments(client, user);
  return { ...login, application, user: given };
}

/**
 * The application and the user whose IDs a text has behind their keys, as a log event in JSON does, or the user of a
 * sentence of Auth0. Of several IDs of a kind, none is taken.
 */
export function loginIn(text: string): Pick<KnownLogin, 'application' | 'user'> {
  const clientId = onlyId(keyedIds(text, 'client', /^[\w-]+/), (value) => isClientId(value, 'whole'));
  const userIds = keyedIds(text, 'user', /^[\w-]+\|[^\s"'<>|:!?()[\]{}“”‘’«»`]+/);
  const userId = onlyId([...userIds, ...userIdsInSentences(text)], isUserId);
  return { ...(clientId && { application: { clientId } }), ...(userId && { user: { userId } }) };
}

function onlyId(values: readonly string[], isId: (value: string) => boolean): string | undefined {
  const [only, ...others] = new Set(values.filter((one) => one === unclear || isId(one)));
  return others.length === 0 && !only?.includes('\\') ? only : undefined;
}

/** As in `user auth0|123 is not part of the org_abc organization`: what follows shows where the ID ends. */
function userIdsInSentences(text: string): readonly string[] {
  const ofUser = /(?<![-\w])user\s+([\w-]+\|[^\s"'<>]+)(?=\s+(?:is|was|has|does|did|belongs|cannot)\s)/gi;
  return [...text.matchAll(ofUser)].map(([, id = '']) => (cutOff.test(id) ? unclear : id));
}

/** @param form that of an ID at the beginning of a text without quotes */
function keyedIds(text: string, kind: string, form: RegExp): readonly string[] {
  // A value in quotes ends with the same quote: the ID of a user can have spaces.
  const value = /\\*["']?\s*[=:]\s*(?:(\\*["'])([^"]{0,300}?)\1|([^\s"'\\,;&)}\]]+))/.source;
  const keyed = new RegExp(`(?<![-\\w])${kind}_?id${value}`, 'gi');
  return [...text.matchAll(keyed)].map(({ 0: all, 2: quoted, 3: plain = '', index }) => {
    const behind = text.slice(index + all.length, index + all.length + 100);
    return quoted === undefined ? idAtStart(plain, behind, form) : idInQuotes(quoted, behind);
  });
}

/** Stands for a value of which nobody can tell where it ends. No ID has this sign. */
const unclear = '\\';

/** What stands for the rest of a value that was cut off or masked, at the end of the value, and behind it. */
const cutOff = /(?:…|\.\.|\*{3})[\])}>]?$/;
const cutOffBehind = /^[[({<]?(?:…|\.\.|\*{3})/;

/** What may be the rest of the ID of a user, which can have spaces and signs: words, and no key with its value. */
const restOfUserId =
  /^(?:\\*'[\p{L}\p{N}]|\\+[^"'\\nrtu]|&(?!\w+=)|,\s*[\p{L}\p{N}][^\s=:"']*(?:[\s,;]|$)|\s+[\p{L}\p{N}_][^\s=:]*(?:\s|$)|\s+\p{Lu}[^\s=:]*:\s)/u;

/** @param behind what stands behind the text */
function idAtStart(text: string, behind: string, form: RegExp): string {
  const [id = ''] = form.exec(text) ?? [];
  const rest = text.slice(id.length);
  const goesOn = /^[^\w|]*[\w|]/.test(rest) || (id.includes('|') && restOfUserId.test(behind));
  const isCutOff = cutOff.test(id) || cutOffBehind.test(rest + behind);
  return id !== '' && (goesOn || isCutOff) ? unclear : id.replace(/(?<![.*/])[.*/]+$/, '');
}

/** @param behind what stands behind the quote at the end, which can be one of those in the ID */
function idInQuotes(id: string, behind: string): string {
  return cutOff.test(id) || /^[\p{L}\p{N}_]/u.test(behind) ? unclear : id;
}

function loginOf(argument: unknown): KnownLogin {
  if (isRow(argument)) {
    return loginOfRow(argument);
  }
  if (argument instanceof vscode.Uri) {
    return loginOfDocument(argument);
  }
  if (typeof argument === 'string') {
    return { domain: argument };
  }
  const { domain, organizationId: id, clientId, userId, email } = isRecord(argument) ? argument : {};
  const { application, user } = idArguments(clientId, userId);
  const person = typeof email === 'string' ? userQuestion(email) : undefined;
  return {
    domain: typeof domain === 'string' ? domain : undefined,
    organization: typeof id === 'string' && isOrganizationId(id) ? { id } : undefined,
    application,
    user: user === undefined && person?.kind === 'email' ? { email: person.email } : user,
  };
}

function loginOfRow(row: Row): KnownLogin {
  const { domain } = row;
  if (!('organization' in row)) {
    return { domain };
  }
  const { organization } = row;
  const [section, key] = 'path' in row ? row.path : [];
  const item = 'item' in row ? row.item : {};
  const application = applicationOf(item);
  const user = chosenUser(item);
  return {
    domain,
    organization,
    // A failed login can have sent any text in place of a client ID.
    application: application && isClientId(application.clientId) ? application : undefined,
    user: isUserId(user.userId) ? user : personIn(section, key, invitedAddress(item)),
  };
}

function loginOfDocument(uri: vscode.Uri): KnownLogin {
  const address = documentAddress(uri);
  if (!address) {
    return {};
  }
  if (!isOfOrganization(address)) {
    return { domain: address.domain, ...idArguments(applicationIn(address), userOf(address)?.userId) };
  }
  const { domain, id, name, path } = address;
  const explained = accessQuestion(address);
  if (explained) {
    const { clientId = null, userId, invitationId, email } = explained;
    const user = invitationId === undefined ? idArguments(null, userId ?? null).user : { invitationId };
    // The address of a person is asked for again.
    return {
      domain,
      organization: { id, name },
      ...idArguments(clientId, null),
      user: email === undefined ? user : undefined,
    };
  }
  const [section, key] = path;
  return {
    domain,
    organization: { id, name },
    ...idArguments(section === 'clients' ? key : undefined, undefined),
    user: personIn(section, key),
  };
}

/** The person of an item of a section, of a member or an invitation. */
function personIn(section: string | undefined, key: string | undefined, email = ''): KnownLogin['user'] {
  return section === 'invitations' && key !== undefined && isInvitationId(key)
    ? { invitationId: key, ...(email && { email }) }
    : idArguments(undefined, section === 'members' ? key : undefined).user;
}

function idArguments(client: unknown, user: unknown): Pick<KnownLogin, 'application' | 'user'> {
  const clientId = idArgument(client, isClientId);
  const userId = idArgument(user, isUserId);
  return {
    application: typeof clientId === 'string' ? { clientId } : clientId,
    user: typeof userId === 'string' ? { userId } : userId,
  };
}

function idArgument(value: unknown, isId: (text: string) => boolean): string | null | undefined {
  if (value === null || value === '') {
    return null;
  }
  return typeof value === 'string' && isId(value) ? value : undefined;
}
