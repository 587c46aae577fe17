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
