import type { ApiError } from '../../management/apiError.ts';

/**
 * Whether an error says that the organization itself is gone. A plan without a feature can answer 404 as well, with
 * another text.
 * @see https://auth0.com/docs/api/management/v2/organizations/get-organization-members
 */
export function isMissingOrganization({ reason, details: { serverMessage = '' } }: ApiError): boolean {
  return (
    reason === 'notFound' &&
    /^(no organization found|(the )?organization (does not exists?|not found))/i.test(serverMessage)
  );
}

/** Whether the error is a fact about the token or the plan, which a row tells well enough. */
export function isFact(error: ApiError): boolean {
  return error.reason === 'insufficientScope' || error.reason === 'missingFeature' || error.reason === 'notFound';
}
