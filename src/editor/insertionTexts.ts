import * as l10n from '@vscode/l10n';
import { isOrganizationId, isOrganizationName, type Organization, organizationTitle } from '../api/organization.ts';
import { argumentLines, block, hclString } from '../text/hcl.ts';
import { comment } from '../text/codeLines.ts';
import { markdownLink, readableMarkdown } from '../text/markdown.ts';
import { yamlEntry, yamlItem } from '../text/yaml.ts';
import type { InsertionForm } from './insertionForms.ts';

export interface InsertedOrganization {
  readonly organization: Organization;
  /** The URI of the organization's document. */
  readonly uri: string;
}

export interface InsertionText {
  readonly form: InsertionForm;
  readonly text: string;
}

/** The text of an organization in one form; `undefined` if the file or the organization does not allow the form. */
type TextOf = (inserted: InsertedOrganization, language: InsertionLanguage) => string | undefined;

/** In the order of the choices. A drop inserts the first form. */
const forms: readonly (readonly [form: InsertionForm, textOf: TextOf])[] = [
  ['id', ({ organization }) => organization.id],
  ['name', ({ organization }) => nameOf(organization)],
  ['setting', ({ organization }, { setting }) => setting?.replace('…', organization.id)],
  ['link', (inserted, { isMarkdown }) => (isMarkdown ? linkTo(inserted) : inserted.uri)],
  ['terraform', ({ organization }, { isTerraform }) => (isTerraform ? dataSource(organization) : undefined)],
  ['deployCli', ({ organization }, { isDeployCli }) => (isDeployCli ? listEntry(organization) : undefined)],
];

/**
 * The forms that a file and all the organizations allow, none if the ID of one is not valid. No text of an organization
 * can change the meaning of a form or hide a part of it.
 */
export function insertionTexts(
  inserted: readonly InsertedOrganization[],
  language: InsertionLanguage,
): readonly InsertionText[] {
  if (!inserted.every(({ organization }) => isOrganizationId(organization.id))) {
    return [];
  }
  return forms.flatMap(([form, textOf]) => {
    const texts = inserted.map((each) => textOf(each, language));
    if (texts.includes(undefined)) {
      return [];
    }
    const text = texts.join(form === 'terraform' ? '\n\n' : '\n');
    return [{ form, text: form === 'deployCli' ? `${comment(removedUnlessListed())}\n${text}` : text }];
  });
}

/** The name if Auth0 allows it: such a name has no character that a language would escape. */
function nameOf({ name }: Organization): string | undefined {
  return name !== undefined && isOrganizationName(name) ? name : undefined;
}

function linkTo({ organization, uri }: InsertedOrganization): string {
  return markdownLink(readableMarkdown(organizationTitle(organization)), uri);
}

/**
 * The label is the organization's name. A Terraform identifier may contain hyphens, but begins with a letter or `_`.
 * @see https://registry.terraform.io/providers/auth0/auth0/latest/docs/data-sources/organization
 * @see https://developer.hashicorp.com/terraform/language/syntax/configuration#identifiers
 */
function dataSource(organization: Organization): string {
  const name = (nameOf(organization) ?? organization.id).replace(/^[\d-]/, '_$&');
  return block(
    ['data', 'auth0_organization', name],
    argumentLines([['organization_id', hclString(organization.id)]]),
  ).join('\n');
}

/**
 * What an entry that lists nothing does, also without AUTH0_ALLOW_DELETE.
 * @see https://github.com/auth0/auth0-deploy-cli/blob/master/src/tools/auth0/handlers/organizations.ts
 */
function removedUnlessListed(): string {
  return l10n.t('A deployment removes connections and client grants that are not listed here.');
}

/** The Deploy CLI identifies organizations by name. */
function listEntry(organization: Organization): string | undefined {
  const { display_name: displayName } = organization;
  const name = nameOf(organization);
  if (name === undefined) {
    return undefined;
  }
  const entries = Object.entries({ name, ...(displayName !== undefined && { display_name: displayName }) });
  return yamlItem(entries.flatMap(([key, value]) => yamlEntry(key, value))).join('\n');
}

/** The properties of a file that decide how an organization is inserted. */
export interface InsertionLanguage {
  /** How the language sets the organization for a login, with `…` for the ID; `undefined` if unknown. */
  readonly setting: string | undefined;
  readonly isMarkdown: boolean;
  readonly isTerraform: boolean;
  /** Whether the Auth0 Deploy CLI reads organizations from the file. */
  readonly isDeployCli: boolean;
}

