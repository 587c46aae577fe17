import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

// A fork of VS Code can lack `l10n`.
l10n.config({ contents: (vscode.l10n as typeof vscode.l10n | undefined)?.bundle ?? {} });
