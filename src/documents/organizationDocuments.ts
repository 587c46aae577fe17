import * as vscode from 'vscode';
import { isApiError, type ApiError } from '../management/apiError.ts';
import type { Caller } from '../management/caller.ts';
import { documentationOf } from '../management/organizationsClient.ts';
import { describeFailure, type FailedTask, type FailureNotifier } from '../notifications/failureNotifier.ts';
import { withCancel } from '../notifications/progress.ts';
import { documentScheme, type DocumentAddress, type OrganizationAddress } from './documentAddress.ts';
import { documentAddress } from './documentUri.ts';
import { urisInTabs, urisOfTab } from './tabs.ts';

/** Reads what a document shows, as the API sent it. @throws ApiError */
export type ReadContent = (address: DocumentAddress, caller: Caller) => Promise<unknown>;

interface File {
  readonly bytes: Uint8Array;
  /** When the content last changed here, in UNIX ms. */
  readonly mtime: number;
}

/**
 * How long an answer serves a document that is not open yet, in ms: VS Code asks several times while it opens one.
 */
const OPENING_MS = 5000;

/**
 * The read-only JSON documents, as a file system, so that tabs survive a reload of the window, JSON features work and a
 * failed read is an error page. The content of an open document is kept until it is refreshed or closed.
 */
export class OrganizationDocuments implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #read: ReadContent;
  readonly #notifier: FailureNotifier;
  readonly #files = new Map<string, { readonly file: Promise<File>; readonly readAtMs: number }>();
  /** What is being read for the first time. */
  readonly #reading = new Set<string>();
  readonly #renewals = new Map<string, Promise<void>>();
  readonly #changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changes.event;
  readonly #registrations: vscode.Disposable;

  constructor(read: ReadContent, notifier: FailureNotifier) {
    this.#read = read;
    this.#notifier = notifier;
    this.#registrations = vscode.Disposable.from(
      vscode.workspace.registerFileSystemProvider(documentScheme, this, {
        isCaseSensitive: true,
        isReadonly: new vscode.MarkdownString(
          vscode.l10n.t('This is what the Management API sent. Organizations can only be read here, not changed.'),
        ),
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#forgetUnlessOpen(uri.toString());
      }),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        for (const uri of closed.flatMap(urisOfTab)) {
          this.#forgetUnlessOpen(uri.toString());
        }
      }),
    );
  }

  /** Opens a document whose content has just been read, without a request of its own. */
  async show(uri: vscode.Uri, content: unknown): Promise<void> {
    await this.keep(uri, content);
    await vscode.commands.executeCommand('vscode.open', uri);
  }

  /** Takes content that has just been read for a document, which may be open or about to be. */
  async keep(uri: vscode.Uri, content: unknown): Promise<void> {
    const key = uri.toString();
    const before = await this.#files.get(key)?.file.catch(() => undefined);
    const after = toFile(content);
    const isSame = before && new TextDecoder().decode(before.bytes) === new TextDecoder().decode(after.bytes);
    this.#files.set(key, { file: Promise.resolve(isSame ? before : after), readAtMs: Date.now() });
    if (before && !isSame) {
      this.#changes.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    }
  }

  /** The text of a document, without a request where it is open. @throws ApiError */
  async text(uri: vscode.Uri): Promise<string> {
    const { bytes } = await this.#file(uri);
    return new TextDecoder().decode(bytes);
  }

  /**
   * Reads the documents of a tenant that have a tab anew, one after the other; what cannot be read keeps its content.
   * @throws ApiError the first failure, once the others have been read, or at once when cancelled
   */
  async refresh(domain: string, caller: Caller): Promise<void> {
    const failures: unknown[] = [];
    for (const uri of urisInTabs()) {
      const address = documentAddress(uri);
      if (address?.domain === domain && address.id !== undefined) {
        await this.renew(uri, caller).catch((error: unknown) => failures.push(error));
        if (caller.signal.aborted) {
          break;
        }
      }
    }
    if (failures.length > 0) {
      throw failures[0];
    }
    await this.reopen(domain);
  }

  /**
   * Opens the documents of a tenant again in whose place a group of editors shows an error page. Those behind them are
   * read anew when somebody turns to them.
   */
  async reopen(domain: string): Promise<void> {
    for (const { activeTab, viewColumn } of vscode.window.tabGroups.all) {
      const uri = activeTab?.input instanceof vscode.TabInputText ? activeTab.input.uri : undefined;
      if (activeTab && uri && documentAddress(uri)?.domain === domain && !this.#files.has(uri.toString())) {
        const options = { viewColumn, preserveFocus: true, preview: activeTab.isPreview };
        await vscode.commands.executeCommand('vscode.open', uri, options);
      }
    }
  }

  /** Reads a document anew if it is open and has been read. @throws ApiError */
  async renew(uri: vscode.Uri, caller: Caller): Promise<void> {
    const key = uri.toString();
    const address = documentAddress(uri);
    if (address && this.#files.has(key) && !this.#reading.has(key) && isOpen(key)) {
      const renewal =
        this.#renewals.get(key) ??
        this.#read(address, caller)
          .then((content) => this.keep(uri, content))
          .finally(() => this.#renewals.delete(key));
      this.#renewals.set(key, renewal);
      await renewal;
    }
  }

  /** Reads the open documents anew that show a section or an item of it. @throws ApiError */
  async renewBelow(
    { domain, id, path }: Pick<OrganizationAddress, 'domain' | 'id' | 'path'>,
    caller: Caller,
  ): Promise<void> {
    for (const uri of urisInTabs()) {
      const address = documentAddress(uri);
      const isBelow = address?.id === id && path.every((part, index) => address.path[index] === part);
      if (address?.domain === domain && isBelow) {
        await this.renew(uri, caller);
      }
    }
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    if (uri.path === '/') {
      return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    }
    const { bytes, mtime } = await this.#fileOrPage(uri);
    return { type: vscode.FileType.File, ctime: mtime, mtime, size: bytes.byteLength };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const { bytes } = await this.#fileOrPage(uri);
    return bytes;
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

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.#registrations.dispose();
    this.#changes.dispose();
  }

  /** The file, or the error that VS Code shows as a page in the editor; the person who opened it is told the same. */
  async #fileOrPage(uri: vscode.Uri): Promise<File> {
    try {
      return await this.#file(uri);
    } catch (error) {
      const address = documentAddress(uri);
      if (!isApiError(error) || !address) {
        throw error;
      }
      const task = readTask(uri, address);
      this.#notifier.notify(error, task);
      throw fileSystemError(error, await describeFailure(error, task));
    }
  }

  async #file(uri: vscode.Uri): Promise<File> {
    const key = uri.toString();
    const known = this.#files.get(key);
    if (known && (Date.now() - known.readAtMs < OPENING_MS || isOpen(key))) {
      return known.file;
    }
    const address = documentAddress(uri);
    if (!address) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    const title = vscode.l10n.t('Reading {0}', address.id ?? address.domain);
    const file = withCancel(title, (caller) => this.#read(address, caller)).then(toFile);
    this.#files.set(key, { file, readAtMs: Date.now() });
    this.#reading.add(key);
    file
      .catch(() => this.#files.delete(key))
      .finally(() => {
        this.#reading.delete(key);
        // What nobody has opened by then is read anew when somebody does.
        setTimeout(() => {
          this.#forgetUnlessOpen(key);
        }, OPENING_MS);
      });
    return file;
  }

  #forgetUnlessOpen(key: string): void {
    if (!isOpen(key)) {
      this.#files.delete(key);
    }
  }
}

