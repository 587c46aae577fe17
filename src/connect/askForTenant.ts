import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { logsScope, usersScope } from '../api/accessToken.ts';
import { parseDomain } from '../api/tenantDomain.ts';
import { describeDomainProblem } from '../tenants/domainProblemTexts.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { plainText, withoutIcons } from '../text/plainText.ts';
import { type AnswerButton, askWithSuggestions, back } from '../ui/ask.ts';
import { confirm, showErrorDialog, withProgress } from '../ui/notifications.ts';
import { askForApplication, askForToken, isConnected, submitKey, type TypedTexts } from './askForCredentials.ts';
import { type CliTenant, createApplicationCommands } from './auth0Cli.ts';
import { cliTenants, suggestDomains } from './suggestDomains.ts';

/**
 * Asks for a domain and its key until the tenant accepts both, and stores them.
 * @param suggested the initial text of the domain input, for the user to confirm or change
 * @returns the domain, `undefined` when the user cancels
 */
export async function askForTenant(tenants: Tenants, suggested: string): Promise<string | undefined> {
  const controller = new AbortController();
  const suggestions = suggestDomains(controller.signal);
  try {
    let typed = suggested;
    for (;;) {
      const answer = await askForDomain(typed, suggestions, tenants.domains);
      if (answer === undefined) {
        return undefined;
      }
      typed = answer;
      const parsed = parseDomain(answer);
      if ('domain' in parsed && (parsed.kind !== 'custom' || (await confirmCustomDomain(parsed.domain)))) {
        const outcome = await askForKey(tenants, parsed.domain, parsed.kind === 'custom');
        if (outcome !== back) {
          return outcome && parsed.domain;
        }
      }
    }
  } finally {
    controller.abort();
  }
}

function askForDomain(
  value: string,
  suggestions: ReturnType<typeof suggestDomains>,
  connected: readonly string[],
): Promise<string | undefined> {
  return askWithSuggestions({
    title: l10n.t('Connect Tenant'),
    placeholder: l10n.t('Domain of the tenant, such as acme.eu.auth0.com, or the address of its dashboard'),
    value,
    step: 1,
    totalSteps: 2,
    action: l10n.t('Connect'),
    read: (text) => {
      const parsed = parseDomain(text);
      return 'problem' in parsed ? { problem: describeDomainProblem(parsed.problem) } : { meaning: parsed.domain };
    },
    suggestions: suggestions.then((found) =>
      found
        .filter(({ domain }) => !connected.includes(domain))
        .map(({ domain, sources }) => ({
          text: domain,
          source: l10n.t('found in {0}', withoutIcons(plainText(sources.join(', ')))),
        })),
    ),
  });
}

/** How requests to a tenant can be authorized besides a token that the user pastes. */
type OtherWay = 'application' | CliTenant;

/** @returns `true` when a key is stored, `back`, or `undefined` when the user cancels */
async function askForKey(tenants: Tenants, domain: string, isCustom: boolean): Promise<true | typeof back | undefined> {
  // It is unknown what the CLI can do for a custom domain.
  const cliTenant = isCustom ? undefined : (await cliTenants()).find((tenant) => tenant.domain === domain);
  const typedBefore: TypedTexts = new Map();
  for (;;) {
    const answer = await askForToken(tenants, domain, { step: 2, totalSteps: 2 }, otherWays(cliTenant));
    if (typeof answer !== 'object') {
      return answer;
    }
    const { way } = answer;
    const outcome =
      way === 'application'
        ? await askForApplication(tenants, domain, { isCustom, step: 2, typedBefore })
        : await connectWithCli(tenants, way);
    if (outcome !== back) {
      return outcome;
    }
  }
}

function otherWays(cliTenant: CliTenant | undefined): readonly AnswerButton<{ readonly way: OtherWay }>[] {
  const button = (icon: string, tooltip: string, way: OtherWay) => ({
    iconPath: new vscode.ThemeIcon(icon),
    tooltip,
    answer: { way },
  });
  return [
    button('server-process', l10n.t('Use a Machine-to-Machine Application'), 'application'),
    ...(cliTenant ? [button('terminal', l10n.t('Use the Auth0 CLI'), cliTenant)] : []),
  ];
}

/**
 * Uses the login of the Auth0 CLI. If the CLI's configuration file holds a token that has not expired, that token is
 * used. Otherwise, the user gets commands that create an application for this extension: the CLI usually keeps its
 * token in the system keyring, for itself alone.
 * @returns `true` when a key is stored, `back`, or `undefined` when the user cancels
 */
export async function connectWithCli(
  tenants: Tenants,
  { domain, accessToken, expiresAt = Infinity }: CliTenant,
): Promise<true | typeof back | undefined> {
  if (accessToken === undefined) {
    return offerCommands(tenants, domain, l10n.t('The Auth0 CLI keeps its access token to itself.'));
  }
  if (expiresAt * 1000 <= Date.now()) {
    return offerCommands(tenants, domain, l10n.t('The Auth0 CLI has an access token that has expired.'));
  }
  const isUpdate = isConnected(tenants, domain);
  const problem = await withProgress(l10n.t('Connecting {0}', tenants.titleOf(domain)), async ({ signal }) => {
    const failure = await submitKey(tenants, domain, { kind: 'token', accessToken }, signal, isUpdate);
    return failure !== undefined && signal.aborted ? back : failure;
  });
  if (problem === undefined) {
    return true;
  }
  if (problem !== back) {
    await showErrorDialog(problem);
  }
  return back;
}

async function offerCommands(
  tenants: Tenants,
  domain: string,
  reason: string,
): Promise<true | typeof back | undefined> {
  const isWanted = await confirm(
    reason,
    l10n.t(
      'It can make an application for you that only reads organizations. Run these commands in a terminal, with the client ID that the second one prints in place of <CLIENT_ID> in the third. Then enter that ID and the secret here. Recent Events need {1} in the third command as well, Find User needs {2}.\n\n{0}',
      createApplicationCommands(domain),
      logsScope,
      usersScope,
    ),
    l10n.t('Copy Commands'),
  );
  if (!isWanted) {
    return back;
  }
  await vscode.env.clipboard.writeText(createApplicationCommands(domain));
  return askForApplication(tenants, domain, { isCustom: false, step: 2 });
}

/** Asks the user to vouch for a host that is not Auth0's, before anything is sent to it. */
export function confirmCustomDomain(domain: string): Promise<boolean> {
  return confirm(
    l10n.t('Is {0} a custom domain of your tenant?', domain),
    l10n.t('It is not a domain of Auth0. The access token or client secret will be sent to this host.'),
    l10n.t('Connect'),
  );
}
