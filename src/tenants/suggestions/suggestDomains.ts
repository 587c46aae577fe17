import * as vscode from 'vscode';
import { cliTenants } from './cliTenants.ts';
import { domainsInFile } from './domainsInFile.ts';

/** A domain to offer to a person, who alone may choose it: anyone can have written it. */
export interface DomainSuggestion {
  readonly domain: string;
  /** Where it stands: paths in the workspace, `Auth0 CLI`. */
  readonly sources: readonly string[];
}

const mostFiles = 50;
const largestFileBytes = 256 * 1024;
const fileNames = '{.env,.env.*,*.env,*.tf,*.tfvars,config.json}';
const fileName = /^\.env(?:\..+)?$|\.(?:env|tf|tfvars)$|^config\.json$/;
const otherPeoplesFolders = '**/{node_modules,bower_components,vendor,.git,.hg,.svn,.terraform,.venv,venv}/**';

/**
 * Finds the domains of tenants that the files of the workspace name and the Auth0 CLI is logged in to. Only domains
 * leave here: the same files hold secrets. Nothing of the workspace is run or followed, so it need not be trusted.
 * @returns those of the workspace first, by their place in it; none once aborted
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
 * The files in the workspace folders themselves. A search would not find them where the file system of a virtual
 * workspace cannot search, nor where `files.exclude` hides them, which holds unless a search excludes nothing at all.
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
 * What git ignores is found as well, as `.env` mostly is: a search heeds `.gitignore` by an experimental setting only.
 * Only disks are searched: where nothing can search a file system, VS Code waits for ever for what could.
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
      const search = vscode.workspace.findFiles(pattern, otherPeoplesFolders, mostFiles, cancellation.token);
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
  // A link may lead to a device, or to a file of the system without a size of its own: neither has an end.
  const isFile = stat !== undefined && (stat.type & vscode.FileType.File) !== 0 && stat.size > 0;
  if (!isFile || stat.size > largestFileBytes || signal.aborted) {
    return [];
  }
  const bytes = await withoutFailure(vscode.workspace.fs.readFile(file));
  return bytes ? domainsInFile(file.path, new TextDecoder().decode(bytes)) : [];
}

/** A suggestion less is no failure that a person would have to hear of. */
async function withoutFailure<Value>(attempt: Thenable<Value>): Promise<Value | undefined> {
  try {
    return await attempt;
  } catch {
    return undefined;
  }
}
