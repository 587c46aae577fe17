import * as l10n from '@vscode/l10n';
import { parseDomain } from '../api/tenantDomain.ts';
import { describeDomainProblem } from '../tenants/domainProblemTexts.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { withoutIcons } from '../text/plainText.ts';
import { askWithSuggestions, back, type Choice, choose } from '../ui/ask.ts';
import { confirm } from '../ui/notifications.ts';
import { askForApplication, askForToken } from './askForApplication.ts';
import type { CliTenant } from './auth0Cli.ts';
import { connectWithCli } from './connectWithCli.ts';
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
    totalSteps: 3,
    action: l10n.t('Connect'),
    problem: (text) => {
      const parsed = parseDomain(text);
      return 'problem' in parsed ? describeDomainProblem(parsed.problem) : undefined;
    },
    suggestions: suggestions.then((found) =>
      found
        .filter(({ domain }) => !connected.includes(domain))
        .map(({ domain, sources }) => ({
          text: domain,
          source: l10n.t('found in {0}', withoutIcons(sources.join(', '))),
        })),
    ),
  });
}

type AuthorizationMethod = 'token' | 'application' | CliTenant;

/** @returns `true` when a key is stored, `back`, or `undefined` when the user cancels */
async function askForKey(tenants: Tenants, domain: string, isCustom: boolean): Promise<true | typeof back | undefined> {
  // It is unknown what the CLI can do for a custom domain.
  const cliTenant = isCustom ? undefined : (await cliTenants()).find((tenant) => tenant.domain === domain);
  for (;;) {
    const way = await choose(authorizationMethods(cliTenant), {
      title: l10n.t('Connect {0}', tenants.titleOf(domain)),
      placeholder: l10n.t('How should requests to the tenant be authorized?'),
      step: 2,
      totalSteps: 3,
    });
    if (way === back || way === undefined) {
      return way;
    }
    const outcome = await askForKeyBy(way, tenants, domain, isCustom);
    if (outcome !== back) {
      return outcome;
    }
  }
}

function askForKeyBy(
  way: AuthorizationMethod,
  tenants: Tenants,
  domain: string,
  isCustom: boolean,
): Promise<true | typeof back | undefined> {
  switch (way) {
    case 'token':
      return askForToken(tenants, domain, { step: 3, totalSteps: 3 });
    case 'application':
      return askForApplication(tenants, domain, { isCustom, step: 3 });
    default:
      return connectWithCli(tenants, way);
  }
}

function authorizationMethods(cliTenant: CliTenant | undefined): readonly Choice<AuthorizationMethod>[] {
  return [
    {
      value: 'token',
      label: l10n.t('$(key) Access Token'),
      detail: l10n.t('Paste a Management API access token. It works until it expires, usually for a day.'),
    },
    {
      value: 'application',
      label: l10n.t('$(server-process) Machine-to-Machine Application'),
      detail: l10n.t('Enter a client ID and secret once; access tokens are fetched as needed.'),
    },
    ...(cliTenant
      ? [
          {
            value: cliTenant,
            label: l10n.t('$(terminal) Auth0 CLI'),
            detail: cliTenant.accessToken
              ? l10n.t('Use the access token that stands in the configuration file of the Auth0 CLI.')
              : l10n.t('Make an application that only reads, with commands of the Auth0 CLI.'),
          },
        ]
      : []),
  ];
}

/** Asks the user to vouch for a host that is not Auth0's, before anything is sent to it. */
export function confirmCustomDomain(domain: string): Promise<boolean> {
  return confirm(
    l10n.t('Is {0} a custom domain of your tenant?', domain),
    l10n.t('It is not a domain of Auth0. The access token or client secret will be sent to this host.'),
    l10n.t('Connect'),
  );
}
