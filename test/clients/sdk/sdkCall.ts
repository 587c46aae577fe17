import type { ManagementClient } from 'auth0';
import type { Organization, Tenant } from '../../tenant/server.ts';

/** What calls of the SDK are made with. */
export interface Sdk {
  readonly tenant: Tenant;
  readonly client: ManagementClient;
  /** The body of an answer to the path, which the SDK has not seen. */
  readonly read: <T>(path: string) => Promise<T>;
  /** The organization that has something of everything. */
  readonly organization: Organization;
}

/** The call for an endpoint, with every parameter that the SDK knows of it. */
export interface SdkCall {
  /** Below `/api/v2`, with `{}` for each ID or name. */
  readonly path: string;
  /** Makes the call, and checks what it returns. @returns the names of the parameters that it is about */
  readonly ask: (sdk: Sdk) => Promise<readonly string[]>;
}

/**
 * A value for each parameter: the SDK is generated from Auth0's description, so that a parameter that is added there is
 * missing here. `from` is left out, since the SDK sends it by itself with each page but the first.
 */
export type Every<Parameters> = {
  readonly [Name in Exclude<keyof Parameters, 'from'>]-?: Exclude<Parameters[Name], null | undefined>;
};

/**
 * @param every a value for each parameter
 * @param ask makes the call with them, and checks what it returns
 * @param beyond parameters that the description has and the SDK does not, which `ask` sends as well
 */
export function sdkCall<Parameters extends object>(
  path: string,
  every: (sdk: Sdk) => Every<Parameters> | Promise<Every<Parameters>>,
  ask: (sdk: Sdk, parameters: Every<Parameters>) => Promise<void>,
  beyond: readonly string[] = [],
): SdkCall {
  return {
    path,
    ask: async (sdk) => {
      const parameters = await every(sdk);
      await ask(sdk, parameters);
      return [...Object.keys(parameters), ...('take' in parameters ? ['from'] : []), ...beyond];
    },
  };
}

/** For an endpoint without parameters. */
export const noParameters = () => ({});

/** The items of all pages. */
export async function itemsOf<T>(pages: Promise<AsyncIterable<T>>): Promise<readonly T[]> {
  const items: T[] = [];
  for await (const item of await pages) items.push(item);
  return items;
}

/** The names of the fields that some of the records have, in alphabetical order. */
export function fieldsOf(records: readonly object[]): readonly string[] {
  return [...new Set(records.flatMap((record) => Object.keys(record)))].sort();
}
