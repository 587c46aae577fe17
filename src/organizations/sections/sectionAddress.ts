import type { OrganizationAddress } from '../../documents/documentAddress.ts';

/** Where a section stands; its path ends with the section's name. */
export type SectionAddress = Pick<OrganizationAddress, 'domain' | 'id' | 'path'>;

/** The same text for the same place, and for no other one. */
export function keyOfAddress({ domain, id, path }: SectionAddress): string {
  return [domain, ...[id, ...path].map(encodeURIComponent)].join('/');
}
