import type { Row } from './rows.ts';
import { sectionKey, type SectionAddress } from '../sections/section.ts';

/** The rows that a person has expanded. */
export class ExpandedRows {
  readonly #keys = new Set<string>();

  /** Collapsing a row forgets the rows below it: on expansion, VS Code requests the children of expanded rows again. */
  set(row: Row, isExpanded: boolean): void {
    if (isExpanded) {
      this.#keys.add(keyOf(row));
    } else {
      this.#forget(keyOf(row));
    }
  }

  /** Whether the rows below a section are visible: the section and each row above it are expanded. */
  isOpen({ domain, id, path }: SectionAddress): boolean {
    const above = path.map((_, index) => sectionKey({ domain, id, path: path.slice(0, index) }));
    return [domain, ...above, sectionKey({ domain, id, path })].every((key) => this.#keys.has(key));
  }

  /** Forgets the rows of a tenant. */
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
    case 'cutOff':
    case 'empty':
      return row.domain;
  }
}
