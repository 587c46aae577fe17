import * as l10n from '@vscode/l10n';
import { isMissingInOrganization, recover } from '../api/apiError.ts';
import { type Organization, readOrganization } from '../api/organization.ts';
import { PageReader } from '../api/pageReader.ts';
import type { OrganizationReference } from '../commands/commandTarget.ts';
import type { Services } from '../commands/services.ts';
import { chooseOrganization } from '../find/findOrganization.ts';
import { usedIn } from '../find/identifiers.ts';
import { describeRequests, organizationRow } from '../find/organizationRows.ts';
import { type Item, textField } from '../sections/section.ts';
import { plainName, plainText } from '../text/plainText.ts';
import { back, type Choice, choose, type Step } from '../ui/ask.ts';
import { explanationOf } from '../ui/errorNotifier.ts';
import { describeCutOff } from '../ui/format.ts';
import { withProgress } from '../ui/notifications.ts';
import { noteRow, requestRow, type SearchRow } from '../ui/searchRow.ts';
import { askForUser } from '../users/findUser.ts';
import { userUri } from '../users/userDocuments.ts';
import type { UserAnswer } from '../users/userPick.ts';
import { organizationsOfUser, type UserReading, type WholeList } from '../users/usersClient.ts';
import { userSource } from '../users/userSource.ts';
import { type KnownLogin, loginIn, personName } from './loginArguments.ts';

/** The person who logs in, where a person names that one first. `undefined`: another one, who is asked for later. */
export interface PersonOfLogin extends Pick<KnownLogin, 'application'> {
  readonly user: Exclude<UserAnswer, typeof back>;
  /** What is typed of this one, or of another one. */
  readonly typed?: string;
}

/** The answer of a person. `undefined`: the person cancels. */
type PlaceOfLogin = OrganizationOfTenant | PersonOfLogin | typeof back | undefined;

/** The organization, and the application and the person where the text that was typed names them, such as a log event. */
type OrganizationOfTenant = Pick<OrganizationReference, 'domain' | 'organization'> &
  Pick<KnownLogin, 'application' | 'user'>;

/** The question for the organization of a login. */
interface PlaceQuestion {
  /** The tenants that the login can be at. */
  readonly domains: readonly string[];
  /** The tenants in which a person is looked for. */
  readonly domainsOfPeople: readonly string[];
  readonly step: Step;
  /** The answer before. */
  readonly before: Organization | undefined;
  /** What stands in the box at first, where there is no answer before. */
  readonly typed: string;
  readonly user: KnownLogin['user'];
  /** Whether an argument has said who logs in, so that nobody else is offered. */
  readonly isUserGiven: boolean;
  /** The organizations of users that were read for the question before, by the IDs of the users. */
  readonly ofUsers: Map<string, WholeList<Item>>;
}

/**
 * Asks for the organization of a login, first among those of the user where one is known, which takes a request unless an
 * open document tells them. The email address or the ID of a person can be typed as well.
 */
