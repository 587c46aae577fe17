import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { RequestContext } from '../api/requestContext.ts';
import type { SectionAddress } from '../sections/section.ts';
import { jsonText } from '../text/json.ts';
import { withProgress } from '../ui/notifications.ts';
import { addressSubject, type DocumentAddress, everything, isList } from './documentAddress.ts';
import { type DocumentKind, type DocumentKinds, MadeContent } from './documentKinds.ts';
import { isOfSection } from './documentUri.ts';
import { isCompared, isOpen, type RequestedDocuments, urisInTabs, urisOfTab } from './requestedDocuments.ts';

/** A cached document: read, being read for the first time, failed, or to be read again after a failure. */
interface CachedFile {
  readonly file: Promise<FileContent>;
  /** When the read started or failed, by `performance.now()`: the clock of the machine can be set back. */
  readonly readAtMs: number;
  readonly state: 'reading' | 'read' | 'failed' | 'forgiven';
  /** What its tab shows since it failed. */
  readonly explanation?: FileContent;
}

/**
 * How long content is cached for a document that is not open yet, in ms. VS Code reads a document several times while
 * opening it, which takes seconds on a busy machine.
 */
const OPENING_MS = 60_000;
/**
 * How long a failure without a tab of its own is cached, in ms. VS Code for the Web reads twice; a retry by a person comes
 * later.
 */
const FAILED_MS = 500;

/** The contents of the documents. The content of an open document is kept until it is refreshed or closed. */
export class DocumentCache implements vscode.Disposable {
  readonly #kinds: DocumentKinds;
  readonly #expected: RequestedDocuments;
  readonly #files = new Map<string, CachedFile>();
  readonly #failures = new Set<string>();
  readonly #failureChanges = new vscode.EventEmitter<vscode.Uri>();
  /** The URIs of the documents that could not be read, and whose tabs say why. */
  readonly failures: ReadonlySet<string> = this.#failures;
  /** Fires when a document comes to `failures`, or leaves them. */
  readonly onDidChangeFailures = this.#failureChanges.event;
  readonly #refreshes = new Map<string, Promise<void>>();
  readonly #changes = new vscode.EventEmitter<vscode.Uri>();
  /** Fires when the content of a document that was read before has changed. */
  readonly onDidChange = this.#changes.event;
  readonly #disposables: vscode.Disposable;

