import * as vscode from 'vscode';

/** A file system in memory, as virtual workspaces and browsers have it. */
export class MemoryFiles implements vscode.FileSystemProvider {
  readonly #files = new Map<string, Uint8Array>();
  readonly #scheme: string;
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;
  /** The texts that were written, in order, also those that later ones have replaced. */
  readonly written: string[] = [];
  /** The error that writing ends in. */
  refusal: vscode.FileSystemError | undefined;
  /** The size that files are said to have. */
  size: number | undefined;

  constructor(scheme: string) {
    this.#scheme = scheme;
  }

  uri(name: string): vscode.Uri {
    return vscode.Uri.from({ scheme: this.#scheme, path: `/${name}` });
  }

  get names(): readonly string[] {
    return [...this.#files.keys()];
  }

  text(name: string): string {
    return new TextDecoder().decode(this.readFile(this.uri(name)));
  }

  put(name: string, content: string | Uint8Array): vscode.Uri {
    this.#files.set(name, typeof content === 'string' ? new TextEncoder().encode(content) : content);
    return this.uri(name);
  }

  clear(): void {
    this.#files.clear();
    this.written.length = 0;
    this.refusal = undefined;
    this.size = undefined;
  }

  /** VS Code makes all later writes wait if this throws at once. */
  writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    if (this.refusal) {
      return Promise.reject(this.refusal);
    }
    this.#files.set(uri.path.slice(1), content);
    this.written.push(new TextDecoder().decode(content));
    return Promise.resolve();
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const content = this.#files.get(uri.path.slice(1));
    if (!content) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    return content;
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    if (uri.path === '/') {
      return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    }
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: this.size ?? this.readFile(uri).length };
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
}
