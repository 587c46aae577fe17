import * as vscode from 'vscode';
import { documentAddress } from './documentAddress.ts';

const stateKey = 'documentsInTabs';

/** How long VS Code may take to read a document after a person's request, in ms. */
const EXPECTED_MS = 10_000;
/** How long VS Code may take to report the tab of a document that it reads, in ms. */
const TAB_MS = 2000;
/** How long a window may take to restore its tabs, in ms. */
const RESTORED_MS = 60_000;

/**
 * The documents that a person is about to open. VS Code creates the tab of a document before it reads the document.
 * Other hosts, such as Eclipse Theia, create the tab afterwards, and restore the tabs of a window before they report
 * any of them.
 */
export class RequestedDocuments implements vscode.Disposable {
  readonly #state: vscode.Memento;
  readonly #restored: ReadonlySet<string>;
  readonly #restoredUntil = performance.now() + RESTORED_MS;
  /** When each document stops being expected, by `performance.now()`, keyed by URI. */
  readonly #until = new Map<string, number>();
  #selected: string | undefined;
  #stored: string;
  readonly #subscription: vscode.Disposable;

  /** @param state stores which documents the window shows, for its next start */
  constructor(state: vscode.Memento) {
    this.#state = state;
    const restored: unknown = state.get(stateKey);
    this.#stored = JSON.stringify(restored);
    this.#restored = new Set(Array.isArray(restored) ? restored.map(String) : []);
    this.#subscription = vscode.window.tabGroups.onDidChangeTabs(() => void this.#store());
  }

  /** Marks a document as requested by a person. */
  expect(uri: vscode.Uri): void {
    this.#until.set(uri.toString(), performance.now() + EXPECTED_MS);
    void this.#store();
  }

  /** Sets the document of the only selected row: a click on this row can open the document at any time. */
  select(uri: vscode.Uri | undefined): void {
    this.#selected = uri?.toString();
    if (uri) {
      this.expect(uri);
    }
  }

  has(uri: vscode.Uri): boolean {
    const key = uri.toString();
    const now = performance.now();
    return (
      this.#selected === key ||
      now < (this.#until.get(key) ?? 0) ||
      (now < this.#restoredUntil && this.#restored.has(key))
    );
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /**
   * Stores an expected document before it has a tab: a window that reloads as soon as it shows the document does not
   * store the tab any more.
   */
  async #store(): Promise<void> {
    const now = performance.now();
    for (const [key, until] of this.#until) {
      if (until < now) {
        this.#until.delete(key);
      }
    }
    const inTabs = urisInTabs()
      .filter((uri) => documentAddress(uri))
      .map(String);
    const uris = [...new Set([...inTabs, ...this.#until.keys()])];
    const stored = JSON.stringify(uris);
    if (stored !== this.#stored) {
      this.#stored = stored;
      await this.#state.update(stateKey, uris);
    }
  }
}

/** Whether this is Eclipse Theia, which alone has this command. */
export async function isTheia(): Promise<boolean> {
  return (await vscode.commands.getCommands()).includes('core.save');
}

/** The URIs of all documents that have a tab, including both sides of a comparison, without duplicates. */
export function urisInTabs(): readonly vscode.Uri[] {
  const uris = tabs().flatMap(urisOfTab);
  return [...new Map(uris.map((uri) => [uri.toString(), uri])).values()];
}

function tabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs);
}

/** The URIs of the documents in a tab. */
export function urisOfTab({ input }: vscode.Tab): readonly vscode.Uri[] {
  if (input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom) {
    return [input.uri];
  }
  return input instanceof vscode.TabInputTextDiff ? [input.original, input.modified] : [];
}

/** Whether a tab compares a document with another one. */
export function isCompared(uri: vscode.Uri): boolean {
  return tabs().some((tab) => tab.input instanceof vscode.TabInputTextDiff && isAmong(urisOfTab(tab), uri.toString()));
}

/** @param key a URI as text: two objects can be the same one */
function isAmong(uris: readonly vscode.Uri[], key: string): boolean {
  return uris.some((uri) => uri.toString() === key);
}

/**
 * Whether VS Code can still read a document: it reads every document in memory, with or without a tab. A preview of
 * Markdown can show any explanation, since its tab does not tell which one.
 * @param key the URI
 */
export function isOpen(key: string): boolean {
  const held = vscode.workspace.textDocuments.map(({ uri }) => uri);
  return isAmong([...urisInTabs(), ...held], key) || (vscode.Uri.parse(key).path.endsWith('.md') && isPreviewOpen());
}

function isPreviewOpen(): boolean {
  return tabs().some(
    ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.includes('markdown.preview'),
  );
}

/** Whether a document has a tab, or gets a tab in time. */
export async function waitForTab(uri: vscode.Uri): Promise<boolean> {
  const hasTab = () => isAmong(urisInTabs(), uri.toString());
  if (hasTab()) {
    return true;
  }
  return new Promise((resolve) => {
    const end = (found: boolean) => {
      changes.dispose();
      clearTimeout(timer);
      resolve(found);
    };
    const changes = vscode.window.tabGroups.onDidChangeTabs(() => {
      if (hasTab()) {
        end(true);
      }
    });
    const timer = setTimeout(() => {
      end(false);
    }, TAB_MS);
  });
}
