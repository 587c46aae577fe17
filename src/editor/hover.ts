import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { dashboardUrl } from '../api/tenantDomain.ts';
import type { KnownOrganization, KnownOrganizations } from '../organizations/knownOrganizations.ts';
import { organizationTooltip } from '../sidebar/tooltips.ts';
import { environmentName, markedTitle } from '../tenants/environments.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { markdownLink, plainMarkdown } from '../text/markdown.ts';
import { commandLink } from '../text/plainText.ts';

/** The hover text for an ID, with links to commands. Makes no request. @param notesOn what is odd about a known organization */
export function hoverText(
  known: KnownOrganizations,
  id: string,
  notesOn: (domain: string) => readonly string[],
): vscode.MarkdownString {
  const found = known.find(id);
  return found ? knownText(known, found, notesOn(found.domain)) : unknownText(known, id);
}

function knownText(
  { tenants }: KnownOrganizations,
  { domain, organization }: KnownOrganization,
  notes: readonly string[],
): vscode.MarkdownString {
  const { id, name } = organization;
  // The branding pushes the links out of sight.
  const text = organizationTooltip({ ...organization, branding: {} });
  const dashboard = dashboardUrl(domain, id);
  const links = [
    link(l10n.t('Open JSON'), 'openOrganizationById', id, domain),
    ...(name === undefined ? [] : [link(l10n.t('Copy Name'), 'copyOrganizationName', { id, name })]),
    ...(dashboard === undefined ? [] : [markdownLink(l10n.t('Dashboard'), dashboard)]),
  ];
  const title = tenants.titleOf(domain);
  const environment = tenants.find(domain)?.environment;
  const parts = [title, ...(title === domain ? [] : [domain]), ...(environment ? [environmentName(environment)] : [])];
  const tenant = l10n.t('Tenant {0}', parts.join(' · '));
  text.appendMarkdown(`\n\n---\n\n${plainMarkdown(tenant)}`);
  for (const note of notes) {
    text.appendMarkdown(`\n\n⚠ ${plainMarkdown(note)}`);
  }
  text.appendMarkdown(`\n\n${links.join(' | ')}`);
  return trusted(text, 'openOrganizationById', 'copyOrganizationName');
}

function unknownText(known: KnownOrganizations, id: string): vscode.MarkdownString {
  const { tenants } = known;
  const without = known.withoutId(id);
  const open = known.mayHaveId(id);
  // What is not in a whole list can be new, but is rather elsewhere.
  const isElsewhere = open.every((domain) => known.isComplete(domain));
  const lines = [
    ...without.map((domain) => l10n.t('{0} has no organization with this ID.', tenants.titleOf(domain))),
    ...(tenants.domains.length === 0
      ? [l10n.t('This looks like the ID of an Auth0 organization. No tenant is connected.')]
      : isElsewhere
        ? [l10n.t('It can be one of a tenant that is not connected.')]
        : [l10n.t('This organization is not among those that are loaded.')]),
  ].map((line) => plainMarkdown(line));
  const links = [
    ...open.map((domain) =>
      link(l10n.t('Look up in {0}', tenants.titleOf(domain)), 'openOrganizationById', id, domain),
    ),
    ...(isElsewhere ? [link(l10n.t('Connect Tenant…'), 'connectTenant')] : []),
  ];
  const text = new vscode.MarkdownString([...lines, links.join(' | ')].join('\n\n'));
  return trusted(text, 'openOrganizationById', 'connectTenant');
}

/** Trusting these commands is safe: text from a tenant is escaped, so it cannot form a command link. */
function trusted(text: vscode.MarkdownString, ...names: readonly string[]): vscode.MarkdownString {
  text.isTrusted = { enabledCommands: names.map((name) => `organizationInspector.${name}`) };
  return text;
}

function link(label: string, name: string, ...given: readonly unknown[]): string {
  return markdownLink(plainMarkdown(label), commandLink(name, ...given));
}

/** What notes and links need of the known organizations. */
export type KnownEnvironments = Pick<KnownOrganizations, 'finder'> & {
  readonly tenants: Pick<Tenants, 'find' | 'titleOf'>;
};

/**
 * What is odd about an organization at its place: that the file has organizations of production beside others, or that an
 * organization of production is in a file for another environment, or the other way round. Tenants without a mark are left
 * out.
 * @param domain the tenant of the organization
 * @param path the path of the file in its workspace
 * @param ids gives all IDs of the file
 */
export function environmentNotes(
  known: KnownEnvironments,
  domain: string,
  path: string,
  ids: () => readonly string[],
): readonly string[] {
  const environment = known.tenants.find(domain)?.environment;
  if (environment === undefined) {
    return [];
  }
  const isProduction = environment === 'production';
  const said = environmentOfPath(path);
  const others = tenantsOf(known, ids()).filter((other) => {
    const mark = known.tenants.find(other)?.environment;
    return mark !== undefined && (mark === 'production') !== isProduction;
  });
  return [
    ...(said && (said.environment === 'production') !== isProduction
      ? [
          l10n.t(
            'The tenant of this organization is marked {0}, and the path of the file says “{1}”.',
            environmentName(environment),
            said.word,
          ),
        ]
      : []),
    ...(others.length > 0
      ? [
          l10n.t(
            'The file also has organizations of {0}.',
            others.map((other) => markedTitle(known.tenants, other)).join(', '),
          ),
        ]
      : []),
  ];
}

function tenantsOf(known: KnownEnvironments, ids: readonly string[]): readonly string[] {
  const find = known.finder();
  return [...new Set(ids.flatMap((id) => find(id)?.domain ?? []))];
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
function environmentOfPath(path: string): PathEnvironment | undefined {
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
