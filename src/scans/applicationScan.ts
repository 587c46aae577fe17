import { ApiError, isApiError } from '../management/apiError.ts';
import { isRecord, type JsonObject } from '../management/jsonFields.ts';
import { type Organization, readOrganization } from '../management/organization.ts';
import { organizationsPath } from '../management/organizationsClient.ts';
import { PageReader, readableItems, type ReadPage } from '../management/pageReader.ts';
import type { RequestContext } from '../management/requestContext.ts';
import type { PagesOf } from './connectionQuestions.ts';
import type { Patiently } from '../management/outages.ts';

/** The rate limit bucket of the list of organizations. */
export const listBucket = 'list';

/**
 * Finds the organizations that are associated with an application while it reads the list of organizations. The
 * parameter for it is in Early Access.
 * @see https://auth0.com/docs/api/management/v2/organizations/get-organizations
 */
export class ApplicationScan {
  readonly #pages: PageReader<Organization>;
  readonly #found: Organization[] = [];
  #asked = 0;
  #requests = 0;
  #isRunning = false;

  constructor(pagesOf: PagesOf, clientId: string) {
    const readPage = pagesOf({
      bucket: listBucket,
      path: organizationsPath,
      query: { include_client_association_for: clientId },
      field: 'organizations',
      isWrapped: true,
      paging: 'checkpoint',
    });
    this.#pages = new PageReader(organizationsIn(readPage), ({ id }) => id);
  }

  /** The organizations that are associated with the application. */
  get found(): readonly Organization[] {
    return this.#found;
  }

  /** The number of organizations that were read. */
  get asked(): number {
    return this.#asked;
  }

  /** The number of pages that were read. */
  get requests(): number {
    return this.#requests;
  }

  /** Whether no page is left to read. */
  get hasEnded(): boolean {
    return this.#pages.hasEnded;
  }

  /** Whether all organizations of the tenant were read. */
  get isComplete(): boolean {
    return this.#pages.isComplete;
  }

  /** Whether pages are being read, or an outage is waited for. */
  get isRunning(): boolean {
    return this.#isRunning;
  }

  /**
   * Reads the pages that are left. Only one call may run at a time: two would read the same page.
   * @param limit the number of pages, of all calls together, after which it ends
   * @param onPage called after each page
   * @throws ApiError `missingFeature` if the tenant does not know the parameter
   */
  async readPages(limit: number, { context, patiently, onPage }: PageOptions): Promise<void> {
    this.#isRunning = true;
    try {
      while (!this.hasEnded && this.#requests < limit) {
        await patiently(() => this.#readNextPage(context), context.signal);
        onPage();
      }
    } finally {
      this.#isRunning = false;
    }
  }

  async #readNextPage(context: RequestContext): Promise<void> {
    await this.#pages.readNextPageOrRestart(context);
    const organizations = this.#pages.takeItems();
    this.#found.push(...organizations.filter(({ client }) => isRecord(client)));
    this.#asked += organizations.length;
    this.#requests += 1;
  }
}

export interface PageOptions {
  readonly context: RequestContext;
  readonly patiently: Patiently;
  readonly onPage: () => void;
}

/** Whether members log in to the application that an organization was found for. */
export function isForMembers({ client }: Organization): boolean {
  return isRecord(client) && client['use_for_member_access'] === true;
}

function organizationsIn(readPage: ReadPage<JsonObject>): ReadPage<Organization> {
  return async (from, context) => {
    try {
      return readableItems(await readPage(from, context), readOrganization);
    } catch (error) {
      throw isApiError(error) && isUnknownParameter(error) ? new ApiError('missingFeature', error.details) : error;
    }
  };
}

function isUnknownParameter({ reason, details: { serverMessage = '' } }: ApiError): boolean {
  return reason === 'badQuery' && serverMessage.includes('Additional properties not allowed');
}
