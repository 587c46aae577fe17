import { ApiError, isApiError } from '../management/apiError.ts';
import { untilAborted } from '../management/requestContext.ts';
import { askToContinue } from '../messages/askToContinue.ts';
import type { FailedTask } from '../messages/errorNotifier.ts';
import type { Patiently } from '../management/outages.ts';

/**
 * Repeats each task of long work after outages, and after any other failure once the user continues. Like `patience`, it
 * leaves the first failure to the caller.
 * @param failed what failed, for the message
 * @returns a function that throws ApiError `cancelled` when the user does not continue
 */
export function untilGivenUp(patiently: Patiently, failed: Pick<FailedTask, 'domain' | 'what'>): Patiently {
  let hasSucceeded = false;
  return async (task, signal) => {
    for (;;) {
      try {
        const result = await patiently(task, signal);
        hasSucceeded = true;
        return result;
      } catch (error) {
        if (!hasSucceeded || !isApiError(error) || error.reason === 'cancelled') {
          throw error;
        }
        if (!(await untilAborted(signal, () => askToContinue(error, failed)))) {
          throw new ApiError('cancelled');
        }
      }
    }
  };
}