  constructor(kinds: DocumentKinds, expected: RequestedDocuments) {
    this.#kinds = kinds;
    this.#expected = expected;
    this.#disposables = vscode.Disposable.from(
      this.#changes,
      this.#failureChanges,
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

  /** Opens a document whose content has just been read, without another request. */
  async show(uri: vscode.Uri, content: unknown): Promise<void> {
    await this.keep(uri, content);
    await vscode.commands.executeCommand('vscode.open', uri);
  }

  /** Stores content that has just been read for a document that is open or about to be opened, see `DocumentKind.read`. */
  async keep(uri: vscode.Uri, content: unknown): Promise<void> {
    const key = uri.toString();
    const known = this.#files.get(key);
    const before = await known?.file.catch(() => undefined);
    const after = toFile(content);
    const isSame = before && new TextDecoder().decode(before.bytes) === new TextDecoder().decode(after.bytes);
    this.#cache(key, Promise.resolve(isSame ? { ...after, mtime: before.mtime } : after), 'read');
    if (known && !isSame) {
      this.#changes.fire(uri);
    }
  }

  /** What the content of an open document was made of; `undefined` if that is not known. */
  async sourceOf(uri: vscode.Uri): Promise<object | undefined> {
    return (await this.cached(uri)?.catch(() => undefined))?.source;
  }

  /** The text of a document, without a request if it is open. A recent failure is retried. @throws ApiError */
  async text(uri: vscode.Uri): Promise<string> {
    this.#forgiveFailure(uri);
    const { bytes } = await this.file(uri);
    return new TextDecoder().decode(bytes);
  }

  /**
   * Refreshes a tenant's documents that have a tab, one after the other. The list is left out: it follows the store. So
   * are reports, which stay what they are unless a person asks for them. A document that fails keeps its content.
   * @returns the documents that could not be read, with why; none after the one that is cancelled
   */
  async refresh(domain: string, context: RequestContext): Promise<readonly FailedDocument[]> {
    const failed: FailedDocument[] = [];
    for (const uri of urisInTabs()) {
      const { address, kind } = this.#kinds.find(uri) ?? {};
      const isFailed = this.#files.get(uri.toString())?.state === 'failed';
      if (address?.domain === domain && !isList(address) && kind?.isReport === false && !isFailed) {
        await this.refreshDocument(uri, context).catch((error: unknown) => failed.push({ address, error }));
        if (context.signal.aborted) {
          break;
        }
      }
    }
    return failed;
  }

  /**
   * Reads a tenant's documents again that failed. A document in a background tab that VS Code does not hold is read when
   * its tab becomes active.
   */
  async reopen(domain: string): Promise<void> {
    for (const uri of urisInTabs()) {
      if (this.#kinds.find(uri)?.address.domain === domain && this.#forgiveFailure(uri)) {
        this.#changes.fire(uri);
      }
    }
    for (const { activeTab, viewColumn } of vscode.window.tabGroups.all) {
      const uris = activeTab
        ? urisOfTab(activeTab).filter((uri) => this.#kinds.find(uri)?.address.domain === domain)
        : [];
      if (activeTab && uris.some((uri) => (this.#files.get(uri.toString())?.state ?? 'forgiven') === 'forgiven')) {
        await this.#reopenTab(activeTab, { viewColumn, preserveFocus: true, preview: activeTab.isPreview });
      }
    }
  }

  /** VS Code reads the document of another editor as soon as it has changed. */
  async #reopenTab({ input, label }: vscode.Tab, options: vscode.TextDocumentShowOptions): Promise<void> {
    if (input instanceof vscode.TabInputText) {
      await this.open(input.uri, options);
    } else if (input instanceof vscode.TabInputTextDiff) {
      await vscode.commands.executeCommand('vscode.diff', input.original, input.modified, label, options);
    }
  }

  /** Opens a document. A recent failure is retried. */
  async open(uri: vscode.Uri, options?: vscode.TextDocumentShowOptions): Promise<void> {
    const hasFailed = this.#forgiveFailure(uri);
    this.#expected.expect(uri);
    await vscode.commands.executeCommand('vscode.open', uri, options);
    if (hasFailed) {
      // VS Code does not read again what it shows.
      this.#changes.fire(uri);
    }
  }

  /** The kind of a document, `undefined` for the URI of none. */
  find(uri: vscode.Uri): { readonly address: DocumentAddress; readonly kind: DocumentKind } | undefined {
    return this.#kinds.find(uri);
  }

  /** Refreshes a document if it is open, also if it could not be read before. @throws ApiError */
  async refreshDocument(uri: vscode.Uri, context: RequestContext): Promise<void> {
    const key = uri.toString();
    const { address, kind } = this.#kinds.find(uri) ?? {};
    if (address && kind && ['read', 'failed'].includes(this.#files.get(key)?.state ?? '') && isOpen(key)) {
      // A refresh in the background gives up where a person's makes a request.
      const refresh = `${context.priority} ${key}`;
      const renewal =
        this.#refreshes.get(refresh) ??
        this.sourceOf(uri)
          .then((source) => kind.read(address, context, 'refresh', source))
          // A document that was closed meanwhile is read when it is opened again.
          .then(
            (content) => (isOpen(key) ? this.keep(uri, content) : undefined),
            (error: unknown) => {
              this.#explainAnew(uri, error);
              throw error;
            },
          )
          .finally(() => this.#refreshes.delete(refresh));
      this.#refreshes.set(refresh, renewal);
      await renewal;
    }
  }

  /** Refreshes the open documents of a section and of its items. A document that fails keeps its content. */
  async refreshSection(section: SectionAddress, context: RequestContext): Promise<void> {
    for (const uri of urisInTabs().filter((open) => isOfSection(open, section))) {
      await this.refreshDocument(uri, context).catch(() => undefined);
    }
  }

  /** Whether a tab shows a section, one of its items, or the document with all sections of its organization. */
  isShown(section: SectionAddress): boolean {
    const inEverything: SectionAddress = { ...section, path: [everything] };
    return urisInTabs().some(
      (uri) => isOfSection(uri, section) || (section.path.length === 1 && isOfSection(uri, inEverything)),
    );
  }

  /** The cached file of a document, which is kept while the document is open or being opened. */
  cached(uri: vscode.Uri): Promise<FileContent> | undefined {
    const key = uri.toString();
    const known = this.#files.get(key);
    if (!known) {
      return undefined;
    }
    const ageMs = performance.now() - known.readAtMs;
    const isFailed = known.state === 'failed';
    const isKept = isOpen(key) && !(isFailed && isCompared(uri));
    const longestMs = isFailed ? FAILED_MS : OPENING_MS;
    return known.state !== 'forgiven' && (ageMs < longestMs || isKept) ? known.file : undefined;
  }

  /**
   * The file that the tab of a document shows that could not be read. It stays until the document is read again, which
   * takes a person.
   */
  explanation(uri: vscode.Uri, content: unknown): FileContent {
    const known = this.#files.get(uri.toString());
    const explanation = known?.explanation ?? toFile(content);
    if (known) {
      this.#set(uri.toString(), { ...known, explanation });
    }
    return explanation;
  }

  /** The file of a document, which is read unless it is cached. @throws ApiError */
  async file(uri: vscode.Uri): Promise<FileContent> {
    const held = this.cached(uri);
    if (held) {
      return held;
    }
    const key = uri.toString();
    const found = this.#kinds.find(uri);
    if (!found) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    const { address, kind } = found;
    const title = l10n.t('Reading {0}', addressSubject(address));
    const file = withProgress(title, (context) => kind.read(address, context, 'open')).then(toFile);
    const isRetry = this.#files.has(key);
    const reading = this.#cache(key, file, 'reading');
    // A document that was closed and opened again meanwhile has a new entry.
    const isCurrent = () => this.#files.get(key) === reading;
    file.then(
      () => {
        if (isCurrent()) {
          this.#set(key, { ...reading, state: 'read' });
          if (isRetry) {
            this.#changes.fire(uri);
          }
        }
      },
      () => {
        if (isCurrent()) {
          this.#set(key, { ...reading, state: 'failed', readAtMs: performance.now() });
        }
      },
    );
    return file;
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  /** Caches a file. If the document is not open after `OPENING_MS`, the entry is dropped, but none that has replaced it. */
  #cache(key: string, file: Promise<FileContent>, state: CachedFile['state']): CachedFile {
    const held = { file, readAtMs: performance.now(), state };
    this.#set(key, held);
    setTimeout(() => {
      if (this.#files.get(key)?.file === file) this.#forgetUnlessOpen(key);
    }, OPENING_MS);
    return held;
  }

  /** Has a document read again that failed. @returns whether it failed */
  #forgiveFailure(uri: vscode.Uri): boolean {
    const known = this.#files.get(uri.toString());
    if (known?.state !== 'failed') {
      return false;
    }
    this.#set(uri.toString(), { ...known, state: 'forgiven' });
    return true;
  }

  /** Has the tab of a document that could not be read say why it cannot be read now. */
  #explainAnew(uri: vscode.Uri, error: unknown): void {
    const key = uri.toString();
    if (error instanceof Error && this.#files.get(key)?.state === 'failed') {
      const file = Promise.reject<FileContent>(error);
      file.catch(() => undefined);
      this.#set(key, { file, state: 'failed', readAtMs: performance.now() });
      this.#changes.fire(uri);
    }
  }

  #forgetUnlessOpen(key: string): void {
    if (!isOpen(key)) {
      this.#set(key);
    }
  }

  #set(key: string, file?: CachedFile): void {
    if (file) {
      this.#files.set(key, file);
    } else {
      this.#files.delete(key);
    }
    const isFailed = file?.state === 'failed';
    if (this.#failures.has(key) !== isFailed) {
      this.#failures[isFailed ? 'add' : 'delete'](key);
      this.#failureChanges.fire(vscode.Uri.parse(key));
    }
  }
}

/** A document that keeps its content, since it could not be read again. */
export interface FailedDocument {
  readonly address: DocumentAddress;
  readonly error: unknown;
}

/** The content of a document, as a file. */
export interface FileContent {
  readonly bytes: Uint8Array;
  /** When the extension last received different content, in UNIX ms. */
  readonly mtime: number;
  /** What it was made of, for whoever made it. */
  readonly source?: object;
}

/** @param content see `DocumentKind.read` */
function toFile(content: unknown): FileContent {
  if (content instanceof MadeContent) {
    return { ...toFile(content.content), source: content.source };
  }
  const text = typeof content === 'string' ? content : `${jsonText(content)}\n`;
  return { bytes: new TextEncoder().encode(text), mtime: Date.now() };
}
