import * as vscode from 'vscode';
import type { RequestContext } from '../management/requestContext.ts';
import { withProgress } from '../messages/progress.ts';
import { type DocumentAddress, everything, type OrganizationAddress } from './documentAddress.ts';
import { documentAddress } from './documentUri.ts';
import { type ExpectedDocuments, urisInTabs, urisOfTab } from './expectedDocuments.ts';

/** Reads what a document shows, as the API sent it. @throws ApiError */
export type ReadContent = (address: DocumentAddress, context: RequestContext) => Promise<unknown>;

/** A document as it was read. */
export interface DocumentFile {
  readonly bytes: Uint8Array;
  /** When the content last changed here, in UNIX ms. */
  readonly mtime: number;
}

/** A document that is held, is being read for the first time, or could not be read a moment ago. */
interface HeldFile {
  readonly file: Promise<DocumentFile>;
  /** In UNIX ms. */
  readonly readAtMs: number;
  readonly state: 'reading' | 'read' | 'failed';
}

/**
 * How long an answer serves a document that is not open yet, in ms: VS Code asks several times while it opens one, which
 * takes seconds on a busy machine.
 */
const OPENING_MS = 60_000;
/** The same for a failure, in ms: VS Code for the Web asks a second time, and a person who does is slower. */
const FAILED_MS = 500;

/** What the JSON documents show. The content of an open document is kept until it is refreshed or closed. */
export class OrganizationDocuments implements vscode.Disposable {
  readonly #read: ReadContent;
  readonly #expected: ExpectedDocuments;
  readonly #files = new Map<string, HeldFile>();
  readonly #renewals = new Map<string, Promise<void>>();
  readonly #changes = new vscode.EventEmitter<vscode.Uri>();
  /** A document that was read before has another content now. */
  readonly onDidChange = this.#changes.event;
  readonly #registrations: vscode.Disposable;

  constructor(read: ReadContent, expected: ExpectedDocuments) {
    this.#read = read;
    this.#expected = expected;
    this.#registrations = vscode.Disposable.from(
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
    this.#hold(key, Promise.resolve(isSame ? before : after), 'read');
    if (before && !isSame) {
      this.#changes.fire(uri);
    }
  }

  /** The text of a document, without a request where it is open, as if it had not failed a moment ago. @throws ApiError */
  async text(uri: vscode.Uri): Promise<string> {
    this.#forgetFailure(uri);
    const { bytes } = await this.file(uri);
    return new TextDecoder().decode(bytes);
  }

