import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Environment, Tenant } from './tenant.ts';
import type { Tenants } from './tenants.ts';

/** The icon of each environment. The shapes differ, so that no environment is told by its colour alone. */
const icons: Readonly<Record<Environment, string>> = { production: 'globe', staging: 'beaker', development: 'tools' };

/** The icon of a tenant with its environment, in a colour that a theme or a user can change. */
export function tenantIcon({ environment }: Pick<Tenant, 'environment'>): vscode.ThemeIcon {
  return environment === undefined
    ? new vscode.ThemeIcon('server')
    : new vscode.ThemeIcon(icons[environment], environmentColor(environment));
}

function environmentColor(environment: Environment): vscode.ThemeColor {
  return new vscode.ThemeColor(`organizationInspector.${environment}`);
}

/** The name of an environment in the user's language. */
export function environmentName(environment: Environment): string {
  return {
    production: l10n.t('Production'),
    staging: l10n.t('Staging'),
    development: l10n.t('Development'),
  }[environment];
}

/**
 * Marks the tabs of documents with the first letter and the colour of their tenant's environment.
 * @param documentScheme that of the URIs of documents, whose authority is the domain of their tenant
 */
export function registerTabMarks(tenants: Tenants, documentScheme: string): vscode.Disposable {
  const changes = new vscode.EventEmitter<undefined>();
  return vscode.Disposable.from(
    changes,
    tenants.onDidChange(({ kind }) => {
      if (kind !== 'tokenReplaced') {
        changes.fire(undefined);
      }
    }),
    vscode.window.registerFileDecorationProvider({
      onDidChangeFileDecorations: changes.event,
      provideFileDecoration: ({ scheme, authority }) => {
        const environment = scheme === documentScheme ? tenants.find(authority)?.environment : undefined;
        if (environment === undefined) {
          return undefined;
        }
        const name = environmentName(environment);
        return new vscode.FileDecoration(name.slice(0, 1), name, environmentColor(environment));
      },
    }),
  );
}

/**
 * The title of a tenant with its environment, where no icon stands beside it.
 * @param title in place of the title that is known
 */
export function markedTitle(
  tenants: Pick<Tenants, 'find' | 'titleOf'>,
  domain: string,
  title = tenants.titleOf(domain),
): string {
  return [title, ...otherNames(tenants.find(domain)?.environment, title)].join(' · ');
}

/** What stands beside the title of a tenant: its environment, and its domain if it has a name of its own. */
export function tenantDescription({ environment, label, domain }: Tenant): readonly string[] {
  return [...otherNames(environment, label), ...(label === undefined ? [] : [domain])];
}

/** The name of an environment, unless the tenant is called so. */
function otherNames(environment: Environment | undefined, title: string | undefined): readonly string[] {
  const names = environment === undefined ? [] : [environmentName(environment)];
  return names.filter((name) => name.toLowerCase() !== title?.toLowerCase());
}
