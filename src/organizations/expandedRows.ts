import type { Row } from './rows.ts';
import { keyOfAddress, type SectionAddress } from './sections/sectionAddress.ts';

/** The rows that a person has expanded, also where they are out of sight since a row above them is collapsed. */
export class ExpandedRows {
  readonly #keys = new Set<string>();

  set(row: Row, isExpanded: boolean): void {
    const key = keyOf(row);
    if (isExpanded) {
      this.#keys.add(key);
    } else {
      this.#keys.delete(key);
    }
  }

  /** Whether the rows below a section can be seen: it is expanded, and so is each row above it. */
  isOpen({ domain, id, path }: SectionAddress): boolean {
    const above = path.map((_, index) => keyOfAddress({ domain, id, path: path.slice(0, index) }));
    return [domain, ...above, keyOfAddress({ domain, id, path })].every((key) => this.#keys.has(key));
  }

  /** Lets go of a tenant's rows. */
  forget(domain: string): void {
    for (const key of this.#keys) {
      if (key === domain || key.startsWith(`${domain}/`)) {
        this.#keys.delete(key);
      }
    }
  }
}

function keyOf(row: Row): string {
  switch (row.kind) {
    case 'organization':
      return keyOfAddress({ domain: row.domain, id: row.organization.id, path: [] });
    case 'section':
    case 'item':
    case 'note':
      return keyOfAddress(row);
    case 'tenant':
    case 'loadMore':
    case 'failure':
    case 'empty':
      return row.domain;
  }
}
