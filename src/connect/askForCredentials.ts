import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { writingScopes } from '../api/accessToken.ts';
import { ApiError } from '../api/apiError.ts';
import { parseDomain } from '../api/tenantDomain.ts';
import { managementAudience, tokenInText } from '../api/tokenEndpoint.ts';
import { describeDomainProblem } from '../tenants/domainProblemTexts.ts';
import type { TenantKey } from '../tenants/tenant.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { type AnswerButton, ask, back, type Step } from '../ui/ask.ts';
import { describeFailure } from '../ui/errorNotifier.ts';
import { offer } from '../ui/longTask.ts';
import { showWarning } from '../ui/notifications.ts';

/** How to create an application whose access tokens have only the scopes granted to it. */
const applicationDocumentation =
  'https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens/get-management-api-access-tokens-for-production';

/** What was typed in the questions before, but for secrets. */
export type TypedTexts = Map<'clientId' | 'defaultDomain', string>;

interface ApplicationQuestion {
  /** Whether the domain is a custom domain, from which the audience does not follow. */
  readonly isCustom: boolean;
  /** The step of the first question. */
  readonly step?: number;
  /** What the application is to be authorized for besides `read:organizations`. */
  readonly scopes?: readonly string[];
  /** Stands in the questions at first, and keeps what was typed when the user goes back from the first question. */
  readonly typedBefore?: TypedTexts;
}

type Question = 'defaultDomain' | 'clientId' | 'clientSecret';

type Answer = string | typeof back | undefined;

interface KeepingStep extends Step {
  readonly keep: (text: string) => void;
}

/**
 * Asks for a machine-to-machine application of the tenant until the tenant accepts it, and stores it.
 * @returns `true` when it is stored, `back`, or `undefined` when the user cancels
 */
export async function askForApplication(
  tenants: Tenants,
  domain: string,
  { isCustom, step = 1, scopes, typedBefore: texts = new Map() }: ApplicationQuestion,
): Promise<true | typeof back | undefined> {
  const isUpdate = isConnected(tenants, domain);
  const questions: readonly Question[] = [...(isCustom ? ['defaultDomain' as const] : []), 'clientId', 'clientSecret'];
  const defaultDomain = () => texts.get('defaultDomain') ?? (isCustom ? '' : domain);
  const idOfClient = () => texts.get('clientId') ?? '';
  const askFor: Readonly<Record<Question, (steps: Step) => Promise<Answer>>> = {
    defaultDomain: (steps) =>
      askForDefaultDomain(defaultDomain(), { ...steps, keep: (text) => texts.set('defaultDomain', text) }),
    clientId: (steps) =>
      askForClientId(recipientOf(tenants, domain), idOfClient(), scopes, {
        ...steps,
        keep: (text) => texts.set('clientId', text),
      }),
    clientSecret: (steps) => {
      const parsed = parseDomain(defaultDomain());
      const audience = managementAudience('domain' in parsed ? parsed.domain : domain);
      const application = { clientId: idOfClient(), audience };
      const isStored = tenants.find(domain)?.application?.clientId === application.clientId;
      return ask({
        ...steps,
        title: l10n.t('Client Secret for {0}', recipientOf(tenants, domain)),
        prompt: isStored
          ? l10n.t(
              'Client secret of the application {0}. Empty: a new token with the one that is stored.',
              idOfClient(),
            )
          : l10n.t('Client secret of the application {0}. It is kept in VS Code’s secret storage.', idOfClient()),
        placeholder: l10n.t('Client secret'),
        isSecret: true,
        help: applicationHelp(),
        problem: (text) => (text || isStored ? undefined : l10n.t('Enter the client secret.')),
        submit: (clientSecret, signal) =>
          submitKey(tenants, domain, { kind: 'application', application, clientSecret }, signal, isUpdate),
      });
    },
  };
  for (let index = 0; ;) {
    const question = questions[index];
    if (!question) {
      return true;
    }
    const answer = await askFor[question]({ step: step + index, totalSteps: step + questions.length - 1 });
    if (answer === undefined || (answer === back && index === 0)) {
      return answer;
    }
    if (answer === back) {
      index -= 1;
    } else {
      if (question !== 'clientSecret') {
        texts.set(question, answer);
      }
      index += 1;
    }
  }
}

function askForDefaultDomain(value: string, steps: KeepingStep): Promise<Answer> {
  return ask({
    ...steps,
    value,
    title: l10n.t('Default Domain of the Tenant'),
    prompt: l10n.t(
      'The domain that Auth0 gave the tenant. It names the audience of the tokens; nothing is sent there.',
    ),
    placeholder: 'acme.eu.auth0.com',
    problem: (text) => {
      const parsed = parseDomain(text);
      if ('problem' in parsed) {
        return describeDomainProblem(parsed.problem);
      }
      return parsed.kind === 'custom'
        ? l10n.t('This is a custom domain. Enter the one that ends in auth0.com or auth0app.com.')
        : undefined;
    },
  });
}

