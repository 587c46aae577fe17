import * as vscode from 'vscode';
import { readCliConfiguration, type CliTenant } from './auth0Cli.ts';

/**
 * The tenants that the Auth0 CLI is logged in to on the machine where the extension runs, none where there is no CLI or
 * no home folder, as in a browser. Only its configuration is read: the program itself is never run.
 * @param home the person's home folder. The CLI takes `HOME` on every system; where Windows has none, it writes below
 *   the folder that it is run in, which most often is the person's profile.
 * @see https://github.com/auth0/auth0-cli/blob/main/internal/config/config.go
 */
export async function cliTenants(home = homeFolder()): Promise<readonly CliTenant[]> {
  if (!home) {
    return [];
  }
  try {
    const file = vscode.Uri.joinPath(vscode.Uri.file(home), '.config', 'auth0', 'config.json');
    return readCliConfiguration(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
  } catch {
    return [];
  }
}

function homeFolder(): string | undefined {
  return typeof process === 'undefined' ? undefined : (process.env['HOME'] ?? process.env['USERPROFILE']);
}
