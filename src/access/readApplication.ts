import { ApiError, isApiError } from '../api/apiError.ts';
import { isRecord, type JsonObject } from '../api/jsonFields.ts';
import type { Query } from '../api/managementApi.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { factRequests } from './factRequests.ts';
import type { ReadingTenants } from './readFacts.ts';

/** The fields that every scope of the endpoint opens. */
const summary: Query = { fields: 'client_id,name,app_type,description', include_fields: 'true' };

/**
 * Reads an application with the fields that decide about logins, with one request. A token that may not read them all
 * takes a second request for the fields that it may. Secrets are never among them.
 * @throws ApiError
 */
export async function readApplication(
  tenants: Pick<ReadingTenants, 'read'>,
  { domain, clientId }: { readonly domain: string; readonly clientId: string },
  context: RequestContext,
): Promise<JsonObject> {
  const { bucket, query = {} } = factRequests.application;
  const path = `/clients/${encodeURIComponent(clientId)}`;
  const read = tenants.read(domain);
  const application = await read(bucket, path, query, context).catch((error: unknown) => {
    if (isApiError(error) && error.reason === 'forbidden') {
      return read(bucket, path, summary, context);
    }
    throw error;
  });
  if (!isRecord(application)) {
    throw new ApiError('unexpectedAnswer', { status: 200 });
  }
  return application;
}
