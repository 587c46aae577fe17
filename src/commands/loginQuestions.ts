import * as vscode from 'vscode';
import { back, type Step } from '../input/ask.ts';
import { organizationTitle } from '../management/organization.ts';
import type { SectionAddress } from '../sections/section.ts';
import { plainText } from '../text/plainText.ts';
import { applicationsOf, lackedListScopes } from './applicationList.ts';
import { type ApplicationAnswer, ApplicationPick } from './applicationPick.ts';
import { askForUser } from './chooseUser.ts';
import { type AskedLogin, confirmExplanation } from './confirmExplanation.ts';
import type { ExtensionServices } from './extensionServices.ts';
import type { KnownLogin } from './loginArguments.ts';
import { chooseOrganizationOfLogin, type OrganizationAnswer } from './organizationOfLogin.ts';
import type { UserAnswer } from './userPick.ts';

type Part = 'organization' | 'application' | 'user';

/**
 * The questions about a login at a tenant: organization, application, user, and whether to make the requests. Each is
 * asked only if its answer is not known, and the person can go back to each, apart from those that an argument answers.
 */
export class LoginQuestions {
  readonly #services: ExtensionServices;
  readonly #domain: string;
  readonly #retry: () => unknown;
  /** The parts that no argument gives, in the order of their questions. */
  readonly #asked: readonly Part[];
  /** The applications of the tenant, which are kept while the person goes back and forth. */
  readonly #applications;
  #login: KnownLogin;
  /** The text of a search for the user that has failed. */
  #userText = '';

  /**
   * @param given what is not asked
   * @param offered what is asked only if the person goes back
   * @param retry asks again after a request for an answer has failed
   */
  constructor(
    services: ExtensionServices,
    domain: string,
    { given, offered }: Readonly<Record<'given' | 'offered', KnownLogin>>,
    retry: () => unknown,
  ) {
    const parts: readonly Part[] = ['organization', 'application', 'user'];
    this.#services = services;
    this.#domain = domain;
    this.#retry = retry;
    this.#asked = parts.filter((part) => given[part] === undefined);
    this.#applications = applicationsOf(services.tenants, domain);
    this.#login = Object.fromEntries(
      parts.map((part) => [part, given[part] === undefined ? offered[part] : given[part]]),
    );
  }

  /** The answers so far. */
  get login(): KnownLogin {
    return { ...this.#login, domain: this.#domain };
  }

  /**
   * Asks from the first open question on.
   * @param before the number of questions before these ones, to which the person can go back
   * @returns `back`, or `undefined` when the person cancels
   */
  async ask(before: number): Promise<AskedLogin | typeof back | undefined> {
    const totalSteps = before + this.#asked.length + 1;
    let place = this.#nextPlace();
    while (place >= 0) {
      const part = this.#asked[place];
      const step = { step: before + place + 1, totalSteps };
      const answer = part === undefined ? await this.#confirm(step) : await this.#askFor(part, step);
      if (answer === undefined || typeof answer === 'object') {
        return answer;
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
      ? vscode.l10n.t('Explain Access to {0}', plainText(organizationTitle(organization), 60))
      : vscode.l10n.t('Explain Access');
  }

  /** Keeps the answer. @returns `undefined` when the person cancels */
  async #askFor(part: Part, step: Step): Promise<true | typeof back | undefined> {
    const answer = await {
      organization: () => this.#askForOrganization(step),
      application: () => this.#askForApplication(step),
      user: () => this.#askForUser(step),
    }[part]();
    if (answer === undefined || answer === back) {
      return answer;
    }
    this.#login = { ...this.#login, [part]: answer };
    return true;
  }

  #askForOrganization(step: Step): Promise<OrganizationAnswer> {
    const { organization, user } = this.#login;
    const title = vscode.l10n.t('Explain Access');
    const question = { domain: this.#domain, title, step, before: organization, userId: user?.userId };
    return chooseOrganizationOfLogin(this.#services, question);
  }

  async #askForApplication(step: Step): Promise<ApplicationAnswer> {
    return new ApplicationPick({
      title: this.#title,
      domain: this.#domain,
      step,
      list: this.#applications,
      ofOrganization: this.#loaded('clients'),
      missingScopes: lackedListScopes(await this.#services.tenants.status(this.#domain)),
      before: this.#login.application,
    }).ask();
  }

  #askForUser(step: Step): Promise<UserAnswer> {
    const text = this.#userText;
    this.#userText = '';
    return askForUser(this.#services, {
      title: this.#title,
      text,
      domain: this.#domain,
      organizationId: undefined,
      loaded: this.#loaded('members'),
      optional: { step, before: this.#login.user ?? undefined },
      retry: (asked) => {
        this.#userText = asked;
        this.#login = { ...this.#login, user: undefined };
        return this.#retry();
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
    return sections.isLoaded(address) ? sections.get(address).items : [];
  }

  async #confirm(step: Step): Promise<AskedLogin | typeof back | undefined> {
    const { organization, application, user } = this.#login;
    const asked: AskedLogin = {
      question: {
        domain: this.#domain,
        organizationId: organization?.id ?? '',
        ...(application && { clientId: application.clientId }),
        ...(user && { userId: user.userId }),
      },
      profile: user?.profile,
    };
    const answer = await confirmExplanation(this.#services, asked, this.#login, { title: this.#title, step });
    return answer === true ? asked : answer;
  }
}
