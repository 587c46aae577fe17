import * as vscode from 'vscode';
import type { ApiError } from '../api/apiError.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { typedText } from '../text/plainText.ts';
import { back, backButtons, requestWithProgress, type Step } from './ask.ts';
import { windowCatchesUp } from './notifications.ts';
import { askForAccessToken } from './errorNotifier.ts';
import { canHaveFocus, firstChoice, matches, type RowButton, rowsOfFailure, type SearchRow } from './searchRow.ts';

/** What stands around the rows. */
export interface SearchFrame {
  readonly title: string;
  readonly placeholder: string;
  /** Apart from the one that leads back. */
  readonly buttons?: readonly RowButton[];
}

/** How a quick pick searches. */
export interface SearchOptions {
  readonly step?: Partial<Step> | undefined;
  /**
   * Whether it stays when something else takes the focus, as a preview in front does when the command palette closes. One of
   * several questions does if this is left out.
   */
  readonly ignoresFocusOut?: boolean;
  /** Called with the first text and with each that is typed. Shows rows, at once or later. */
  readonly onText: (text: string) => unknown;
}

/** What stands in the input at first, and then what stood there when the person went back. */
export interface KeptText {
  text: string;
}

/** A quick pick that searches while a person types. The text and the active row survive whatever is shown. */
export class SearchPick<Answer> {
  readonly #pick = vscode.window.createQuickPick<SearchRow>();
  readonly #options: SearchOptions;
  #text = '';
  /** Whether no rows are shown for the text yet. */
  #isNewText = true;
  /** The newest rows, whether they are sent, which VS Code does in a timer, and what follows them once the window has them. */
  #rows: readonly SearchRow[] = [];
  #isSent = false;
  #waiting: { readonly rows: readonly SearchRow[]; readonly active: string | undefined } | undefined;
  /** The rows that the window is known to have, whether for this text, and those with the focus: in these, in the newest. */
  #rowsInWindow: readonly SearchRow[] = [];
  #isOfText = false;
  #focused: readonly (SearchRow | undefined)[] = [];
  /** The places in the rows for the text before that get the focus without a person. */
  #givenPlaces: readonly number[] = [];
  /** The rows that had the focus since rows were set, as far as these are rows from before. */
  #passed: (SearchRow | undefined)[] = [];
  /** The row that has the focus or will have it. */
  #active: SearchRow | undefined;
  /** The row that was given the focus, or was chosen, and whether VS Code has yet to say that it has the focus. */
  #placed: SearchRow | undefined;
  #isAwaited = false;
  /** Whether Enter was pressed before the rows of the text are shown. */
  #acceptsFirst = false;
  /** Whether another question has its place. */
  #isAside = false;
  /** The row whose requests are made, and the keys of the rows that were there before. */
  #chosen: { readonly key: string | undefined; readonly among: ReadonlySet<string | undefined> } | undefined;
  readonly #requests = new AbortController();
  #answer: Answer | typeof back | undefined;

