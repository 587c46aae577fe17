import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { untilAborted } from '../api/requestContext.ts';
import { plainName, plainText, withoutIcons } from '../text/plainText.ts';
import { back } from '../ui/ask.ts';
import { showInformation } from '../ui/notifications.ts';
import { SearchPick } from '../ui/searchPick.ts';
import { matches, noteRow, type SearchRow } from '../ui/searchRow.ts';
import { type Environment, environments, type Tenant, tenantTitle } from './tenant.ts';
import { environmentName, tenantDescription, tenantIcon } from './environments.ts';
import type { Tenants } from './tenants.ts';
import { describeTokenStatus } from './tokenExpiry.ts';

/** How long a question waits for what is known of tokens, in ms. */
const STATUS_MS = 300;

/** What the row of a quick pick says of a tenant. */
export function tenantItem(tenant: Tenant) {
  return {
    label: withoutIcons(plainText(tenantTitle(tenant))),
    description: tenantDescription(tenant).join(' · '),
    iconPath: tenantIcon(tenant),
  };
}

/**
 * The tenant of a command: the named tenant if it is connected, the only tenant, or the one that the user picks. If
 * there is none, or the named tenant is not connected, it offers to connect one without waiting for it.
 * @param offered the tenants that the user can pick, all by default; without any, nobody is asked
 */
export async function pickTenant(
  tenants: Tenants,
  title: string,
  named?: string,
  offered: readonly Tenant[] = tenants.all,
): Promise<string | undefined> {
  const { domains } = tenants;
  if (named !== undefined && domains.includes(named)) {
    return named;
  }
  if (named !== undefined || domains.length === 0) {
    offerTenant(named);
    return undefined;
  }
  const [only, ...others] = offered;
  return others.length > 0 ? chooseTenant(tenants, title, offered) : only?.domain;
}

/**
 * Asks for a tenant, with what is known of its token.
 * @param other the label of a last row, which stands for something else
 * @returns `other` for that row, `undefined` when the user cancels
 */
export async function chooseTenant(
  tenants: Pick<Tenants, 'status'>,
  title: string,
  offered: readonly Tenant[],
  other?: string,
): Promise<string | undefined> {
  let rows: readonly SearchRow[] = [];
  const pick = new SearchPick<string>(
    { title, placeholder: l10n.t('Which tenant?') },
    {
      onText: () => {
        const isFound = pick.isBusy || rows.some((row) => !row.isFallback && matches(row, pick.text));
        const none = l10n.t('No tenant has “{0}” in its name, domain or environment', plainName(pick.text));
        pick.show(isFound ? rows : [noteRow(none), ...rows]);
      },
    },
  );
  pick.isBusy = true;
  const answer = pick.ask();
  // A locked keyring does not hold the question up.
  const signal = AbortSignal.timeout(STATUS_MS);
  const listed = offered.map(async (tenant) => {
    const { domain } = tenant;
    const status = untilAborted(signal, () => tenants.status(domain)).then(describeTokenStatus, () => undefined);
    return { ...tenantItem(tenant), key: domain, detail: (await status) ?? '' };
  });
  const last = other === undefined ? [] : [{ label: other, key: other, isFallback: true }];
  rows = [...(await Promise.all(listed)), ...last].map((row) => ({
    ...row,
    choose: () => {
      pick.close(row.key);
    },
  }));
  pick.isBusy = false;
  pick.refresh();
  const chosen = await answer;
  return chosen === back ? undefined : chosen;
}

/**
 * The tenants that a command without one is about: the named one if it is connected, or else all. If there is none, it
 * offers to connect one without waiting for it.
 */
export function searchedTenants({ domains }: Tenants, named?: string): readonly string[] {
  const searched = named === undefined ? domains : domains.filter((domain) => domain === named);
  if (searched.length === 0) {
    offerTenant(named);
  }
  return searched;
}

/** @param domain the tenant that is not connected, if one is named */
function offerTenant(domain: string | undefined): void {
  const message =
    domain === undefined
      ? l10n.t('No tenant is connected yet.')
      : l10n.t('The tenant {0} is not connected.', plainText(domain));
  void offerToConnect(message, domain);
}

/** Says why a tenant is to be connected, with a button for it. @param domain which one, if that is known */
export async function offerToConnect(message: string, domain?: string): Promise<void> {
  const connect = l10n.t('Connect Tenant…');
  const choice = await showInformation(message, connect);
  if (choice === connect) {
    await vscode.commands.executeCommand('organizationInspector.connectTenant', { domain });
  }
}

/**
 * Asks which environment a tenant is. The first choice is none: an environment is never guessed.
 * @returns `null` for none, `undefined` when the user cancels
 */
export async function askForEnvironment(
  tenants: Tenants,
  { domain, environment }: Tenant,
): Promise<Environment | null | undefined> {
  const choice = await vscode.window.showQuickPick(
    [undefined, ...environments].map((one) => ({
      label: one ? environmentName(one) : l10n.t('No Environment'),
      iconPath: tenantIcon(one ? { environment: one } : {}),
      environment: one ?? null,
      ...(one === environment && { description: l10n.t('current') }),
    })),
    {
      title: l10n.t('Environment of {0}', tenants.titleOf(domain)),
      placeHolder: l10n.t('It marks the tenant in lists, hovers and tabs, and can be changed later.'),
    },
  );
  return choice?.environment;
}