function askForClientId(
  recipient: string,
  value: string,
  scopes: readonly string[] | undefined,
  steps: KeepingStep,
): Promise<Answer> {
  return ask({
    ...steps,
    value,
    title: l10n.t('Application for {0}', recipient),
    prompt: l10n.t(
      'Client ID of a machine-to-machine application that is authorized for the Auth0 Management API with {0}',
      scopesWith(scopes).join(', '),
    ),
    placeholder: l10n.t('Client ID'),
    help: applicationHelp(),
    problem: (text) =>
      /^[\w.~-]+$/.test(text) ? undefined : l10n.t('Enter the client ID: letters and digits, as in the dashboard.'),
  });
}

function applicationHelp() {
  return { tooltip: l10n.t('How to make an application'), url: applicationDocumentation };
}

/** How to get an access token manually. */
export const tokenDocumentation =
  'https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens/get-management-api-access-tokens-for-testing';

/**
 * Asks for a token of the tenant until the tenant accepts it, and stores it.
 * @param others what else the user can choose
 * @param scopes what the token is to have besides `read:organizations`
 * @returns `true` when it is stored, what else was chosen, `back`, or `undefined` when the user cancels
 */
export async function askForToken<T extends object = never>(
  tenants: Tenants,
  domain: string,
  steps: Partial<Step>,
  others: readonly AnswerButton<T>[],
  scopes?: readonly string[],
): Promise<true | T | typeof back | undefined> {
  const isUpdate = isConnected(tenants, domain);
  const needed = scopesWith(scopes);
  const answer = await ask<T>({
    ...steps,
    others,
    title: l10n.t('Access Token for {0}', recipientOf(tenants, domain)),
    prompt:
      needed.length === 1
        ? l10n.t(
            'Management API access token with the scope {0}. It is kept in VS Code’s secret storage.',
            needed.join(''),
          )
        : l10n.t(
            'Management API access token with the scopes {0}. It is kept in VS Code’s secret storage.',
            needed.join(', '),
          ),
    placeholder: 'eyJ…',
    isSecret: true,
    help: { tooltip: l10n.t('How to get an access token'), url: tokenDocumentation },
    problem: (text) => (text ? undefined : l10n.t('Enter an access token.')),
    submit: (text, signal) =>
      submitKey(tenants, domain, { kind: 'token', accessToken: tokenInText(text) }, signal, isUpdate),
  });
  return typeof answer === 'string' ? true : answer;
}

function scopesWith(others: readonly string[] = []): readonly string[] {
  return [...new Set(['read:organizations', ...others])];
}

/** The tenant that a secret is entered for, with the domain that it is sent to. */
function recipientOf(tenants: Tenants, domain: string): string {
  const title = tenants.titleOf(domain);
  return title === domain ? domain : `${title} (${domain})`;
}

/** Whether a key of the tenant, for which a question begins now, is to replace another one. */
export function isConnected(tenants: Tenants, domain: string): boolean {
  return tenants.find(domain) !== undefined;
}

/**
 * Checks a key with the tenant and stores it.
 * @param isUpdate whether the tenant was connected when the question began; if it is not any more, it stays so
 * @returns the validation message for the input box, if any
 */
export async function submitKey(
  tenants: Tenants,
  domain: string,
  key: TenantKey,
  signal: AbortSignal,
  isUpdate: boolean,
): Promise<string | undefined> {
  try {
    await tenants.store(await tenants.check(domain, key, { signal, priority: 'person' }), isUpdate, signal);
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiError)) {
      throw error;
    }
    if (error.reason === 'noToken') {
      return l10n.t('No client secret is stored for this application. Enter it.');
    }
    const { tokenHost = '' } = error.details;
    const what = describeNotStored(tenants, domain, isUpdate);
    // What is connected already need not be.
    return tenants.find(tokenHost)
      ? `${what}. ${l10n.t('The access token was issued by {0}, not by this tenant.', tenants.titleOf(tokenHost))}`
      : describeFailure(error, what);
  }
}

/** Says that a key was not stored, without a full stop. @param isUpdate whether the tenant was connected before */
export function describeNotStored(tenants: Tenants, domain: string, isUpdate: boolean): string {
  const title = tenants.titleOf(domain);
  return isUpdate
    ? l10n.t('The access token of {0} could not be replaced', title)
    : l10n.t('{0} could not be connected', title);
}

const warnedKey = 'warnedAboutWriting';

/**
 * Warns once per tenant that its token allows more than this extension ever does. Tokens of the API Explorer allow
 * everything, and access tokens cannot be revoked.
 * @see https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens
 */
export async function warnAboutWriting(tenants: Tenants, state: vscode.Memento, domain: string): Promise<void> {
  const { scopes: all = [] } = await tenants.status(domain);
  const scopes = writingScopes(all);
  const warned = state.get<readonly string[]>(warnedKey, []);
  if (scopes.length === 0 || warned.includes(domain)) {
    return;
  }
  await state.update(warnedKey, [...warned, domain]);
  offer(
    showWarning,
    l10n.t(
      'The access token of {0} can also create, change or delete, with scopes such as {1}. Organization Inspector only reads; an application whose scopes all begin with read: is safer.',
      tenants.titleOf(domain),
      scopes.slice(0, 2).join(', '),
    ),
    [
      {
        label: l10n.t('How to Make a Read-Only Application'),
        act: () => vscode.env.openExternal(vscode.Uri.parse(applicationDocumentation)),
      },
    ],
  );
}
