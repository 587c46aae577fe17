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

/** The words in a path that say for which environment a file is. */
const productionWord = /^(?:prd|prod(?:uction)?)$/i;
const otherWord = /^(?:stage|staging|stg|dev(?:elop(?:ment)?)?|qa|uat|(?:pre|non)[-_]?prod(?:uction)?)$/i;

/** Words of a name, also in camel case. What stands before production is a part of the word: films have a post-production. */
const nameWord =
  /(?:(?<![A-Za-z])(?:pre|non|post|PRE|NON|POST)|(?<![A-Z])(?:Pre|Non|Post))[-_]?(?:[Pp]rod(?:uction)?|PROD(?:UCTION)?)(?![a-z])|[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g;

/**
 * What can follow such a word where it says an environment. Before other words, as in `dev-tools`, it says something else,
 * and a longer number makes the key of a ticket of it, as in `PROD-1234`.
 */
const settingsWord =
  /^(?:local|env(?:ironment)?s?|config(?:uration)?s?|conf|cfg|settings|secrets|vars|tfvars|values|urls?|keys?|db|tenants?|auth|org(?:anization)?s?|ids?|eu|us|au|jp|uk|ca|\d\d?)$/i;

/** Documents are about an environment, tests name it, and packages of others know none of ours. */
const otherPath = /\.mdx?$|(?:^|[\\/.])_*(?:tests?|spec|node_modules)_*[\\/.]/i;

/** A theatre and a pipeline have a stage as well: the folder is an environment among others alone. */
const anyStage = /(?<!(?:env\w*|overlays|deploy|infra|config|tenants)[\\/])(?<=^|[\\/])stage[\\/]/gi;

/** What a path says about its environment. */
interface PathEnvironment {
  readonly environment: 'production' | 'other';
  /** The word that says it, as it is written. */
  readonly word: string;
}

/** The environment that the name of a file says, or else the folder next to it that says one. `.env.local` is for the own machine. */
export function environmentOfPath(path: string): PathEnvironment | undefined {
  if (otherPath.test(path)) {
    return undefined;
  }
  for (const name of path.replace(anyStage, '').split(/[\\/]/).toReversed()) {
    const words = name.split('.').flatMap((part) => environmentsIn(part.match(nameWord) ?? []));
    if (new Set(words.map(({ environment }) => environment)).size > 1) {
      return undefined;
    }
    const said = words.find(({ isCertain }) => isCertain);
    if (said) {
      return said;
    }
  }
  return /\.env\.local$/i.test(path) ? { environment: 'other', word: 'local' } : undefined;
}

function environmentsIn(words: readonly string[]): readonly (PathEnvironment & { readonly isCertain: boolean })[] {
  return words.flatMap((word, place) => {
    const isProduction = productionWord.test(word);
    if (!isProduction && !otherWord.test(word)) {
      return [];
    }
    const next = words[place + 1];
    // The stages of a pipeline are numbered as well.
    const isCertain = next === undefined || (settingsWord.test(next) && !/^stage\d/i.test(word + next));
    return [{ environment: isProduction ? 'production' : 'other', word, isCertain }];
  });
}
