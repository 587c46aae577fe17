import { isApiError } from '../management/apiError.ts';
import type { Organization } from '../management/organization.ts';
import type { RequestContext } from '../management/requestContext.ts';
import { isMissingOrganization } from '../management/requestErrors.ts';
import type { Patiently } from '../management/outages.ts';

/**
 * What a scan knows of an organization. `gone`: the tenant does not have it any more. `unclear`: a list that was cut off
 * does not tell.
 */
export type Answer = 'yes' | 'no' | 'gone' | 'unclear';

/** The answers by the ID of the organization. A scan that was stopped continues from them. */
export type Answers = Map<string, Answer>;

/** A scan that runs, or that was stopped and can be continued. */
export interface StoredScan {
  readonly answers: Answers;
  readonly isRunning: boolean;
}

/** The scans of a tenant, by what they ask. */
export type StoredScans = Map<string, StoredScan>;

/** Asks one organization, with one request apart from further pages. @throws ApiError */
export type Ask = (organizationId: string, context: RequestContext) => Promise<Answer>;

/** How far a scan is, in organizations. */
export interface ScanProgress {
  readonly asked: number;
  readonly found: number;
  readonly total: number;
}

/**
 * Asks each organization that has no answer yet, one after the other, and adds the answers to `answers`, which also
 * hold what was found when the scan is cancelled or fails.
 * @param onProgress called after each answer
 * @throws ApiError
 */
export async function scanOrganizations(
  organizations: readonly Organization[],
  answers: Answers,
  ask: Ask,
  { context, patiently, onProgress }: ScanOptions,
): Promise<void> {
  let { asked, found } = progressOf(organizations, answers);
  for (const { id } of openQuestions(organizations, answers)) {
    const answer = await patiently(() => answerOf(id, ask, context), context.signal);
    answers.set(id, answer);
    asked += 1;
    found += answer === 'yes' ? 1 : 0;
    onProgress({ asked, found, total: organizations.length });
  }
}

/**
 * The organizations without an answer. A scan that continues asks the one that it stopped at last: the tenant may always
 * fail to answer for it.
 */
function openQuestions(organizations: readonly Organization[], answers: Answers): readonly Organization[] {
  const open = organizations.filter(({ id }) => !answers.has(id));
  return answers.size === 0 ? open : [...open.slice(1), ...open.slice(0, 1)];
}

export interface ScanOptions {
  readonly context: RequestContext;
  readonly patiently: Patiently;
  readonly onProgress: (progress: ScanProgress) => void;
}

/** How far the answers cover the organizations. */
export function progressOf(organizations: readonly Organization[], answers: Answers): ScanProgress {
  const known = organizations.flatMap(({ id }) => answers.get(id) ?? []);
  return {
    asked: known.length,
    found: known.filter((answer) => answer === 'yes').length,
    total: organizations.length,
  };
}

async function answerOf(id: string, ask: Ask, context: RequestContext): Promise<Answer> {
  try {
    return await ask(id, context);
  } catch (error) {
    if (isApiError(error) && isMissingOrganization(error)) {
      return 'gone';
    }
    throw error;
  }
}
