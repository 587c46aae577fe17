/** What has to be known of a file to write an organization into it. */
export interface DropPlace {
  /** How its language sets the organization to sign in to, with `…` for the ID. */
  readonly setting: string;
  readonly isMarkdown: boolean;
  readonly isTerraform: boolean;
  /** Whether the Auth0 Deploy CLI reads organizations from it. */
  readonly isDeployCli: boolean;
}

/** As much of a `vscode.TextDocument` as tells. */
export interface DropDocument {
  readonly languageId: string;
  readonly fileName: string;
  getText(): string;
}

const inEnvironment = 'AUTH0_ORGANIZATION=…';
const inJson = '"organization": "…"';
const inTerraform = 'organization_id = "…"';

/** By language, as the SDKs and tools for it want it. */
export const settings: ReadonlyMap<string, string> = new Map([
  ['dotenv', inEnvironment],
  // What `.env` is before VS Code knows dotenv.
  ['properties', inEnvironment],
  ['shellscript', inEnvironment],
  ['dockercompose', 'AUTH0_ORGANIZATION: …'],
  ['json', inJson],
  ['jsonc', inJson],
  ['yaml', 'organization: …'],
  ['terraform', inTerraform],
  ['terraform-vars', inTerraform],
  ['hcl', inTerraform],
  ['python', 'organization="…"'],
  ['php', `'organization' => ['…']`],
  ['csharp', 'Organization = "…"'],
  ['java', '.withOrganization("…")'],
  ['kotlin', '.withOrganization("…")'],
  ['swift', '.organization("…")'],
]);

/** The setting in the SDKs for JavaScript, which is the most readable one where there is no SDK. */
const usualSetting = 'organization: "…"';

/** Finds out what kind of file a document is. */
export function dropPlace(document: DropDocument): DropPlace {
  const language = languageOf(document);
  return {
    setting: settings.get(language) ?? usualSetting,
    isMarkdown: language === 'markdown' || language === 'mdx',
    isTerraform: language === 'terraform' || language === 'hcl',
    isDeployCli: language === 'yaml' && isDeployCli(document),
  };
}

/** VS Code knows Terraform only with an extension for it. */
function languageOf({ languageId, fileName }: DropDocument): string {
  return /\.(tf|tofu)$/i.test(fileName) ? 'terraform' : languageId;
}

function isDeployCli(document: DropDocument): boolean {
  return /(^|[\\/])tenant\.ya?ml$/i.test(document.fileName) || /^organizations[ \t]*:/m.test(document.getText());
}
