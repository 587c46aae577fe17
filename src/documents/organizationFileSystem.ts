import * as vscode from 'vscode';
import { type ApiError, isApiError } from '../api/apiError.ts';
import { documentationOf } from '../api/organizationsClient.ts';
import { describeFailure, type ErrorNotifier, type FailedTask } from '../ui/errorNotifier.ts';
import { type DocumentAddress, documentScheme, isComparison, isExplanation } from './documentAddress.ts';
import { documentAddress } from './documentUri.ts';
import type { DocumentFile, OrganizationDocuments } from './organizationDocuments.ts';
import { type ExpectedDocuments, waitForTab } from './requestedDocuments.ts';

/** How long VS Code may take to report the tab of a document that it reads, in ms. */
const TAB_MS = 2000;

/** The dependencies of `OrganizationFileSystem`. */
export interface FileSystemParts {
  readonly documents: OrganizationDocuments;
  readonly expected: ExpectedDocuments;
  readonly notifier: ErrorNotifier;
  readonly log: vscode.LogOutputChannel;
}

/**
 * The read-only JSON documents. As a file system, their tabs survive a reload of the window, JSON features work, and a
 * failed read is an error page.
 *
 * A request is made only for a document that has a tab or that a person is about to open. Other readers get only cached
 * content: a workspace file can refer to documents, as a `$ref` in a JSON schema does, and VS Code reads them without a
 * click.
 */
export class OrganizationFileSystem implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #documents: OrganizationDocuments;
  readonly #expected: ExpectedDocuments;
  readonly #notifier: ErrorNotifier;
  readonly #log: vscode.LogOutputChannel;
  readonly #changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changes.event;
  readonly #registrations: vscode.Disposable;

  constructor({ documents, expected, notifier, log }: FileSystemParts) {
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
          vscode.l10n.t('This is what the Management API sent. Organizations can only be read here, not changed.'),
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
  }

  /** The file of a document. A failure shows a notification, and is thrown for the error page that VS Code shows. */
  async #file(uri: vscode.Uri): Promise<DocumentFile> {
    const address = documentAddress(uri);
    if (!address) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    // An explanation or a comparison that is not kept is read without a request.
    const isWanted = () =>
      isExplanation(address) ||
      isComparison(address) ||
      this.#documents.cached(uri) !== undefined ||
      this.#expected.has(uri);
    if (!isWanted() && !(await waitForTab(uri, TAB_MS)) && !isWanted()) {
      this.#log.debug(`${address.domain}: a document without a tab was not read`);
      throw vscode.FileSystemError.Unavailable(
        vscode.l10n.t('A document about an organization is read once a person opens it.'),
      );
    }
    try {
      return await this.#documents.file(uri);
    } catch (error) {
      if (!isApiError(error)) {
        throw error;
      }
      const task = readTask(address, () => this.#documents.open(uri));
      this.#notifier.notify(error, task);
      throw fileSystemError(error, await describeFailure(error, task));
    }
  }
}

/** The error code decides which error page VS Code shows. */
function fileSystemError({ reason, details: { status } }: ApiError, message: string): vscode.FileSystemError {
  if (reason === 'notFound') {
    return vscode.FileSystemError.FileNotFound(message);
  }
  return reason === 'noToken' || reason === 'notConnected' || status === 403
    ? vscode.FileSystemError.NoPermissions(message)
    : vscode.FileSystemError.Unavailable(message);
}

function readTask(address: DocumentAddress, retry: () => unknown): FailedTask {
  return { domain: address.domain, ...subjectOf(address), retry, isOneOfMany: true };
}

function subjectOf({ domain, id, userId, clientId }: DocumentAddress): Pick<FailedTask, 'what' | 'documentation'> {
  if (userId !== undefined) {
    return {
      what: vscode.l10n.t('User {0} could not be read', userId),
      documentation: 'https://auth0.com/docs/api/management/v2/users/get-users-by-id',
    };
  }
  if (clientId !== undefined) {
    return {
      what: vscode.l10n.t('Application {0} could not be read', clientId),
      documentation: 'https://auth0.com/docs/api/management/v2/clients/get-clients-by-id',
    };
  }
  return id === undefined
    ? {
        what: vscode.l10n.t('The organizations of {0} could not be loaded', domain),
        documentation: documentationOf.list,
      }
    : { what: vscode.l10n.t('Organization {0} could not be read', id), documentation: documentationOf.get };
}
