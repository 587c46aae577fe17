import * as vscode from 'vscode';
import { type CliTenant, readCliConfiguration } from './auth0Cli.ts';
import { domainsInFile } from './domainsInFile.ts';

/** A suggested domain. Anyone can have written it, so only the user may choose it. */
interface DomainSuggestion {
  readonly domain: string;
  /** The sources of the domain: paths in the workspace, or `Auth0 CLI`. */
  readonly sources: readonly string[];
}

const mostFiles = 50;
const largestFileBytes = 256 * 1024;
const fileNames = '{.env,.env.*,*.env,*.tf,*.tfvars,config.json}';
const fileName = /^\.env(?:\..+)?$|\.(?:env|tf|tfvars)$|^config\.json$/;
const excludedFolders = '**/{node_modules,bower_components,vendor,.git,.hg,.svn,.terraform,.venv,venv}/**';

/**
 * Finds the tenant domains in the files of the workspace and in the logins of the Auth0 CLI. Only domains are returned,
 * because the same files hold secrets. Nothing in the workspace is run or followed, so it need not be trusted.
 * @returns the domains of the workspace first, in the order of its files; empty once aborted
 */
export async function suggestDomains(signal: AbortSignal): Promise<readonly DomainSuggestion[]> {
  const [files, tenants] = await Promise.all([filesOfInterest(signal), cliTenants()]);
  const found = await Promise.all(files.map((file) => domainsOf(file, signal)));
  const sources = new Map<string, Set<string>>();
  const add = (domain: string, source: string) =>
    sources.set(domain, (sources.get(domain) ?? new Set<string>()).add(source));
  files.forEach((file, index) => {
    found[index]?.forEach((domain) => add(domain, vscode.workspace.asRelativePath(file)));
  });
  tenants.forEach(({ domain }) => add(domain, 'Auth0 CLI'));
  return signal.aborted ? [] : Array.from(sources, ([domain, from]) => ({ domain, sources: [...from] }));
}

async function filesOfInterest(signal: AbortSignal): Promise<readonly vscode.Uri[]> {
  const [top, below] = await Promise.all([filesAtTheTop(), filesBelow(signal)]);
  const files = new Map([...top, ...below].map((file) => [file.toString(), file]));
  return [...files.values()].slice(0, mostFiles);
}

/**
 * The files directly in the workspace folders. A search misses them if the file system of a virtual workspace has no
 * search provider, or if `files.exclude` hides them, which applies unless a search excludes nothing at all.
 * @see https://github.com/microsoft/vscode/blob/main/src/vs/workbench/api/common/extHostWorkspace.ts
 */
async function filesAtTheTop(): Promise<readonly vscode.Uri[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const files = await Promise.all(
    folders.map(async ({ uri }) => {
      const entries = await withoutFailure(vscode.workspace.fs.readDirectory(uri));
      const names = entries?.map(([name]) => name).filter((name) => fileName.test(name)) ?? [];
      return names.toSorted().map((name) => vscode.Uri.joinPath(uri, name));
    }),
  );
  return files.flat();
}

/**
 * Includes files that git ignores, as it usually does `.env`: a search only respects `.gitignore` with an experimental
 * setting. Only local disks are searched, because VS Code waits forever if a file system has no search provider.
 */
async function filesBelow(signal: AbortSignal): Promise<readonly vscode.Uri[]> {
  const cancellation = new vscode.CancellationTokenSource();
  const cancel = () => {
    cancellation.cancel();
  };
  signal.addEventListener('abort', cancel);
  try {
    if (signal.aborted) {
      return [];
    }
    const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
    const found = folders.map((folder) => {
      const pattern = new vscode.RelativePattern(folder, `**/${fileNames}`);
      const search = vscode.workspace.findFiles(pattern, excludedFolders, mostFiles, cancellation.token);
      return withoutFailure(search);
    });
    const files = (await Promise.all(found)).flatMap((files) => files ?? []);
    const depth = ({ path }: vscode.Uri) => path.split('/').length;
    return files.toSorted((one, other) => depth(one) - depth(other) || (one.path < other.path ? -1 : 1));
  } finally {
    signal.removeEventListener('abort', cancel);
    cancellation.dispose();
  }
}

async function domainsOf(file: vscode.Uri, signal: AbortSignal): Promise<readonly string[]> {
  const stat = signal.aborted ? undefined : await withoutFailure(vscode.workspace.fs.stat(file));
  // A link may lead to a device, or to a system file that reports no size. Reading either might never end.
  const isFile = stat !== undefined && (stat.type & vscode.FileType.File) !== 0 && stat.size > 0;
  if (!isFile || stat.size > largestFileBytes || signal.aborted) {
    return [];
  }
  return domainsInFile(file.path, await textOf(file));
}

/** The text of a file, empty if it cannot be read. */
async function textOf(file: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await withoutFailure(vscode.workspace.fs.readFile(file)));
}

/** A missing suggestion is not worth an error message. */
async function withoutFailure<Value>(attempt: Thenable<Value>): Promise<Value | undefined> {
  try {
    return await attempt;
  } catch {
    return undefined;
  }
}

/**
 * The tenants that the Auth0 CLI is logged in to on the machine of the extension host. The list is empty without a CLI
 * or a home folder, as in a browser. Only the CLI's configuration is read: the CLI is never run.
 * @see https://github.com/auth0/auth0-cli/blob/main/internal/config/config.go
 */
export async function cliTenants(): Promise<readonly CliTenant[]> {
  const home = homeFolder();
  return home
    ? readCliConfiguration(await textOf(vscode.Uri.joinPath(vscode.Uri.file(home), '.config', 'auth0', 'config.json')))
    : [];
}

/**
 * The user's home folder. The CLI uses `HOME` on every system. If Windows does not set it, the CLI writes below its working
 * directory, which is usually the user profile.
 */
function homeFolder(): string | undefined {
  return typeof process === 'undefined' ? undefined : (process.env['HOME'] ?? process.env['USERPROFILE']);
}
