import * as l10n from '@vscode/l10n';
import { organizationTitle } from '../api/organization.ts';
import type { Services } from '../commands/services.ts';
import { applications, listIn } from '../find/usedPick.ts';
import { isClientId as isInvitationId } from '../sections/clients.ts';
import { type Item, type SectionAddress, textField } from '../sections/section.ts';
import { plainName, withoutIcons } from '../text/plainText.ts';
import { back, choose, type Step } from '../ui/ask.ts';
import { formatNumber } from '../ui/format.ts';
import { askForUser, loadedMembers } from '../users/findUser.ts';
import { isUserId } from '../users/userAddress.ts';
import type { User, WholeList } from '../users/usersClient.ts';
import type { ChosenUser, InvitedPerson, UserAnswer } from '../users/userPick.ts';
import { type ApplicationAnswer, askForApplication, lackedListScopes } from './applicationSource.ts';
import { planOf } from './factReader.ts';
import { failureTypes, isSilent } from './events.ts';
import { failuresInExplanations } from './explanationDocument.ts';
import { type AccessQuestion, invitedAddress, typeOf, userIdOf } from './facts.ts';
import { isPerson, type KnownLogin, personName } from './loginArguments.ts';
import { anotherUser, askForOrganization } from './organizationOfLogin.ts';

type Part = 'organization' | 'application' | 'user';

const parts: readonly Part[] = ['organization', 'application', 'user'];

/**
 * The questions about a login at a tenant: organization, application, user, and whether to make the requests. Each is
 * asked only if its answer is not known, and the person can go back to each, apart from those that an argument answers.
 */
export class LoginQuestions {
  readonly #services: Services<'documents' | 'known' | 'notifier' | 'sections' | 'store' | 'tenants'>;
  readonly #domain: string;
  /** The parts that no argument gives, in the order of their questions. */
  readonly #asked: readonly Part[];
  /** The applications of the tenant, which are kept while the person goes back and forth. */
  readonly #applications;
  #login: KnownLogin;
  #typed: string;
  readonly #kept = { application: { text: '' }, user: { text: '' } };
  readonly #ofUsers = new Map<string, WholeList<Item>>();

  /**
   * @param given what is not asked
   * @param offered what is asked only if the person goes back
   * @param typed see `typed`
   */
  constructor(
    services: Services<'documents' | 'known' | 'notifier' | 'sections' | 'store' | 'tenants'>,
    domain: string,
    { given, offered, typed = '' }: Readonly<Record<'given' | 'offered', KnownLogin>> & { readonly typed?: string },
  ) {
    this.#services = services;
    this.#domain = domain;
    this.#typed = typed;
    this.#asked = parts.filter((part) => given[part] === undefined);
    this.#applications = listIn(services.tenants, domain, applications);
    const login: KnownLogin = Object.fromEntries(
      parts.map((part) => [part, given[part] === undefined ? offered[part] : given[part]]),
    );
    const { organization } = login;
    // An argument can have no more than its ID.
    const known = organization && (services.store.find(domain, organization.id) ?? organization);
    this.#login = { ...login, organization: known };
  }

  /** The answers so far. */
  get login(): KnownLogin {
    return { ...this.#login, domain: this.#domain };
  }

  /** What is typed of the person who logs in, or of another one than before. */
  get typed(): string {
    return this.#typed;
  }

  /**
   * Asks from the first open question on.
   * @param before the number of questions before these ones, to which the person can go back
   * @returns `back`, or `undefined` when the person cancels
   */
  async ask(before: number): Promise<AskedLogin | typeof back | undefined> {
    const totalSteps = before + this.#asked.length + 1;
    let place = this.#nextPlace();
    // Where all is offered, nothing was asked that somebody else could have been named at.
    const isAllOffered = place === this.#asked.length && this.#asked.includes('user');
    while (place >= 0) {
      const part = this.#asked[place];
      const step = { step: before + place + 1, totalSteps };
      const answer =
        part === undefined ? await this.#confirm(step, isAllOffered) : await this.#askFor(part, step, before);
      if (answer === undefined || typeof answer === 'object') {
        return answer;
      }
      if (answer === 'other' && before > 0) {
        return back;
      }
      place = answer === back ? place - 1 : this.#nextPlace();
    }
    return back;
  }

  /** The place of the first open question. The last one has no answer that could be known. */
  #nextPlace(): number {
    const open = this.#asked.findIndex((part) => this.#login[part] === undefined);
    return open < 0 ? this.#asked.length : open;
  }

