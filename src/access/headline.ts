import * as l10n from '@vscode/l10n';
import { plainText } from '../text/plainText.ts';
import type { Certainty, Finding } from './condition.ts';
import type { Explanation } from './explanation.ts';

/** How much of a title a sentence shows, in UTF-16 code units. The reason comes after three titles. */
const TITLE_LENGTH = 60;

export type Failure = Extract<Finding, { result: 'failed' }>;

/** The failed findings: certain ones first, then in the order of a login. */
export function failuresOf({ findings }: Pick<Explanation, 'findings'>): readonly Failure[] {
  const failed = findings.filter((finding) => finding.result === 'failed');
  const grades: readonly Certainty[] = ['sure', 'likely', 'hint'];
  return grades.flatMap((grade) => failed.filter(({ certainty }) => certainty === grade));
}

/**
 * The explanation in one sentence, and one more for further reasons and for unknown findings. Plain text, which holds
 * foreign text. It never claims that a login succeeds.
 */
export function headline(explanation: Explanation): string {
  const [first, ...others] = failuresOf(explanation);
  const unknown = explanation.findings.filter(({ result }) => result === 'unknown').length;
  return [first ? failed(explanation, first) : nothingFound(explanation), moreReasons(others.length), notMade(unknown)]
    .filter(Boolean)
    .join(' ');
}

function moreReasons(count: number): string {
  if (count === 0) {
    return '';
  }
  return count === 1 ? l10n.t('1 more reason below.') : l10n.t('{0} more reasons below.', count);
}

function notMade(count: number): string {
  if (count === 0) {
    return '';
  }
  return count === 1 ? l10n.t('1 check could not be made.') : l10n.t('{0} checks could not be made.', count);
}

function shortTitles({ titles }: Explanation): Explanation['titles'] {
  const { organization, application, user } = titles;
  return {
    organization: plainText(organization, TITLE_LENGTH),
    ...(application !== undefined && { application: plainText(application, TITLE_LENGTH) }),
    ...(user !== undefined && { user: plainText(user, TITLE_LENGTH) }),
  };
}

function failed(explanation: Explanation, { certainty, reason }: Failure): string {
  const { organization, application, user } = shortTitles(explanation);
  if (user === undefined) {
    return application === undefined
      ? loginsFail[certainty](organization, reason)
      : loginsThroughFail[certainty](organization, application, reason);
  }
  return application === undefined
    ? userFails[certainty](user, organization, reason)
    : userThroughFails[certainty](user, organization, application, reason);
}

type Sentences = Readonly<Record<Certainty, (...texts: string[]) => string>>;

const userThroughFails: Sentences = {
  sure: (...texts) => l10n.t('{0} cannot log in to {1} through {2}: {3}.', ...texts),
  likely: (...texts) => l10n.t('Probably {0} cannot log in to {1} through {2}: {3}.', ...texts),
  hint: (...texts) => l10n.t('It may be that {0} cannot log in to {1} through {2}: {3}.', ...texts),
};

const userFails: Sentences = {
  sure: (...texts) => l10n.t('{0} cannot log in to {1}: {2}.', ...texts),
  likely: (...texts) => l10n.t('Probably {0} cannot log in to {1}: {2}.', ...texts),
  hint: (...texts) => l10n.t('It may be that {0} cannot log in to {1}: {2}.', ...texts),
};

const loginsThroughFail: Sentences = {
  sure: (...texts) => l10n.t('Logins to {0} through {1} fail: {2}.', ...texts),
  likely: (...texts) => l10n.t('Probably logins to {0} through {1} fail: {2}.', ...texts),
  hint: (...texts) => l10n.t('It may be that logins to {0} through {1} fail: {2}.', ...texts),
};

const loginsFail: Sentences = {
  sure: (...texts) => l10n.t('Logins to {0} fail: {1}.', ...texts),
  likely: (...texts) => l10n.t('Probably logins to {0} fail: {1}.', ...texts),
  hint: (...texts) => l10n.t('It may be that logins to {0} fail: {1}.', ...texts),
};

function nothingFound(explanation: Explanation): string {
  const { organization, application, user } = shortTitles(explanation);
  if (user === undefined) {
    return application === undefined
      ? l10n.t('Nothing was found that stops logins to {0}.', organization)
      : l10n.t('Nothing was found that stops logins to {0} through {1}.', organization, application);
  }
  return application === undefined
    ? l10n.t('Nothing was found that stops {0} from logging in to {1}.', user, organization)
    : l10n.t('Nothing was found that stops {0} from logging in to {1} through {2}.', user, organization, application);
}
