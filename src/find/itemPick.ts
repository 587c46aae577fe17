import { type ApiError, isDenied, isFailure, recover } from '../api/apiError.ts';
import type { ItemReference } from '../commands/commandTarget.ts';
import type { PagedList } from '../organizations/pagedList.ts';
import type { Item } from '../sections/section.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { dotted, withoutIcons } from '../text/plainText.ts';
import type { back, Step } from '../ui/ask.ts';
import { describeCutOff, formatNumber } from '../ui/format.ts';
import { type KeptText, SearchPick } from '../ui/searchPick.ts';
import { matches, noteRow, requestRow, rowText, type SearchRow, separatorRow } from '../ui/searchRow.ts';
import { usedIn } from './identifiers.ts';
import { askingRow, describeRequests, describeTenants } from './organizationRows.ts';

/** The items of a tenant that a quick pick offers. */
interface ItemPlace {
  readonly domain: string;
  /** Those that need no request. One can be there several times. */
  readonly loaded: readonly Item[];
  /** All of them. */
  readonly list: PagedList<Item>;
}

/** What a quick pick says of lists. */
interface ListTexts {
  /** @param tenants what people call the tenants */
  readonly load: (tenants: string) => string;
  readonly reading: (tenants: string) => string;
  readonly loadMore: string;
  readonly allLoaded: (count: string) => string;
  readonly noMatch: (text: string) => string;
}

/** The options of the quick pick. */
export interface ItemPickOptions {
  readonly title: string;
  readonly placeholder: string;
  readonly tenants: Pick<Tenants, 'titleOf'>;
  readonly places: readonly ItemPlace[];
  readonly idOf: (item: Item) => string;
  readonly nameOf: (item: Item) => string;
  /** Whether a typed text is an ID, and the row for one that is not listed. */
  readonly isId: (text: string) => boolean;
  readonly ofId: (id: string) => string;
  /** What rows say of an item besides its name and ID. */
  readonly kindOf?: ((item: Item) => string) | undefined;
  readonly listTexts: ListTexts;
  /** Where the person can answer without an item. The first page of the list is read at once. */
  readonly optional?: OptionalAnswer;
}

interface OptionalAnswer {
  readonly step: Step;
  /** The row for an answer without an item. */
  readonly without: string;
  /** Called when that row is chosen, with the ID or the address that was typed, or else what was typed. */
  readonly onWithout: (typed: string) => void;
  /** Whether a text means that row, and no item that is not listed. */
  readonly isWithout: (typed: string) => boolean;
  /** The titles above the loaded items, and above those of the list. */
  readonly loadedTitle: string;
  readonly listTitle: string;
  /** The row of a list that the token does not allow, and whether that is known before a request. */
  readonly denied: SearchRow;
  readonly isDenied: boolean;
  /** The ID of the answer before, which is active again. */
  readonly before: string | undefined;
  readonly kept: KeptText;
}

/**
 * A quick pick over items of tenants, such as applications. What needs requests is a row that says how many. It also takes
 * an ID that is not listed.
 */
export class ItemPick {
  readonly #options: ItemPickOptions;
  readonly #search: SearchPick<ItemReference | null>;
  /** The tenants that are asked now. */
  #asked: readonly string[] = [];
  readonly #failures = new Map<string, readonly SearchRow[]>();
  /** The key of the row that is active at first. */
  #active: string | undefined;

