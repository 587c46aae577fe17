import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isOrganizationId } from '../api/organization.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { KnownOrganization, KnownOrganizations } from '../organizations/knownOrganizations.ts';
import { idsIn } from '../organizations/organizationIds.ts';
import { dotted, withoutIcons } from '../text/plainText.ts';
import { formatNumber } from '../ui/format.ts';
import { noteRow, requestRow, type SearchRow, separatorRow } from '../ui/searchRow.ts';
import { TenantLookups } from './askTenants.ts';
import {
  askingRow,
  askWithProgress,
  describeLeastRequests,
  describeMore,
  describeRequests,
  describeTenants,
  organizationRow,
} from './organizationRows.ts';
import { type Usage, usageOf, usedIn } from './identifiers.ts';

/** What is found in tenants besides organizations, such as users. A room registers a source for what it knows. */
export interface FindSource {
  /** What a text asks for, `undefined` if it is nothing that the source knows. */
  readonly questionFor: (text: string) => SourceQuestion | undefined;
}

/** A question that takes a request to each tenant that is asked. */
export interface SourceQuestion {
  /** What the request does, such as `Find the user jane@acme.example`. */
  readonly label: string;
  /** What is said of tenants without a result, such as `No user with this email address`. */
  readonly nothing: string;
  /** What that does not say. */
  readonly remark?: string;
  /** Whether the text can mean nothing else, so that the question comes before organizations. */
  readonly isExact: boolean;
  /** The most requests that one tenant gets. */
  readonly requests: number;
  /** @throws ApiError */
  readonly ask: (domain: string, context: RequestContext) => Promise<FoundItems>;
}

/** What a tenant has found. */
export interface FoundItems {
  readonly items: readonly FoundItem[];
  /** Whether the tenant may have more. */
  readonly hasMore: boolean;
}

/** Something that a tenant has found. Its `choose` opens it. */
export interface FoundItem extends SearchRow {
  readonly key: string;
  readonly choose: () => unknown;
}

/** What the box that finds everything takes besides organizations. */
export interface BoxOptions {
  readonly sources: readonly FindSource[];
  /** IDs of organizations that are at hand, by where they stand. */
  readonly suggestions: readonly Suggestion[];
  /** Shows a text as the filter of the sidebar, with the domains of the tenants that were searched. */
  readonly showFilter: (text: string, searched: readonly string[]) => Promise<void>;
  /** Selects an organization in the sidebar. `undefined` for one that has no row there. */
  readonly revealed: (found: KnownOrganization) => (() => Promise<void>) | undefined;
}

/** The ID of an organization in the selection or the clipboard. */
export interface Suggestion {
  /** Where the ID stands, such as `Selection`. */
  readonly place: string;
  readonly id: string;
}

/** The answer of one tenant to a question. */
interface SourceAnswer {
  readonly domain: string;
  readonly question: SourceQuestion;
  /** How many were found, `undefined` if it is not known. */
  readonly found: number | undefined;
  /** What was found, or why it is not known. */
  readonly rows: readonly SearchRow[];
}

/** What the rows of the box take from the quick pick. */
interface BoxServices {
  readonly known: KnownOrganizations;
  /** The title of a tenant in a row; empty if there is no other one. */
  readonly tenantOf: (domain: string) => string;
  readonly failureRows: (
    error: unknown,
    domain: string,
    retry: () => unknown,
    about: string,
  ) => Promise<readonly SearchRow[]>;
  readonly onChange: () => void;
  readonly setText: (text: string) => void;
  /** Closes the quick pick. */
  readonly close: (chosen?: KnownOrganization) => void;
}

/** The rows of the box besides organizations, for the text that was typed last. */
export class BoxRows {
  readonly #box: BoxOptions;
  readonly #services: BoxServices;
  readonly #lookups: TenantLookups<SourceQuestion, SourceAnswer>;
  #text = '';
  /** The number of IDs of organizations in the text. */
  #ids = 0;
  #isOfMetadata = false;
  #questions: readonly SourceQuestion[] = [];
  #usage: Usage | undefined;

