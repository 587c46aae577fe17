import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

// Before any other module: some have their texts from the moment when they are loaded. A fork of VS Code can lack `l10n`.
l10n.config({ contents: (vscode.l10n as typeof vscode.l10n | undefined)?.bundle ?? {} });
