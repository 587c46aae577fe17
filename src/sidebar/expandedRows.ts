import type { Row } from './rows.ts';
import { sectionKey, type SectionAddress } from '../sections/section.ts';

/** The rows that a person has expanded. */
export class ExpandedRows {
  readonly #keys = new Set<string>();

  /** A row that is collapsed takes along the rows below it: VS Code asks for what is still expanded when it comes back. */
  set(row: Row, isExpanded: boolean): void {
    if (isExpanded) {
      this.#keys.add(keyOf(row));
    } else {
      this.#forget(keyOf(row));
    }
  }

  /** Whether the rows below a section can be seen: it is expanded, and so is each row above it. */
  isOpen({ domain, id, path }: SectionAddress): boolean {
    const above = path.map((_, index) => sectionKey({ domain, id, path: path.slice(0, index) }));
    return [domain, ...above, sectionKey({ domain, id, path })].every((key) => this.#keys.has(key));
  }

  /** Lets go of a tenant's rows. */
  forget(domain: string): void {
    this.#forget(domain);
  }

  #forget(from: string): void {
    for (const key of this.#keys) {
      if (key === from || key.startsWith(`${from}/`)) {
        this.#keys.delete(key);
      }
    }
  }
}

function keyOf(row: Row): string {
  switch (row.kind) {
    case 'organization':
      return sectionKey({ domain: row.domain, id: row.organization.id, path: [] });
    case 'section':
    case 'item':
    case 'note':
      return sectionKey(row);
    case 'tenant':
    case 'loadMore':
    case 'failure':
    case 'empty':
      return row.domain;
  }
}