export async function askForOrganization(
  services: Services<'documents' | 'known' | 'notifier' | 'store' | 'tenants'>,
  { domains, domainsOfPeople, step, before, typed: typedBefore, user, isUserGiven, ofUsers }: PlaceQuestion,
): Promise<PlaceOfLogin> {
  const [domain = '', ...others] = domains;
  // Where others are connected, organizations of one tenant alone say of which one they are.
  const isOfOne = others.length === 0 && services.tenants.domains.length > 1;
  const title = pickTitle(user, isOfOne ? services.tenants.titleOf(domain) : '');
  const userId = user && 'userId' in user && others.length === 0 ? user.userId : undefined;
  const read = userId === undefined ? noUser : await organizationsOf(services, domain, userId, ofUsers);
  if (read === undefined) {
    return undefined;
  }
  const { organizations: ofUser, isWhole, why, note = '' } = read;
  let text = before?.name ?? before?.id ?? typedBefore;
  let isAmong = ofUser.length > 0;
  for (;;) {
    let typed = '';
    const keep = (kept: string) => {
      typed = kept;
    };
    const chosen = isAmong
      ? await chooseAmong(ofUser, { domain, title, step, isUserGiven, isWhole, why, keep })
      : 'other';
    if (chosen !== 'other') {
      return typeof chosen === 'object' && !('organization' in chosen) ? { ...chosen, typed } : chosen;
    }
    text = typed || text;
    let person: string | undefined;
    const otherRow = (searched: string) =>
      personRow(services, domainsOfPeople, searched, (named) => {
        person = named;
      }) ?? errorCodeRow(searched);
    const answer = await chooseOrganization(services, {
      domains,
      title,
      step,
      text,
      note,
      keep,
      ...(!isUserGiven && { otherRow, placeholder }),
    });
    const told = loginIn(typed);
    if (person !== undefined) {
      const found = await askForPerson(services, domainsOfPeople, person, step);
      if (found !== back) {
        return found === undefined ? undefined : { ...told, user: found, typed: person };
      }
      [text, isAmong] = [typed, false];
    } else if (answer !== back || ofUser.length === 0) {
      // Otherwise the text can be metadata of the organization.
      const isNamed = answer && answer !== back && typed.includes(answer.organization.id);
      return isNamed ? { ...answer, ...told } : answer;
    } else {
      isAmong = true;
    }
  }
}

function placeholder(withMetadata: boolean): string {
  return withMetadata
    ? l10n.t('Organization: ID, name or metadata. Or the email address or user ID of the person')
    : l10n.t('Organization: ID or name. Or the email address or user ID of the person');
}

/** @param tenant what people call the one tenant of the login, empty if that is clear or not known yet */
function pickTitle(user: KnownLogin['user'], tenant: string): string {
  const person = plainName(personName(user));
  if (tenant !== '') {
    return person === ''
      ? l10n.t('Explain Failed Login in {0}', tenant)
      : l10n.t('Explain Failed Login of {0} in {1}', person, tenant);
  }
  return person === '' ? l10n.t('Explain Failed Login') : l10n.t('Explain Failed Login of {0}', person);
}

/** The row that finds the person whom a text can only mean. */
function personRow(
  services: Services<'documents' | 'notifier' | 'tenants'>,
  domains: readonly string[],
  typed: string,
  take: (person: string) => void,
): SearchRow | undefined {
  const person = usedIn(typed);
  const question = userSource(services).questionFor(person);
  const choose = () => {
    take(person);
  };
  return question?.isExact
    ? requestRow(`$(search) ${question.label}`, choose, describeRequests(domains.length * question.requests))
    : undefined;
}

/**
 * Says what an error code of an identity provider, such as `AADSTS50105` of Entra ID, does not tell.
 * @see https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes
 */
function errorCodeRow(typed: string): SearchRow | undefined {
  return /^(?:AADSTS|AADB2C|MSIS)\d{3,8}(?![-.]?\w)/i.test(typed)
    ? noteRow(
        l10n.t('An error code names no organization'),
        l10n.t('Choose the one of the login: its explanation has the failures in the log.'),
      )
    : undefined;
}

function askForPerson(
  services: Services<'tenants'>,
  domains: readonly string[],
  text: string,
  step: Step,
): Promise<UserAnswer> {
  // From the second step on, a question leads back.
  const optional = { step: { ...step, step: step.step + 1 }, before: undefined, kept: { text: '' } };
  const title = l10n.t('Explain Failed Login');
  return askForUser(services, { title, text, domains, organizationId: undefined, loaded: [], optional });
}

/** The question for one of the organizations of a user. */
interface OwnQuestion
  extends Pick<PlaceQuestion, 'isUserGiven' | 'step'>, Pick<OrganizationsOfUser, 'isWhole' | 'why'> {
  readonly domain: string;
  readonly title: string;
  readonly keep: (typed: string) => void;
}

