import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ApiError } from '../api/apiError.ts';
import { type ErrorNotifier, failureSentences } from '../ui/errorNotifier.ts';
import { documentScheme } from './documentAddress.ts';
import type { DocumentKinds } from './documentKinds.ts';
import type { FileContent, DocumentCache } from './documentCache.ts';
import { isCompared, isOpen, type RequestedDocuments, waitForTab } from './requestedDocuments.ts';

/** The dependencies of `DocumentFileSystem`. */
export interface FileSystemDependencies {
  readonly kinds: DocumentKinds;
  readonly documents: DocumentCache;
  readonly expected: RequestedDocuments;
  readonly notifier: ErrorNotifier;
  readonly log: vscode.LogOutputChannel;
}

/**
 * The read-only documents. As a file system, their tabs survive a reload of the window, and JSON features work. The tab of
 * a document that cannot be read says why: the error page of VS Code says that an unexpected error has occurred.
 *
 * A request is made only for a document that has a tab or that a person is about to open. Other readers get only cached
 * content: a workspace file can refer to documents, as a `$ref` in a JSON schema does, and VS Code reads them without a
 * click.
 */
export class DocumentFileSystem implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #kinds: DocumentKinds;
  readonly #documents: DocumentCache;
  readonly #expected: RequestedDocuments;
  readonly #notifier: ErrorNotifier;
  readonly #log: vscode.LogOutputChannel;
  readonly #changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changes.event;
  readonly createDirectory = refuseChange;
  readonly writeFile = refuseChange;
  readonly delete = refuseChange;
  readonly rename = refuseChange;
  readonly #registrations: vscode.Disposable;

  constructor({ kinds, documents, expected, notifier, log }: FileSystemDependencies) {
    this.#kinds = kinds;
    this.#documents = documents;
    this.#expected = expected;
    this.#notifier = notifier;
    this.#log = log;
    this.#registrations = vscode.Disposable.from(
      this.#changes,
      documents.onDidChange((uri) => {
        this.#changes.fire([{ type: vscode.FileChangeType.Changed, uri }]);
      }),
      vscode.workspace.registerFileSystemProvider(documentScheme, this, {
        isCaseSensitive: true,
        isReadonly: new vscode.MarkdownString(
          l10n.t(
            'This shows what was read, or why it could not be read. Organizations can only be read here, not changed.',
          ),
        ),
      }),
    );
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    if (uri.path === '/') {
      return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    }
    const { bytes, mtime } = await this.#file(uri);
    return { type: vscode.FileType.File, ctime: mtime, mtime, size: bytes.byteLength };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const { bytes } = await this.#file(uri);
    return bytes;
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [] {
    return [];
  }

  dispose(): void {
    this.#registrations.dispose();
  }

  /** The file of a document. A failure shows a notification, and is explained in the tab, or thrown without one. */
  async #file(uri: vscode.Uri): Promise<FileContent> {
    const found = this.#kinds.find(uri);
    if (!found) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    const { address, kind } = found;
    // A report that is not kept is read without a request.
    const isWanted = () => kind.isReport || this.#documents.cached(uri) !== undefined || this.#expected.has(uri);
    if (!isWanted() && !(await waitForTab(uri)) && !isWanted()) {
      this.#log.debug(`${address.domain}: a document without a tab was not read`);
      throw vscode.FileSystemError.Unavailable(
        l10n.t('A document about an organization is read once a person opens it.'),
      );
    }
    try {
      return await this.#documents.file(uri);
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      const task = {
        domain: address.domain,
        ...kind.failureOf(address),
        retry: () => (isCompared(uri) ? this.#documents.reopen(address.domain) : this.#documents.open(uri)),
        isOneOfMany: true,
      };
      this.#notifier.notify(error, task);
      const sentences = await failureSentences(error, task.what);
      const isCancelled = error.reason === 'cancelled';
      const hasTab = isOpen(uri.toString()) || (await waitForTab(uri));
      // A comparison would show the explanation as a difference. An error is shown in place of both sides.
      if (isCancelled || !hasTab || isCompared(uri)) {
        throw fileSystemError(error, sentences.join(' '));
      }
      if (!uri.path.endsWith('.json')) {
        return this.#documents.explanation(uri, await explanationMarkdown(sentences));
      }
      // VS Code marks the spaces of French that do not break as suspicious in code.
      const [message, meaning, next_step] = sentences.map((sentence) => sentence.replaceAll('\u00a0', ' '));
      return this.#documents.explanation(uri, {
        error: { message, meaning, next_step, reason: error.reason, ...error.details },
        ...kind.loaded?.(address),
      });
    }
  }
}

/** Documents are read-only. */
function refuseChange(uri: vscode.Uri): never {
  throw vscode.FileSystemError.NoPermissions(uri);
}

async function explanationMarkdown(sentences: readonly string[]): Promise<string> {
  const { readableParagraphs } = await import('../ui/failureTexts.ts');
  return readableParagraphs(sentences);
}

/** What others get that read a document without a tab. */
function fileSystemError({ reason, details: { status } }: ApiError, message: string): vscode.FileSystemError {
  if (reason === 'notFound') {
    return vscode.FileSystemError.FileNotFound(message);
  }
  return reason === 'noToken' || reason === 'notConnected' || status === 403
    ? vscode.FileSystemError.NoPermissions(message)
    : vscode.FileSystemError.Unavailable(message);
}
