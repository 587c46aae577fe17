import type { ApiError } from '../api/apiError.ts';
import type { Organization } from '../api/organization.ts';

/** A section of an organization that is exported. */
export interface Part {
  readonly organization: Organization;
  /** The name of the section. */
  readonly section: string;
  /** Whether it is the first, or the last, of the exported sections of its organization. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Whether it is the first part of the file. */
  readonly isFirstOfAll: boolean;
}

/** The sections to export of an organization. */
export interface ExportedOrganization {
  readonly organization: Organization;
  readonly sections: readonly string[];
}

/** The parts of organizations, in their order. */
export function partsOf(organizations: readonly ExportedOrganization[]): readonly Part[] {
  return organizations.flatMap(({ organization, sections }, place) =>
    sections.map((section, index) => ({
      organization,
      section,
      isFirst: index === 0,
      isLast: index === sections.length - 1,
      isFirstOfAll: place === 0 && index === 0,
    })),
  );
}

/** How the reading of a part ended. */
export interface PartOutcome {
  /** Whether all items were read. */
  readonly isComplete: boolean;
  /** Why they were not. Without it, the Management API sends no more of them. */
  readonly error?: ApiError;
}

/** Why a section was not read completely in some organizations. */
export interface Gap {
  readonly section: string;
  /** Of the first of these organizations. */
  readonly error: ApiError | undefined;
  readonly organizations: number;
}

/** Counts what was exported. Its size does not grow with the number of organizations. */
export class ExportTally {
  readonly #items = new Map<string, number>();
  readonly #gaps = new Map<string, Gap>();
  #organizations = 0;
  #parts = 0;
  #refused = 0;

  /** The number of items of each section, by its name. */
  get items(): ReadonlyMap<string, number> {
    return this.#items;
  }

  get itemCount(): number {
    return [...this.#items.values()].reduce((sum, count) => sum + count, 0);
  }

  /** The number of organizations of which nothing is left to read. */
  get organizations(): number {
    return this.#organizations;
  }

  get gaps(): readonly Gap[] {
    return [...this.#gaps.values()];
  }

  /** Whether no part could be read. */
  get hasReadNothing(): boolean {
    return this.itemCount === 0 && this.#parts === this.#refused;
  }

  addItems({ section }: Part, count: number): void {
    this.#items.set(section, (this.#items.get(section) ?? 0) + count);
  }

  addOutcome({ section, isLast }: Part, { isComplete, error }: PartOutcome): void {
    this.#items.set(section, this.#items.get(section) ?? 0);
    this.#organizations += isLast ? 1 : 0;
    this.#parts += 1;
    this.#refused += error ? 1 : 0;
    if (!isComplete) {
      const key = `${section} ${error?.reason ?? ''}`;
      const known = this.#gaps.get(key) ?? { section, error, organizations: 0 };
      this.#gaps.set(key, { ...known, organizations: known.organizations + 1 });
    }
  }
}