  constructor(options: ItemPickOptions) {
    this.#options = options;
    this.#search = new SearchPick(options, {
      step: options.optional?.step,
      onText: () => {
        this.#show();
      },
    });
  }

  /** Shows the quick pick. Can only be called once. @returns `null` without an item, `undefined` when the person cancels */
  ask(): Promise<ItemReference | typeof back | null | undefined> {
    const { places, optional } = this.#options;
    const [first] = places;
    const domain = first?.domain ?? '';
    if (optional?.isDenied) {
      this.#failures.set(domain, [optional.denied]);
    }
    const before = optional?.before ?? '';
    this.#active = `${domain} ${before}`;
    const chosen = this.#search.ask(this.#rows().has(this.#active) ? '' : before, optional?.kept);
    if (optional && !optional.isDenied && first?.list.isLoaded === false) {
      void this.#read([domain], false);
    }
    return chosen;
  }

  /**
   * Reads one more page of the lists of tenants. A failure is a row, since the person can go on without the list.
   * @param isWanted whether a person has asked for it
   */
  async #read(asked: readonly string[], isWanted = true): Promise<void> {
    const { tenants, places, listTexts } = this.#options;
    if (this.#search.isBusy) {
      return;
    }
    const before = this.#rows();
    const title = listTexts.reading(describeTenants(tenants, asked));
    const reading = this.#search.request(title, (context) =>
      Promise.all(
        places.map(async ({ domain, list }) => {
          if (asked.includes(domain)) {
            this.#failures.delete(domain);
            const loading = list.loadMore(context, false);
            await recover(loading, isFailure, (error) => this.#keepFailure(domain, error));
            this.#asked = this.#asked.filter((one) => one !== domain);
            // The others can take long.
            if (this.#asked.length > 0) this.#show();
          }
        }),
      ),
    );
    this.#asked = asked;
    this.#show();
    await reading;
    this.#asked = [];
    // What a person has asked for becomes active.
    const added = [...this.#rows()].find(([key, { choose }]) => choose && !before.has(key));
    this.#active = isWanted ? added?.[0] : undefined;
    this.#show();
  }

  async #keepFailure(domain: string, error: ApiError): Promise<void> {
    const denied = isDenied(error) ? this.#options.optional?.denied : undefined;
    const retry = () => void this.#read([domain]);
    const rows = denied ? [denied] : await this.#search.failureRows(error, domain, retry, this.#namesOf(domain));
    this.#failures.set(domain, rows);
  }

  #show(): void {
    const { places, isId, ofId, optional } = this.#options;
    const rows = this.#rows();
    const text = this.#search.text;
    const typed = usedIn(text);
    const isTyped = (key: string) => key.endsWith(` ${typed}`);
    const isListed = [...rows].some(([key, { choose }]) => choose && isTyped(key));
    const unlisted = isId(typed) && !isListed ? places.map(({ domain }) => this.#rowOf(domain, typed)) : [];
    const isWithout = optional?.isWithout(typed) === true;
    const isFound =
      text === '' ||
      isWithout ||
      isListed ||
      isId(typed) ||
      [...rows.values()].some((row) => row.choose && matches(row, text));
    const leaveOut = () => {
      optional?.onWithout(typed);
      this.#answer(null)();
    };
    const none = { key: 'none', label: optional?.without ?? '', choose: leaveOut };
    const shown = [
      ...(optional && typed === '' ? [none] : []),
      // VS Code searches the rows for the whole text.
      ...[...rows].map(([key, row]) => (isTyped(key) ? { ...row, alwaysShow: true } : row)),
      // Behind what matches the text: a name can look like an ID.
      ...unlisted.map((row) => ({ ...row, label: ofId(typed), alwaysShow: true })),
      ...(isWithout ? [{ ...none, alwaysShow: true }] : []),
      ...[...this.#failures.values()].flat(),
      ...this.#restRows(rows, isFound),
      ...(optional && typed !== '' && !isWithout ? [{ ...none, alwaysShow: true, isFallback: true }] : []),
    ];
    const isExact = ({ label, choose }: SearchRow) => choose && label.toLowerCase() === text.toLowerCase();
    const exact = [...rows.values()].find(isExact)?.key;
    this.#search.show(shown, this.#active ?? exact);
    this.#active = undefined;
  }

  /** The rows of the items by their keys, with separators where the person can answer without one. */
  #rows(): ReadonlyMap<string, SearchRow> {
    const { places, optional, idOf } = this.#options;
    const rows = new Map<string, SearchRow>();
    const add = (domain: string, items: readonly Item[], title = '') => {
      const others = items.filter((item) => idOf(item) !== '' && !rows.has(`${domain} ${idOf(item)}`));
      if (optional && others.length > 0) {
        rows.set(title, separatorRow(title));
      }
      for (const item of others) {
        rows.set(`${domain} ${idOf(item)}`, this.#rowOf(domain, idOf(item), item));
      }
    };
    for (const { domain, loaded, list } of places) {
      add(domain, loaded, optional?.loadedTitle);
      add(domain, list.items, optional?.listTitle);
    }
    return rows;
  }

  #rowOf(domain: string, id: string, item: Item = {}): SearchRow {
    const { nameOf, kindOf } = this.#options;
    const name = nameOf(item);
    const text = this.#search.text.toLowerCase();
    return {
      key: `${domain} ${id}`,
      label: rowText(name || id),
      // A row can show a name otherwise than it was typed, and cut off.
      alwaysShow: text !== '' && name.toLowerCase().includes(text),
      description: rowText(dotted(...this.#namesOf(domain), name && id, kindOf?.(item))),
      choose: this.#answer({ domain, id, item }),
    };
  }

  #answer(answer: ItemReference | null): () => void {
    return () => {
      this.#search.close(answer);
    };
  }

  /** What rows call a tenant, if there are several. */
  #namesOf(domain: string): readonly string[] {
    const { tenants, places } = this.#options;
    return places.length > 1 ? [tenants.titleOf(domain)] : [];
  }

  /** What leads to the items that are not loaded, or a sentence on them. @param isFound whether a row has what was typed */
  #restRows(rows: ReadonlyMap<string, SearchRow>, isFound: boolean): readonly SearchRow[] {
    const { tenants, places, listTexts, optional } = this.#options;
    const text = this.#search.text;
    const open = places.filter(({ domain, list }) => !list.hasEnded && !this.#failures.has(domain));
    if (this.#asked.length > 0) {
      // Where the person can do without an item, nobody has asked for the first page.
      return places.length > 1 || !optional || text !== '' ? [askingRow(tenants, this.#asked)] : [];
    }
    if (open.length > 0) {
      // A list that nobody has seen comes before the rest of the others.
      const unread = open.filter(({ list }) => !list.isLoaded);
      const domains = (unread.length > 0 ? unread : open).map(({ domain }) => domain);
      const label =
        unread.length > 0 ? withoutIcons(listTexts.load(describeTenants(tenants, domains))) : listTexts.loadMore;
      return [{ ...requestRow(label, () => this.#read(domains)), description: describeRequests(domains.length) }];
    }
    const isWhole = this.#failures.size === 0 && places.every(({ list }) => !list.isCutOff);
    const all = listTexts.allLoaded(formatNumber([...rows.values()].filter(({ choose }) => choose).length));
    return isWhole
      ? // Otherwise a text that matches nothing would leave an empty list.
        text === '' && rows.size > 0
        ? []
        : [isFound ? noteRow(all) : noteRow(listTexts.noMatch(text), all)]
      : places.some(({ list }) => list.isCutOff)
        ? [noteRow(describeCutOff())]
        : [];
  }
}
