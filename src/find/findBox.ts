import * as l10n from '@vscode/l10n';
import type { KnownOrganization, KnownOrganizations } from '../organizations/knownOrganizations.ts';
import { noteRow, requestRow, type SearchRow, separatorRow } from '../ui/searchPick.ts';
import { type FindSource, TenantLookups, type ThingAnswer, type ThingQuestion } from './askTenants.ts';
import { describeRequests, describeTenants, organizationRow, usageRows } from './organizationRows.ts';

/** What the box that finds everything has besides organizations. */
export interface FindBox {
  readonly sources: readonly FindSource[];
  /** IDs of organizations that are at hand, by where they stand. */
  readonly suggestions: readonly Suggestion[];
  /** Shows a text as the filter of the sidebar, with the domains of the tenants that were searched. */
  readonly showFilter: (text: string, searched: readonly string[]) => Promise<void>;
}

/** The ID of an organization in the selection or the clipboard. */
export interface Suggestion {
  /** Where the ID stands, such as `Selection`. */
  readonly place: string;
  readonly id: string;
}

/** What the rows of the box take from the quick pick. */
interface BoxServices {
  readonly known: KnownOrganizations;
  /** The title of a tenant in a row; empty if there is no other one. */
  readonly tenantOf: (domain: string) => string;
  readonly failureRows: (error: unknown, domain: string, retry: () => unknown) => Promise<readonly SearchRow[]>;
  readonly onChange: () => void;
  readonly setText: (text: string) => void;
  /** Closes the quick pick. */
  readonly close: (chosen?: KnownOrganization) => void;
}

/** The rows of the box besides organizations, for the text that was typed last. */
export class BoxRows {
  readonly #box: FindBox;
  readonly #services: BoxServices;
  readonly #lookups: TenantLookups<ThingQuestion, ThingAnswer>;
  #text = '';
  #questions: readonly ThingQuestion[] = [];

  constructor(box: FindBox, services: BoxServices) {
    this.#box = box;
    this.#services = services;
    this.#lookups = new TenantLookups((...asked) => this.#ask(...asked), services.onChange);
  }

  get isAsking(): boolean {
    return this.#lookups.isAsking;
  }

  /** Whether the text can mean no organization. */
  get isAboutOthers(): boolean {
    return this.#isExact || usageRows(this.#text, [''], () => '').length > 0;
  }

  get #isExact(): boolean {
    return this.#questions.some(({ isExact }) => isExact);
  }

  /** Takes another text, and cancels the requests for the one before. */
  setText(text: string): void {
    const questions = this.#box.sources.flatMap(({ questionFor }) => questionFor(text) ?? []);
    const exact = questions.filter(({ isExact }) => isExact);
    this.#text = text;
    // The ID of an organization or of a connection is not what a user is called.
    this.#questions = exact.length > 0 || isId(text) ? exact : questions;
    this.#lookups.reset();
  }

  /** The rows above the organizations. */
  before(domains: readonly string[]): readonly SearchRow[] {
    return this.#text === ''
      ? this.#suggestionRows()
      : [...(this.#isExact ? this.#thingRows(domains) : []), ...this.#usageRows(domains)];
  }

  /** The rows below the organizations. */
  after(domains: readonly string[]): readonly SearchRow[] {
    return this.#isExact ? [] : this.#thingRows(domains);
  }

  /** Cancels the requests. */
  cancel(): void {
    this.#lookups.reset();
  }

  /** The organizations whose IDs are at hand. */
  #suggestionRows(): readonly SearchRow[] {
    const { known, tenantOf, close, setText } = this.#services;
    return this.#box.suggestions.flatMap(({ place, id }) => {
      const found = known.find(id);
      const choose = () => {
        close(found);
      };
      const lookUp = () => {
        setText(id);
      };
      const row = found
        ? organizationRow(found, choose, { tenant: tenantOf(found.domain) })
        : { label: id, alwaysShow: true, choose: lookUp };
      return [separatorRow(place), { ...row, key: `${place} ${id}` }, separatorRow('')];
    });
  }

  /** Finds what uses the application or the connection whose ID was typed. */
  #usageRows(domains: readonly string[]): readonly SearchRow[] {
    const { tenantOf, close } = this.#services;
    return usageRows(this.#text, domains, tenantOf).map(({ choose, ...row }) => ({
      ...row,
      choose: () => {
        close();
        return choose();
      },
    }));
  }

  #thingRows(domains: readonly string[]): readonly SearchRow[] {
    return this.#questions.flatMap((question) => this.#rowsOf(question, domains));
  }

  /** The question, or what the tenants that were asked have found. */
  #rowsOf(question: ThingQuestion, domains: readonly string[]): readonly SearchRow[] {
    const { known } = this.#services;
    const answers = this.#lookups.answers.filter((answer) => answer.question === question);
    const asked = domains.filter((domain) => !answers.some((answer) => answer.domain === domain));
    const without = answers.filter(({ found }) => found === 0).map(({ domain }) => domain);
    const asking = requestRow(`$(search) ${question.label}`, () => this.#lookups.ask(asked, question));
    return [
      ...answers.flatMap(({ rows }) => rows),
      ...(without.length > 0 ? [noteRow(question.nothing, l10n.t('Asked: {0}', describeTenants(known, without)))] : []),
      ...(asked.length > 0 && !this.isAsking
        ? [{ ...asking, description: describeRequests(asked.length * question.requests) }]
        : []),
    ];
  }

  async #ask(domain: string, question: ThingQuestion, signal: AbortSignal): Promise<ThingAnswer> {
    const { tenantOf, failureRows, close } = this.#services;
    try {
      const found = await question.ask(domain, { signal, priority: 'person' });
      const rows = found.map((thing) => ({
        ...thing,
        key: `${domain} ${thing.key}`,
        description: [tenantOf(domain), thing.description].filter(Boolean).join(' · '),
        choose: () => {
          close();
          return thing.choose();
        },
      }));
      return { domain, question, found: found.length, rows };
    } catch (error) {
      const rows = await failureRows(error, domain, () => this.#lookups.ask([domain], question));
      return { domain, question, found: undefined, rows };
    }
  }
}

/** Whether a text is the ID of an organization or of a connection. */
function isId(text: string): boolean {
  return /^(?:org|con)_[A-Za-z\d]{16}$/.test(text);
}