  constructor(frame: SearchFrame, options: SearchOptions) {
    this.#options = options;
    const { step, ignoresFocusOut: ignoreFocusOut = step !== undefined } = options;
    // The rows are in their order already. `sortByLabel` is not public API yet.
    Object.assign(
      this.#pick,
      { sortByLabel: false, keepScrollPosition: true, matchOnDescription: true, ignoreFocusOut },
      step,
    );
    this.setFrame(frame);
    this.#pick.onDidChangeValue((text) => {
      // VS Code also reports the text that the pick began with, late on a busy machine.
      if (text !== this.#text) {
        this.#typed(text);
      }
    });
    this.#pick.onDidChangeActive(([row]) => {
      const before = row && this.#inWindow(row);
      const kept = this.#isOfText ? before : undefined;
      this.#passed.push(kept);
      const isGiven = !row || (!kept && this.#givenPlaces.includes(this.#pick.items.indexOf(row)));
      this.#focused = isGiven ? [] : [before, row];
      if (!this.#isAwaited || row === this.#placed) {
        this.#isAwaited = false;
        this.#active = row;
      }
    });
    this.#pick.onDidAccept(() => {
      const focused = this.#focused;
      const passed = this.#passed;
      const before = passed.length;
      const [isNewText, isOfText] = [this.#isNewText, this.#isOfText];
      this.#acceptsFirst = isNewText && focused.length === 0;
      if (!this.#acceptsFirst) {
        void this.#chooseOnceSent((active) => {
          // Where a row gets the focus after Enter, the window did not have the newest rows yet.
          const isFormer = isNewText || passed.length > before;
          const row = focused.length === 0 ? active : focused.at(isFormer ? 0 : -1);
          // The requests of a row for the text before are not made.
          return focused.length > 0 && isFormer && !isOfText && row?.costs ? undefined : row;
        });
      }
    });
    this.#pick.onDidTriggerButton((button) => {
      if (button === vscode.QuickInputButtons.Back) {
        this.close(back);
      } else {
        (button as RowButton).act();
      }
    });
    this.#pick.onDidTriggerItemButton(({ item, button }) => {
      const row = this.#inWindow(item);
      // Among other buttons, its place is that of another one.
      if (row?.key === item.key && row?.buttons?.length === item.buttons?.length) {
        (button as RowButton).act();
      }
    });
  }

  /** What stands in the input, without what cannot be seen around it. */
  get text(): string {
    return typedText(this.#text);
  }

  get isBusy(): boolean {
    return this.#pick.busy;
  }

  set isBusy(isBusy: boolean) {
    this.#pick.busy = isBusy;
  }

  /**
   * Shows the quick pick. Can only be called once.
   * @param kept replaces the first text, unless it is empty
   * @returns the answer, `back`, or `undefined` when the person cancels
   */
  ask(text = '', kept: KeptText = { text }): Promise<Answer | typeof back | undefined> {
    return new Promise((resolve) => {
      this.#pick.onDidHide(() => {
        if (this.#isAside) {
          return;
        }
        this.#requests.abort();
        this.#pick.dispose();
        kept.text = this.#answer === back ? this.#text : '';
        resolve(this.#answer);
      });
      this.setText(kept.text || text);
      this.#pick.show();
    });
  }

  close(answer?: Answer | typeof back): void {
    this.#answer = answer;
    // A second Enter can come before VS Code has hidden it.
    this.#requests.abort();
    this.#pick.hide();
  }

  setFrame({ title, placeholder, buttons = [] }: SearchFrame): void {
    Object.assign(this.#pick, { title, placeholder, buttons: [...backButtons(this.#options.step ?? {}), ...buttons] });
  }

  /** Puts a text into the input, as if it was typed. */
  setText(text: string): void {
    this.#pick.value = text;
    this.#typed(text);
  }

  /** Begins anew with the text that stands there. */
  refresh(): void {
    this.#typed(this.#pick.value);
  }

  #choose(row: SearchRow | undefined): void {
    [this.#isAwaited, this.#placed, this.#active] = [false, row, row];
    this.#chosen = row?.costs ? { key: row.key, among: new Set(this.#pick.items.map(({ key }) => key)) } : undefined;
    row?.choose?.();
  }

  /**
   * Shows rows. The active row stays active. In place of one whose requests were chosen, it is that row when it comes back,
   * or the first one that its requests have led to; otherwise, and with a new text, the first one that can be chosen.
   * @param active the key of the row that becomes active in its place, unless a person has moved the focus
   */
  show(rows: readonly SearchRow[], active?: string): void {
    // One after the other: of rows that are on their way together, nobody could tell in which the focus was moved.
    if (!this.#isNewText && this.#isSent && this.#rowsInWindow !== this.#rows) {
      this.#waiting = { rows, active: active ?? this.#waiting?.active };
      return;
    }
    const before = this.#isNewText ? undefined : this.#active;
    // What was not moved to is kept if it can be chosen, but for a row with requests that was the first choice.
    const isFirstCost = before?.costs && before.key === firstChoice(this.#pick.items)?.key;
    const isChoice = before?.choose && !isFirstCost;
    const key = before && (before !== this.#placed || (!active && isChoice)) ? before.key : active;
    this.#isNewText = false;
    this.#focused = this.#focused.slice(0, 1);
    // Before `activeItems`: new items make the first one active, and VS Code finds active items by their index.
    this.#pick.items = rows;
    this.#rows = rows;
    this.#isSent = false;
    setTimeout(() => {
      this.#isSent = true;
    });
    // VS Code hides the others.
    const text = this.#text;
    const shown = rows.filter((row) => matches(row, text) || (row.choose && row.key === before?.key));
    const next =
      shown.find((row) => key !== undefined && row.key === key) ?? this.#resultIn(shown) ?? firstChoice(shown);
    if (!this.isBusy && !this.#isAside) {
      this.#chosen = undefined;
    }
    // Each time: VS Code keeps the place of an active row that was set right before, which another row has by now.
    if (next || rows.length === 0) {
      this.#pick.activeItems = next ? [next] : [];
      [this.#isAwaited, this.#placed, this.#active] = [true, next, next];
    }
    this.#passed = [];
    void windowCatchesUp().then(() => {
      if (this.#rows !== rows || this.#text !== text || this.#requests.signal.aborted) {
        return;
      }
      this.#rowsInWindow = rows;
      this.#isOfText = true;
      this.#focused = this.#pick.activeItems;
      // VS Code makes the first row active, and then the one that is set. What came before was a person's doing.
      const moved = this.#passed.at(next === shown.find(canHaveFocus) ? -2 : -3);
      const row = moved && rows.find(({ key: each }) => each === moved.key);
      const isMoved = row && !active && this.#active === next;
      const waiting = this.#waiting;
      this.#waiting = undefined;
      this.#active = isMoved ? row : this.#active;
      if (isMoved || waiting) {
        this.show(waiting?.rows ?? rows, waiting?.active);
      }
    });
    if (this.#acceptsFirst) {
      this.#acceptsFirst = false;
      void this.#chooseOnceSent((active) => (this.#text === text && !active?.costs ? active : undefined));
    }
  }

  /** Chooses the row that Enter has meant, once the window has what was set. @param meant gets the row with the focus */
  async #chooseOnceSent(meant: (active: SearchRow | undefined) => SearchRow | undefined): Promise<void> {
    const { signal } = this.#requests;
    await windowCatchesUp();
    const [active] = this.#pick.activeItems;
    const key = meant(active)?.key;
    // What was shown meanwhile can have given the focus to another row.
    const row = active === this.#placed ? this.#pick.items.find((each) => each.choose && each.key === key) : active;
    if (row?.key === key && !signal.aborted && !this.#isAside) {
      this.#choose(row);
    }
  }

  /**
   * The row that an event names. VS Code sends the index of a row, and takes it in the rows that were set last: until the
   * window is known to have these, it is an index of those before.
   */
  #inWindow(named: SearchRow): SearchRow | undefined {
    return this.#rowsInWindow[this.#pick.items.indexOf(named)];
  }

  /** The row that was chosen last, or else what its requests have led to, which further requests are not. */
  #resultIn(rows: readonly SearchRow[]): SearchRow | undefined {
    const chosen = this.#chosen;
    const added = firstChoice(rows.filter(({ key }) => !chosen?.among.has(key)));
    const isResult = !added?.costs || (added.isFailure ?? added.isRemedy);
    return chosen && (rows.find(({ key }) => key === chosen.key) ?? (isResult ? added : undefined));
  }

  /**
   * Makes a request, one at a time. Closing cancels it.
   * @returns the result or the failure; `undefined` if the request was cancelled or another one runs
   * @throws any error but ApiError
   */
  async request<T>(title: string, make: (context: RequestContext) => Promise<T>): Promise<T | ApiError | undefined> {
    if (this.isBusy) {
      return undefined;
    }
    const { signal } = this.#requests;
    this.isBusy = true;
    try {
      return await requestWithProgress(title, signal, make);
    } finally {
      this.isBusy = false;
    }
  }

  /** See `rowsOfFailure`. */
  failureRows(
    error: ApiError,
    domain: string,
    retry: () => unknown,
    about: readonly string[] = [],
  ): Promise<readonly SearchRow[]> {
    return rowsOfFailure(error, about, retry, async () => {
      // Otherwise the same token would be refused again.
      if (await this.#updateToken(domain, error)) {
        retry();
      }
    });
  }

  /** Leaves the place to the question for a token, and comes back with the same text and rows. */
  async #updateToken(domain: string, error: ApiError): Promise<boolean> {
    this.#isAside = true;
    try {
      return await askForAccessToken(domain, error);
    } finally {
      // VS Code has emptied the list.
      this.show(this.#rows);
      this.#isAside = false;
      this.#pick.show();
    }
  }

  #typed(text: string): void {
    const first = this.#rows.find((row) => canHaveFocus(row) && matches(row, text));
    this.#givenPlaces = [first, this.#placed].map((given) => this.#rows.findIndex((row) => row === given));
    this.#text = text;
    this.#isNewText = true;
    this.#acceptsFirst = false;
    this.#isOfText = false;
    if (this.#rowsInWindow !== this.#rows) {
      this.#rowsInWindow = [];
    }
    this.#focused = [];
    this.#waiting = undefined;
    this.#isAwaited = false;
    this.#chosen = undefined;
    this.#options.onText(text);
  }
}
