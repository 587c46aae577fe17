import { both, type Pair } from '../comparing/pair.ts';
import { markedTitle } from '../tenants/environments.ts';
import type { ExtensionServices } from './extensionServices.ts';

/** The titles of the tenants of two sides with their environments: their domains if both have the same label. */
export function tenantTitles({ known }: ExtensionServices, sides: Pair<{ readonly domain: string }>): Pair<string> {
  const [first, second] = both(sides, ({ domain }) => known.titleOf(domain));
  return both(sides, ({ domain }) => markedTitle(known, domain, first === second ? domain : undefined));
}