  constructor(box: BoxOptions, services: BoxServices) {
    this.#box = box;
    this.#services = services;
    this.#lookups = new TenantLookups(
      (...asked) => this.#ask(...asked),
      (...asking) => askWithProgress(services.known.tenants, ...asking),
      services.onChange,
    );
  }

  get isAsking(): boolean {
    return this.#lookups.isAsking;
  }

  /** Whether the text is no name or ID of an organization, such as an email address. */
  get isAboutOthers(): boolean {
    return [...this.#questions, this.#usage].some((one) => one?.isExact) || (this.#ids > 1 && !this.#isOfMetadata);
  }

  /** Takes another text, and cancels the requests for the one before. @param isOfMetadata whether it is about nothing else */
  setText(typed: string, isOfMetadata: boolean): void {
    const ids = new Set(idsIn(typed).map(({ id }) => id)).size;
    // Several IDs are looked up together, whatever stands beside them.
    const text = isOfMetadata || ids > 1 ? typed : usedIn(typed);
    const sources = isOfMetadata ? [] : this.#box.sources;
    const questions = sources.flatMap(({ questionFor }) => questionFor(text) ?? []);
    const exact = questions.filter(({ isExact }) => isExact);
    this.#text = text;
    this.#ids = ids;
    this.#isOfMetadata = isOfMetadata;
    this.#questions = exact;
    this.#usage = isOfMetadata ? undefined : usageOf(text);
    // The ID of an organization or of a connection is not what a user is called.
    if (!isOrganizationId(text) && !this.isAboutOthers) {
      this.#questions = questions;
    }
    this.#lookups.reset();
  }

  /** The rows above the organizations. */
  before(domains: readonly string[]): readonly SearchRow[] {
    return this.#text === ''
      ? this.#suggestionRows()
      : [...this.#idsRows(), ...this.questionRows(domains, true), ...this.usageRows(domains, true)];
  }

  /** What shows an organization in the sidebar, and closes the box. */
  reveal(found: KnownOrganization): (() => unknown) | undefined {
    const reveal = this.#box.revealed(found);
    return (
      reveal &&
      (() => {
        this.#services.close();
        return reveal();
      })
    );
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
        ? organizationRow(found, choose, { tenant: tenantOf(found.domain), explains: true, reveal: this.reveal(found) })
        : { label: id, alwaysShow: true, choose: lookUp };
      return [separatorRow(place), { ...row, key: `${place} ${id}` }, separatorRow('')];
    });
  }

  /** Looks up several IDs at once. */
  #idsRows(): readonly SearchRow[] {
    const choose = () => {
      this.#services.close();
      return vscode.commands.executeCommand('organizationInspector.lookUpAllIds', this.#text);
    };
    const label = l10n.t('Look Up All {0} IDs…', formatNumber(this.#ids));
    return this.#ids > 1 ? [{ key: 'ids', label: `$(search) ${label}`, alwaysShow: true, choose }] : [];
  }

  /** What sources find. @param isExact whether the text can mean nothing else */
  questionRows(domains: readonly string[], isExact: boolean): readonly SearchRow[] {
    return this.#questions
      .filter((question) => question.isExact === isExact)
      .flatMap((question) => this.#rowsOf(question, domains));
  }

  /** The organizations that use what was typed, or have the domain. These rows cost most. @param isExact see `questionRows` */
  usageRows(domains: readonly string[], isExact: boolean): readonly SearchRow[] {
    const usage = this.#usage;
    // What no tenant has is not used there.
    const without = this.#lookups.answers.filter(({ found }) => found === 0).map(({ domain }) => domain);
    return usage?.isExact === isExact
      ? domains.flatMap((domain) => (isExact && without.includes(domain) ? [] : [this.#usageRow(usage, domain)]))
      : [];
  }

  /** Finds the organizations of a tenant that use the application or the connection whose ID was typed, or have the domain. */
  #usageRow({ command, label, used, perRequest }: Usage, domain: string): SearchRow {
    const { known, tenantOf, close } = this.#services;
    const cost = describeLeastRequests(Math.ceil(known.loaded(domain).length / perRequest));
    const choose = () => {
      close();
      return vscode.commands.executeCommand(`organizationInspector.${command}`, domain, used);
    };
    // Beside a long label, the cost would be cut off.
    const detail = dotted(tenantOf(domain), cost);
    return { ...requestRow(`$(organization) ${label}`, choose, detail), key: `${domain} ${command}` };
  }

  /** The question, or what the tenants that were asked have found. */
  #rowsOf(question: SourceQuestion, domains: readonly string[]): readonly SearchRow[] {
    const { known } = this.#services;
    const answers = this.#lookups.answers.filter(
      (answer) => answer.question === question && domains.includes(answer.domain),
    );
    const asking = this.#lookups.asked.filter((domain) => domains.includes(domain));
    const asked = domains.filter((domain) => !answers.some((answer) => answer.domain === domain));
    const without = domains.filter((domain) =>
      answers.some((answer) => answer.domain === domain && answer.found === 0),
    );
    // Beside a long address, the cost would be cut off.
    const cost = describeRequests(asked.length * question.requests);
    const ask = requestRow(`$(search) ${withoutIcons(question.label)}`, () => this.#lookups.ask(asked, question), cost);
    // What was found is what the person looks for, whichever tenant answers first.
    const failed = answers.filter(({ found }) => found === undefined);
    return [
      ...answers.flatMap(({ found, rows }) => (found === undefined ? [] : rows)),
      ...(without.length > 0
        ? [noteRow(l10n.t('{0}: {1}', describeTenants(known.tenants, without), question.nothing), question.remark)]
        : []),
      ...failed.flatMap(({ rows }) => rows),
      ...(asking.length > 0 ? [askingRow(known.tenants, asking)] : []),
      ...(asked.length > 0 && asking.length === 0 ? [ask] : []),
    ];
  }

  async #ask(domain: string, question: SourceQuestion, context: RequestContext): Promise<SourceAnswer> {
    const { tenantOf, failureRows, close } = this.#services;
    try {
      const { items, hasMore } = await question.ask(domain, context);
      const rows = items.map((item) => ({
        ...item,
        key: `${domain} ${item.key}`,
        description: dotted(withoutIcons(tenantOf(domain)), item.description),
        choose: () => {
          close();
          return item.choose();
        },
      }));
      const more = hasMore ? [noteRow(describeMore(), tenantOf(domain))] : [];
      return { domain, question, found: items.length, rows: [...rows, ...more] };
    } catch (error) {
      const rows = await failureRows(
        error,
        domain,
        () => this.#lookups.ask([domain], question),
        l10n.t('Users and applications'),
      );
      return { domain, question, found: undefined, rows };
    }
  }
}