/** Decides which error page VS Code shows. */
function fileSystemError({ reason, details: { status } }: ApiError, message: string): vscode.FileSystemError {
  if (reason === 'notFound') {
    return vscode.FileSystemError.FileNotFound(message);
  }
  return reason === 'noToken' || reason === 'notConnected' || status === 403
    ? vscode.FileSystemError.NoPermissions(message)
    : vscode.FileSystemError.Unavailable(message);
}

function readTask(uri: vscode.Uri, address: DocumentAddress): FailedTask {
  const isOne = address.id !== undefined;
  return {
    domain: address.domain,
    what: isOne
      ? vscode.l10n.t('Organization {0} could not be read', address.id)
      : vscode.l10n.t('The organizations of {0} could not be loaded', address.domain),
    documentation: isOne ? documentationOf.get : documentationOf.list,
    retry: () => vscode.commands.executeCommand('vscode.open', uri),
  };
}

/** Whether anybody can still ask for the document: VS Code does so for all that it holds, with and without a tab. */
function isOpen(key: string): boolean {
  const held = vscode.workspace.textDocuments.map(({ uri }) => uri);
  return [...urisInTabs(), ...held].some((uri) => uri.toString() === key);
}

function toFile(content: unknown): File {
  return { bytes: new TextEncoder().encode(`${JSON.stringify(content, undefined, 2)}\n`), mtime: Date.now() };
}