  get #title(): string {
    const { organization } = this.#login;
    return organization
      ? l10n.t('Explain Failed Login to {0}', plainName(organizationTitle(organization)))
      : l10n.t('Explain Failed Login');
  }

  /** Keeps the answer. @returns `undefined` when the person cancels */
  async #askFor(part: Part, step: Step, before: number): Promise<true | typeof back | undefined> {
    const answer = await {
      organization: () => this.#askForOrganization(step, before),
      application: () => this.#askForApplication(step),
      user: () => this.#askForUser(step),
    }[part]();
    if (answer === undefined || answer === back) {
      return answer;
    }
    const answers = part === 'organization' ? answer : { [part]: answer };
    // What is typed does not replace what an argument gives.
    const given = parts.flatMap((one) => (this.#asked.includes(one) ? [] : [[one, this.#login[one]] as const]));
    this.#login = { ...this.#login, ...answers, ...Object.fromEntries(given) };
    return true;
  }

  /**
   * The organization, or first the person, of whose organizations one is asked for then. Where questions before these ones
   * have told the tenant, the person can be of another one, or not known: then it leads back to them.
   */
  async #askForOrganization(
    step: Step,
    questionsBefore: number,
  ): Promise<Partial<KnownLogin> | typeof back | undefined> {
    const { organization: before, user: userBefore } = this.#login;
    const { domains } = this.#services.tenants;
    const answer = await askForOrganization(this.#services, {
      domains: [this.#domain],
      domainsOfPeople: questionsBefore > 0 ? domains : [this.#domain],
      step,
      before,
      // Who is found is in the title.
      typed: userBefore ? '' : this.#typed,
      user: userBefore,
      isUserGiven: !this.#asked.includes('user'),
      ofUsers: this.#ofUsers,
    });
    if (answer === undefined || answer === back || 'organization' in answer) {
      return answer;
    }
    const { user, typed = '', ...told } = answer;
    this.#typed = typed;
    const isElsewhere = user === undefined || (user && 'domain' in user && user.domain !== this.#domain);
    if (isElsewhere && questionsBefore > 0) {
      // An application and a user are of one tenant.
      const { application } = user ? told : this.#login;
      this.#login = { ...this.#login, application, user, organization: undefined };
      return back;
    }
    return { ...told, user, organization: undefined };
  }

  async #askForApplication(step: Step): Promise<ApplicationAnswer> {
    return askForApplication({
      title: this.#title,
      domain: this.#domain,
      tenants: this.#services.tenants,
      step,
      list: this.#applications,
      ofOrganization: this.#loaded('clients'),
      missingScopes: lackedListScopes(await this.#services.tenants.status(this.#domain)),
      before: this.#login.application,
      kept: this.#kept.application,
      onWithout: (typed) => {
        // A person who is named here is the answer to the next question.
        this.#kept.user.text = isPerson(typed) ? typed : this.#kept.user.text;
      },
    });
  }

  async #askForUser(step: Step): Promise<UserAnswer> {
    const { organization, user } = this.#login;
    const organizationId = organization?.id ?? '';
    const told = await failuresInExplanations(this.#services.documents, { domain: this.#domain, organizationId });
    return askForUser(this.#services, {
      title: this.#title,
      text: '',
      domains: [this.#domain],
      organizationId: undefined,
      loaded: [
        { title: l10n.t('Recent failures'), items: peopleOf([...told, ...this.#loaded('events')]) },
        { title: l10n.t('Loaded invitations'), items: invitedPeople(this.#loaded('invitations')) },
        loadedMembers(this.#loaded('members')),
      ],
      optional: {
        step,
        before: user ? { item: itemOf(user), profile: user.profile } : undefined,
        kept: this.#kept.user,
      },
    });
  }

  /** The loaded items of a section of the organization. */
  #loaded(section: string) {
    const { sections } = this.#services;
    const address: SectionAddress = {
      domain: this.#domain,
      id: this.#login.organization?.id ?? '',
      path: [section],
    };
    return sections.loaded(address)?.items ?? [];
  }

  /** @param withOther whether another person is offered, who is asked for first then */
  async #confirm(step: Step, withOther: boolean): Promise<AskedLogin | 'other' | typeof back | undefined> {
    const { organization, application, user } = this.#login;
    const asked: AskedLogin = {
      question: {
        domain: this.#domain,
        organizationId: organization?.id ?? '',
        clientId: application?.clientId,
        ...askedPerson(user),
      },
      profile: user?.profile,
    };
    const keep = (typed: string) => {
      this.#typed = typed;
    };
    const words = { title: this.#title, step, withOther, keep };
    const answer = await confirmExplanation(this.#services, asked, this.#login, words);
    if (answer === 'other') {
      this.#login = { ...this.#login, organization: undefined, user: undefined };
    }
    return answer === true ? asked : answer;
  }
}

/** What a question says of a person. An invitation tells more than its address. */
function askedPerson(user: KnownLogin['user']): Pick<AccessQuestion, 'userId' | 'invitationId' | 'email'> {
  if (!user) {
    return {};
  }
  if ('userId' in user) {
    return { userId: user.userId };
  }
  const { invitationId, email = '' } = user;
  return invitationId === undefined ? { email } : { invitationId };
}

/** A person as an item, as a pick offers one that is loaded. */
function itemOf(person: ChosenUser | InvitedPerson): Item {
  return 'userId' in person
    ? (person.profile ?? { user_id: person.userId, name: person.name })
    : { email: person.email, invitation_id: person.invitationId };
}

/** How many people of failures are offered. */
const MOST_PEOPLE = 10;

/** The users of the failures among events, those of the first ones first. */
function peopleOf(events: readonly Item[]): readonly Item[] {
  const failures = events.filter((event) => failureTypes('users').includes(typeOf(event)) && !isSilent(event));
  const people = new Map(
    failures
      .filter((event) => isUserId(userIdOf(event)))
      .map((event) => [userIdOf(event), { user_id: event['user_id'], name: event['user_name'] }]),
  );
  return [...people.values()].slice(0, MOST_PEOPLE);
}

/** The people of invitations that an address of a document can name. */
function invitedPeople(invitations: readonly Item[]): readonly Item[] {
  return invitations
    .filter((invitation) => isInvitationId(textField(invitation, 'id')))
    .map((invitation) => ({ email: invitedAddress(invitation), invitation_id: invitation['id'] }));
}

/** What a person has answered. */
export interface AskedLogin {
  readonly question: AccessQuestion;
  /** The profile of the user, if it has just been read, `null` if there is none. */
  readonly profile: User | null | undefined;
}

interface ConfirmWords {
  readonly title: string;
  readonly step: Step;
  readonly withOther: boolean;
  readonly keep: (typed: string) => void;
}

/**
 * Says how many requests an explanation takes at most, and which scopes the token lacks for a complete one.
 * @returns whether to make the requests, `back`, or `undefined` when the person cancels
 */
async function confirmExplanation(
  { tenants }: Services<'tenants'>,
  { question, profile }: AskedLogin,
  login: KnownLogin,
  { title, step, withOther, keep }: ConfirmWords,
): Promise<true | 'other' | typeof back | undefined> {
  const { scopes } = await tenants.status(question.domain);
  const { requests, attempts, lackedScopes } = planOf(question, scopes, { profile });
  const label = requests === 1 ? l10n.t('Make 1 Request') : l10n.t('Make at Most {0} Requests', formatNumber(requests));
  const repeats = l10n.t('With repeats after failures, at most {0}.', formatNumber(attempts));
  const choice = { value: true, label, detail: `${repeats} ${describeScopes(scopes, lackedScopes)}` } as const;
  const other = withOther ? [{ ...anotherUser(), value: 'other' } as const] : [];
  return choose<true | 'other'>([choice, ...other], { title, placeholder: describeLogin(login), keep, ...step });
}

function describeScopes(scopes: readonly string[] | undefined, lacked: readonly string[]): string {
  if (scopes === undefined) {
    return l10n.t('The token does not say which scopes it has.');
  }
  return lacked.length === 0
    ? l10n.t('The token has all scopes for a complete answer.')
    : l10n.t('For a complete answer the token lacks: {0}', lacked.join(', '));
}

function describeLogin({ application, user }: KnownLogin): string {
  return loginText(
    application ? shown(application.name ?? application.clientId) : undefined,
    user ? shown(personName(user)) : undefined,
  );
}

/** Says which application and which user a login is about. Absent ones are left out of the question. */
export function loginText(application: string | undefined, user: string | undefined): string {
  return [
    application === undefined ? l10n.t('Without an application') : l10n.t('Application: {0}', application),
    user === undefined ? l10n.t('Without a user') : l10n.t('User: {0}', user),
  ].join(' · ');
}

function shown(text: string): string {
  return withoutIcons(plainName(text));
}