/** The part of `vscode.TextDocument` that `insertionLanguage` uses. */
export interface InsertionDocument {
  readonly languageId: string;
  readonly fileName: string;
  getText(): string;
}

const inJavaScript = 'organization: "…"';
const inEnvironment = 'AUTH0_ORGANIZATION=…';
const inEnvironmentOfYaml = 'AUTH0_ORGANIZATION: …';
const inJson = '"organization": "…"';
const inTerraform = 'organization_id = "…"';

/**
 * Keyed by language ID. Each sets the parameter `organization` of the authorization request, or a variable for it, in
 * the form of the language's SDKs and tools.
 * @see https://auth0.com/docs/manage-users/organizations/custom-development
 */
export const settingByLanguage: ReadonlyMap<string, string> = new Map([
  ['javascript', inJavaScript],
  ['javascriptreact', inJavaScript],
  ['typescript', inJavaScript],
  ['typescriptreact', inJavaScript],
  ['vue', inJavaScript],
  ['svelte', inJavaScript],
  ['ruby', inJavaScript],
  ['dart', 'organizationId: "…"'],
  ['python', 'organization="…"'],
  ['php', `'organization' => ['…']`],
  ['csharp', 'Organization = "…"'],
  ['java', '.withOrganization("…")'],
  ['kotlin', '.withOrganization("…")'],
  ['swift', '.organization("…")'],
  // Go and Rust have no SDK for logins. Their OAuth libraries add parameters to the request.
  ['go', 'oauth2.SetAuthURLParam("organization", "…")'],
  ['rust', '.add_extra_param("organization", "…")'],
  ['dotenv', inEnvironment],
  // The language of `.env` files in VS Code versions without `dotenv`.
  ['properties', inEnvironment],
  ['ini', inEnvironment],
  ['shellscript', inEnvironment],
  ['powershell', '$env:AUTH0_ORGANIZATION = "…"'],
  ['bat', 'set "AUTH0_ORGANIZATION=…"'],
  ['dockerfile', 'ENV AUTH0_ORGANIZATION=…'],
  ['makefile', 'AUTH0_ORGANIZATION := …'],
  ['dockercompose', inEnvironmentOfYaml],
  ['github-actions-workflow', inEnvironmentOfYaml],
  ['json', inJson],
  ['jsonc', inJson],
  ['yaml', 'organization: …'],
  ['toml', 'organization = "…"'],
  ['terraform', inTerraform],
  ['terraform-vars', inTerraform],
  ['hcl', inTerraform],
]);

/** Languages that VS Code detects only with an extension, or only for some of their file names. */
const languagesOfFiles: readonly (readonly [fileName: RegExp, language: string])[] = [
  [/\.(?:tf|tofu)$/i, 'terraform'],
  [/\.(?:tfvars|tofuvars)$/i, 'terraform-vars'],
  [/(?:^|[\\/])\.env(?:\.[^\\/]+)?$/i, 'dotenv'],
  [/\.toml$/i, 'toml'],
  [/(?:^|[\\/])\.github[\\/]workflows[\\/][^\\/]+\.ya?ml$/i, 'github-actions-workflow'],
  [/(?:^|[\\/])(?:docker-)?compose(?:\.[^\\/]+)?\.ya?ml$/i, 'dockercompose'],
];

/** Detects the insertion properties of a document. */
export function insertionLanguage(document: InsertionDocument): InsertionLanguage {
  const language = languageOf(document);
  return {
    setting: settingByLanguage.get(language),
    isMarkdown: language === 'markdown' || language === 'mdx',
    isTerraform: language === 'terraform' || language === 'hcl',
    isDeployCli: language === 'yaml' && isDeployCli(document),
  };
}

function languageOf({ languageId, fileName }: InsertionDocument): string {
  return languagesOfFiles.find(([pattern]) => pattern.test(fileName))?.[1] ?? languageId;
}

function isDeployCli(document: InsertionDocument): boolean {
  return /(^|[\\/])tenant\.ya?ml$/i.test(document.fileName) || hasOrganizationList(document);
}

/** Whether a YAML document has the list of organizations that the Auth0 Deploy CLI reads. */
export function hasOrganizationList(document: Pick<InsertionDocument, 'getText'>): boolean {
  return /^organizations[ \t]*:/m.test(document.getText());
}
