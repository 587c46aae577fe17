import type { Organization } from '../../../src/api/organization.ts';
import { ApiError } from '../../../src/api/apiError.ts';
import type { Retry } from '../../../src/api/retries.ts';
import { backgroundContext } from '../../../src/api/requestContext.ts';
import {
  compareSectionsOfPairs,
  emptyPairScan,
  type PairScan,
  type PairScanOptions,
  pairSections,
  type ReadPairSection,
  SHOWN_PAIRS,
  withPairSections,
} from '../../../src/compare/comparePairs.ts';
import { compareOrganizationFields } from '../../../src/compare/matchOrganizations.ts';
import { noNames } from '../../../src/compare/referenceNames.ts';
import { resultOf } from '../../../src/ui/cooperativeWork.ts';

const names = ['a', 'b', 'c'];
export const organizations = (
  tenant: string,
  change: Readonly<Record<string, unknown>> = {},
): readonly Organization[] => names.map((name) => ({ id: `org_${tenant}${name}`, name, ...(name === 'a' && change) }));
export const noOtherNames = [() => Promise.resolve(noNames), () => Promise.resolve(noNames)] as const;
const once: Retry = (task) => task();
export const gone = new ApiError('notFound', {
  status: 404,
  serverMessage: 'No organization found by that id or name',
});

/** What each organization has, by its ID and the section; nothing by default. */
type Contents = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** Compares the pairs, and notes what was asked for. */
export async function compare(
  contents: Contents,
  { scan = emptyPairScan(), second = organizations('y'), read = () => undefined, patiently = once }: Options = {},
) {
  const comparison = resultOf(compareOrganizationFields([organizations('x'), second], undefined));
  const asked: string[] = [];
  const reader: ReadPairSection = (side, id, section, context) => {
    asked.push(`${id} ${section}`);
    const { [`${id} ${section}`]: items = [] } = contents;
    return read(side, id, section, context) ?? Promise.resolve({ items });
  };
  const progress: string[] = [];
  const onProgress = ({ asked: done, found, total }: { asked: number; found: number; total: number }) => {
    progress.push(`${done}/${total} ${found}`);
  };
  const context = { signal: new AbortController().signal, priority: 'background' } as const;
  const error = await compareSectionsOfPairs(comparison, scan, reader, {
    domains: ['x.auth0.com', 'y.auth0.com'],
    sections: pairSections,
    names: noOtherNames,
    unread,
    context,
    patiently,
    onProgress,
  }).catch((thrown: unknown) => thrown);
  return { whole: withPairSections(comparison, scan), asked, progress, error, comparison, scan };
}

/** Tells the status in place of a section. */
export const unread: PairScanOptions['unread'] = ({ details }) => Promise.resolve({ why: String(details.status) });

/** The options of a scan within one tenant, which meets no failure. */
export function scanOptions(...sections: readonly string[]): PairScanOptions {
  return {
    domains: ['x.auth0.com', 'x.auth0.com'],
    sections,
    names: undefined,
    unread,
    context: backgroundContext(),
    patiently: once,
    onProgress: () => undefined,
  };
}

export interface Options {
  readonly scan?: PairScan;
  readonly second?: readonly Organization[];
  /** An answer other than the contents. */
  readonly read?: (...given: Parameters<ReadPairSection>) => ReturnType<ReadPairSection> | undefined;
  readonly patiently?: Retry;
}

export const connection = (id: string, name: string) => ({ connection_id: id, connection: { name } });
export const shown = (
  pairs: readonly { readonly organizations: readonly Organization[]; readonly fields: readonly string[] }[],
) => pairs.map((pair) => [pair.organizations[0]?.name, ...pair.fields].join(' '));

/** Two more than are shown. */
export const many = (tenant: string): readonly Organization[] =>
  Array.from({ length: SHOWN_PAIRS + 2 }, (_, place) => ({ id: `org_${tenant}${place}`, name: `n${place}` }));
