import { ApiError } from '../api/apiError.ts';
import type { Organization } from '../api/organization.ts';
import type { OrganizationsClient } from '../api/organizationsClient.ts';
import { PageReader } from '../api/pageReader.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { Retry } from '../api/retryAfterOutages.ts';
import type { DraftFile } from '../documents/draftFile.ts';
import type { Encoder } from './exportEncoding.ts';

/** Organizations that are written at once: enough to be worth a write to the file. */
const BATCH_SIZE = 100;

/** The pages of all organizations of a tenant. */
export function organizationPages(client: Pick<OrganizationsClient, 'list'>): PageReader<Organization> {
  return new PageReader<Organization>(
    (from, context) => client.list(from, context),
    ({ id }) => id,
  );
}

/** Organizations that are loaded, and the pages that follow them, which are read for the file alone. */
export interface OrganizationSource {
  readonly loaded: readonly Organization[];
  readonly pages?: PageReader<Organization>;
}

/** Writes organizations to a file as they are read. After a failure, the next run goes on where it stopped. */
export class OrganizationWriter {
  readonly #pages: PageReader<Organization> | undefined;
  readonly #encoder: Encoder<Organization>;
  readonly #file: Pick<DraftFile, 'add' | 'flush'>;
  /** The organizations that were read, and are not in the file yet. */
  #waiting: readonly Organization[];
  #count = 0;
  #isEnded = false;

  constructor(
    { loaded, pages }: OrganizationSource,
    encoder: Encoder<Organization>,
    file: Pick<DraftFile, 'add' | 'flush'>,
  ) {
    this.#waiting = loaded;
    this.#pages = pages;
    this.#encoder = encoder;
    this.#file = file;
    file.add(encoder.begin);
  }

  /** The number of organizations in the file. */
  get count(): number {
    return this.#count;
  }

  /**
   * Writes what is left.
   * @param patiently repeats the reading of a page after an outage
   * @param onProgress called with the number of organizations so far
   * @throws ApiError @throws the error of the file system
   */
  async run(context: RequestContext, patiently: Retry, onProgress: (count: number) => void): Promise<void> {
    const pages = this.#pages;
    await this.#write(context, onProgress);
    while (pages && !pages.hasEnded) {
      await patiently(() => pages.readNextPageOrRestart(context), context.signal);
      this.#waiting = pages.takeItems();
      await this.#write(context, onProgress);
    }
    if (!this.#isEnded) {
      this.#isEnded = true;
      this.#file.add(this.#encoder.end());
    }
    await this.#file.flush();
  }

  async #write({ signal }: RequestContext, onProgress: (count: number) => void): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, BATCH_SIZE);
      this.#waiting = this.#waiting.slice(BATCH_SIZE);
      this.#file.add(this.#encoder.encode(batch));
      this.#count += batch.length;
      await this.#file.flush();
      onProgress(this.#count);
      if (signal.aborted) {
        throw new ApiError('cancelled');
      }
    }
  }
}
