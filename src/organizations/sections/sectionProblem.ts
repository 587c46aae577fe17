import type { ApiError } from '../../management/apiError.ts';

/** Whether the error is a fact about the token or the plan, which a row tells well enough. */
export function isFact(error: ApiError): boolean {
  return error.reason === 'insufficientScope' || error.reason === 'missingFeature' || error.reason === 'notFound';
}