  /**
   * Reads the documents of a tenant that have a tab anew, one after the other; what cannot be read keeps its content.
   * @throws ApiError the first failure, once the others have been read, or at once when cancelled
   */
  async refresh(domain: string, context: RequestContext): Promise<void> {
    const failures: unknown[] = [];
    for (const uri of urisInTabs()) {
      const address = documentAddress(uri);
      if (address?.domain === domain && address.id !== undefined) {
        await this.renew(uri, context).catch((error: unknown) => failures.push(error));
        if (context.signal.aborted) {
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
      const isError = uri && (this.#files.get(uri.toString())?.state ?? 'failed') === 'failed';
      if (activeTab && isError && documentAddress(uri)?.domain === domain) {
        await this.open(uri, { viewColumn, preserveFocus: true, preview: activeTab.isPreview });
      }
    }
  }

  /** Opens a document as if it had not failed a moment ago. */
  async open(uri: vscode.Uri, options?: vscode.TextDocumentShowOptions): Promise<void> {
    this.#forgetFailure(uri);
    this.#expected.expect(uri);
    await vscode.commands.executeCommand('vscode.open', uri, options);
  }

  /** Reads a document anew if it is open and has been read. @throws ApiError */
  async renew(uri: vscode.Uri, context: RequestContext): Promise<void> {
    const key = uri.toString();
    const address = documentAddress(uri);
    if (address && this.#files.get(key)?.state === 'read' && isOpen(key)) {
      const renewal =
        this.#renewals.get(key) ??
        this.#read(address, context)
          // One that was closed meanwhile is read anew when it is opened again.
          .then((content) => (isOpen(key) ? this.keep(uri, content) : undefined))
          .finally(() => this.#renewals.delete(key));
      this.#renewals.set(key, renewal);
      await renewal;
    }
  }

  /** Reads the open documents anew that show a section or an item of it. What cannot be read keeps its content. */
  async renewSection(section: PlaceInside, context: RequestContext): Promise<void> {
    for (const uri of urisInTabs().filter((open) => isOfSection(open, section))) {
      await this.renew(uri, context).catch(() => undefined);
    }
  }

  /** Whether a tab shows a section, an item of it, or everything that it belongs to. */
  isShown(section: PlaceInside): boolean {
    const inEverything: PlaceInside = { ...section, path: [everything] };
    return urisInTabs().some(
      (uri) => isOfSection(uri, section) || (section.path.length === 1 && isOfSection(uri, inEverything)),
    );
  }

  /** What is held of a document: while it is open, and as long as opening it takes. */
  held(uri: vscode.Uri): Promise<DocumentFile> | undefined {
    const key = uri.toString();
    const known = this.#files.get(key);
    if (!known) {
      return undefined;
    }
    const ageMs = Date.now() - known.readAtMs;
    const isHeld = known.state === 'failed' ? ageMs < FAILED_MS : ageMs < OPENING_MS || isOpen(key);
    return isHeld ? known.file : undefined;
  }

  /** The document, which is read unless it is held. @throws ApiError */
  async file(uri: vscode.Uri): Promise<DocumentFile> {
    const held = this.held(uri);
    if (held) {
      return held;
    }
    const key = uri.toString();
    const address = documentAddress(uri);
    if (!address) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    const title = vscode.l10n.t('Reading {0}', address.id ?? address.domain);
    const file = withProgress(title, (context) => this.#read(address, context)).then(toFile);
    const reading = this.#hold(key, file, 'reading');
    // A document that was closed and opened again meanwhile has an entry of its own.
    const isCurrent = () => this.#files.get(key) === reading;
    file.then(
      () => isCurrent() && this.#files.set(key, { ...reading, state: 'read' }),
      () => isCurrent() && this.#files.set(key, { ...reading, state: 'failed', readAtMs: Date.now() }),
    );
    return file;
  }

  dispose(): void {
    this.#registrations.dispose();
    this.#changes.dispose();
  }

  /** What nobody has opened after a while is read anew when somebody does. */
  #hold(key: string, file: Promise<DocumentFile>, state: HeldFile['state']): HeldFile {
    const held = { file, readAtMs: Date.now(), state };
    this.#files.set(key, held);
    setTimeout(() => {
      this.#forgetUnlessOpen(key);
    }, OPENING_MS);
    return held;
  }

  #forgetFailure(uri: vscode.Uri): void {
    if (this.#files.get(uri.toString())?.state === 'failed') {
      this.#files.delete(uri.toString());
    }
  }

  #forgetUnlessOpen(key: string): void {
    if (!isOpen(key)) {
      this.#files.delete(key);
    }
  }
}

/** Where a section stands in an organization. */
type PlaceInside = Pick<OrganizationAddress, 'domain' | 'id' | 'path'>;

function isOfSection(uri: vscode.Uri, { domain, id, path }: PlaceInside): boolean {
  const address = documentAddress(uri);
  return (
    address?.domain === domain &&
    address.id === id &&
    address.path.length - path.length <= 1 &&
    path.every((part, index) => address.path[index] === part)
  );
}

/** Whether anybody can still ask for the document: VS Code does so for all that it holds, with and without a tab. */
function isOpen(key: string): boolean {
  const held = vscode.workspace.textDocuments.map(({ uri }) => uri);
  return [...urisInTabs(), ...held].some((uri) => uri.toString() === key);
}

function toFile(content: unknown): DocumentFile {
  return { bytes: new TextEncoder().encode(`${JSON.stringify(content, undefined, 2)}\n`), mtime: Date.now() };
}