function chooseAmong(
  organizations: readonly Organization[],
  { domain, title, step, isUserGiven, isWhole, why, keep }: OwnQuestion,
): Promise<PlaceOfLogin | 'other'> {
  const choices = organizations.map((organization): Choice<OrganizationOfTenant> => {
    const { label, description = '' } = organizationRow({ domain, organization }, () => undefined);
    return { label, description, value: { domain, organization } };
  });
  const other = { label: l10n.t('Another Organization…'), alwaysShow: true, value: 'other' } as const;
  const otherUser = { ...anotherUser(), value: { user: undefined } } as const;
  const placeholder = isWhole
    ? l10n.t('Organizations of the user')
    : `${l10n.t('Organizations of the user that could be read')}. ${why}`.trim();
  return choose<OrganizationOfTenant | PersonOfLogin | 'other'>(
    [...choices, other, ...(isUserGiven ? [] : [otherUser])],
    { title, placeholder, keep, ...step },
  );
}

/** What leads to another person, whatever is typed. */
export function anotherUser(): Pick<Choice<unknown>, 'alwaysShow' | 'label'> {
  return { label: l10n.t('Another User…'), alwaysShow: true };
}

/** The organizations of a user. */
interface OrganizationsOfUser {
  readonly organizations: readonly Organization[];
  /** Whether there can be no others. */
  readonly isWhole: boolean;
  /** Why there can be others, in a sentence. */
  readonly why: string;
  /** Why there are none. */
  readonly note?: string;
}

/** How long an open document tells the organizations of a user, in ms: no question says when they were read. */
const NEW_MS = 10 * 60 * 1000;

const noUser: OrganizationsOfUser = { organizations: [], isWhole: false, why: '' };

/** The organizations of a user, as far as they can be read, `undefined` when the person cancels. */
async function organizationsOf(
  { documents, notifier, tenants }: Services<'documents' | 'notifier' | 'tenants'>,
  domain: string,
  userId: string,
  ofUsers: Map<string, WholeList<Item>>,
): Promise<OrganizationsOfUser | undefined> {
  const uris = [true, false].flatMap((isPage) =>
    [false, true].map((withAllRoles) => userUri({ domain, userId, withAllRoles, isPage })),
  );
  const sources = await Promise.all(uris.map((uri) => documents.sourceOf(uri)));
  const isNew = (one: UserReading | undefined) => one !== undefined && Date.now() - one.readAtMs < NEW_MS;
  const inDocument = (sources as readonly (UserReading | undefined)[]).find(isNew)?.document.organizations;
  const before = inDocument && !inDocument.error ? inDocument : ofUsers.get(userId);
  if (before) {
    return withNote(before);
  }
  const list = new PageReader(organizationsOfUser(tenants, domain, userId), (item) => textField(item, 'id'));
  const request = withProgress(l10n.t('Reading {0}', plainText(userId)), (context) => list.readToEnd(context));
  return recover(
    request.then(({ items, isComplete: complete }) => {
      const whole = { items, complete };
      ofUsers.set(userId, whole);
      return withNote(whole);
    }),
    () => true,
    async (error) => {
      notifier.log(error);
      const note = isMissingInOrganization(error)
        ? `${l10n.t('No user has this ID')}.`
        : l10n.t('The organizations of the user could not be read.');
      const { meaning } = await explanationOf(error);
      const partly = withNote({ items: list.items, complete: false }, meaning);
      if (error.reason === 'cancelled') {
        return undefined;
      }
      return partly.organizations.length > 0 ? partly : { ...partly, note };
    },
  );
}

/** @param why the list is not complete */
function withNote({ items, complete }: WholeList<Item>, why = describeCutOff()): OrganizationsOfUser {
  const organizations = items.flatMap((item) => readOrganization(item) ?? []);
  const isInNone = items.length === 0 && complete;
  return {
    organizations,
    isWhole: complete && organizations.length === items.length,
    why: complete ? '' : why,
    ...(isInNone && { note: l10n.t('The user is in no organization.') }),
  };
}
