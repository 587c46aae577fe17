import * as vscode from 'vscode';
import { plainText, withoutIcons } from '../text/plainText.ts';
import { showInformation } from '../ui/notifications.ts';
import { type Environment, environments, type Tenant, tenantTitle } from './tenant.ts';
import type { Tenants } from './tenants.ts';

/**
 * The tenant of a command: the named tenant if it is connected, the only tenant, or the one that the user picks. If
 * there is none, or the named tenant is not connected, it offers to connect one without waiting for it.
 * @param offered the tenants that the user can pick, all by default
 */
export async function pickTenant(
  { all, domains }: Tenants,
  title: string,
  named?: string,
  offered: readonly Tenant[] = all,
): Promise<string | undefined> {
  if (named !== undefined && domains.includes(named)) {
    return named;
  }
  if (named !== undefined || domains.length === 0) {
    void offerToConnect(
      named === undefined
        ? vscode.l10n.t('No tenant is connected yet.')
        : vscode.l10n.t('The tenant {0} is not connected.', plainText(named)),
    );
    return undefined;
  }
  const [only, ...others] = offered;
  if (only && others.length === 0) {
    return only.domain;
  }
  const items = offered.map((tenant) => ({
    label: withoutIcons(plainText(tenantTitle(tenant))),
    description: tenantDescription(tenant).join(' · '),
    iconPath: tenantIcon(tenant),
    domain: tenant.domain,
  }));
  const choice = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('Which tenant?'),
    matchOnDescription: true,
  });
  return choice?.domain;
}

async function offerToConnect(message: string): Promise<void> {
  const connect = vscode.l10n.t('Connect Tenant…');
  const choice = await showInformation(message, connect);
  if (choice === connect) {
    await vscode.commands.executeCommand('organizationInspector.connectTenant');
  }
}

/** The icon of each environment. The shapes differ, so that no environment is told by its colour alone. */
const icons: Readonly<Record<Environment, string>> = { production: 'globe', staging: 'beaker', development: 'tools' };

/** The icon of a tenant with its environment, in a colour that a theme or a user can change. */
export function tenantIcon({ environment }: Pick<Tenant, 'environment'>): vscode.ThemeIcon {
  return environment === undefined
    ? new vscode.ThemeIcon('server')
    : new vscode.ThemeIcon(icons[environment], environmentColor(environment));
}

export function environmentColor(environment: Environment): vscode.ThemeColor {
  return new vscode.ThemeColor(`organizationInspector.${environment}`);
}

/** The name of an environment in the user's language. */
export function environmentName(environment: Environment): string {
  return {
    production: vscode.l10n.t('Production'),
    staging: vscode.l10n.t('Staging'),
    development: vscode.l10n.t('Development'),
  }[environment];
}

/** What knows tenants by their domains. */
export interface TenantMarks {
  titleOf(domain: string): string;
  environmentOf(domain: string): Environment | undefined;
}

/**
 * The title of a tenant with its environment, where no icon stands beside it.
 * @param title in place of the title that is known
 */
export function markedTitle(marks: TenantMarks, domain: string, title = marks.titleOf(domain)): string {
  const environment = marks.environmentOf(domain);
  return environment === undefined ? title : `${title} · ${environmentName(environment)}`;
}

/** What stands beside the title of a tenant: its environment, and its domain if it has a name of its own. */
export function tenantDescription({ environment, label, domain }: Tenant): readonly string[] {
  return [
    ...(environment === undefined ? [] : [environmentName(environment)]),
    ...(label === undefined ? [] : [domain]),
  ];
}

/**
 * Asks which environment a tenant is. The first choice is none: an environment is never guessed.
 * @returns `null` for none, `undefined` when the user cancels
 */
export async function askForEnvironment({ domain, environment }: Tenant): Promise<Environment | null | undefined> {
  const none = {
    label: vscode.l10n.t('No Environment'),
    iconPath: tenantIcon({}),
    environment: null,
  };
  const items = environments.map((one) => ({
    label: environmentName(one),
    iconPath: tenantIcon({ environment: one }),
    environment: one,
  }));
  const current = environment ?? null;
  const choice = await vscode.window.showQuickPick(
    [none, ...items].map((item) => ({
      ...item,
      ...(item.environment === current && { description: vscode.l10n.t('current') }),
    })),
    {
      title: vscode.l10n.t('Environment of {0}', domain),
      placeHolder: vscode.l10n.t('It marks the tenant in lists, hovers and tabs, and can be changed later.'),
    },
  );
  return choice?.environment;
}
