import * as vscode from 'vscode';
import { readCliConfiguration, type CliTenant } from './auth0Cli.ts';

/**
 * The tenants that the Auth0 CLI is logged in to on the machine of the extension host. The list is empty without a CLI
 * or a home folder, as in a browser. Only the CLI's configuration is read: the CLI is never run.
 * @param home the user's home folder. The CLI uses `HOME` on every system. If Windows does not set it, the CLI writes
 *   below its working directory, which is usually the user profile.
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
