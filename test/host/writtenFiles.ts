import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** A file system that remembers what is written to it. */
export class WrittenFiles implements vscode.FileSystemProvider {
  readonly written: string[] = [];
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;

  writeFile(_uri: vscode.Uri, content: Uint8Array): void {
    this.written.push(new TextDecoder().decode(content));
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    if (uri.path === '/') {
      return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    }
    throw vscode.FileSystemError.FileNotFound(uri);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.FileNotFound(uri);
  }

  readDirectory(): [] {
    return [];
  }

  createDirectory(): void {
    assert.fail();
  }

  delete(): void {
    assert.fail();
  }

  rename(): void {
    assert.fail();
  }
}
