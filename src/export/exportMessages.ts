import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ApiError } from '../api/apiError.ts';
import { describeFileProblem } from '../documents/writeFile.ts';
import { describeFailure, explanationOf } from '../ui/errorNotifier.ts';
import { describeCutOff, formatNumber } from '../ui/format.ts';
import { showError, showInformation, showWarning } from '../ui/notifications.ts';
import {
  describeOrganizations,
  describeSections,
  type ExportRequest,
  sectionsOf,
  sectionTitle,
} from './exportRequest.ts';
import type { ExportTally, Gap } from './exportTally.ts';
import type { SectionWriter } from './sectionWriter.ts';

/** What the user wants of an export that has stopped: to go on, also without the section that failed, or another file. */
type StopAnswer = 'continue' | 'leaveOut' | 'anotherFile';

/** What can be done besides going on. */
type Other = Exclude<StopAnswer, 'continue'> | 'updateAccessToken';

/**
 * Says why an export has stopped, and asks how it goes on.
 * @param error what has stopped it
 * @returns `undefined` when the user dismisses the message
 */
export async function askAfterStop(
  order: ExportRequest,
  work: SectionWriter,
  error: unknown,
): Promise<StopAnswer | undefined> {
  const { show, others } = await describeStop(order, work, error);
  const goOn = l10n.t('Continue');
  const titles: Readonly<Record<Other, string>> = {
    leaveOut: l10n.t('Continue Without It'),
    anotherFile: l10n.t('Choose Another File…'),
    updateAccessToken: l10n.t('Update Access Token'),
  };
  for (;;) {
    const choice = await show(goOn, ...others.map((other) => titles[other]));
    const other = others.find((one) => titles[one] === choice);
    if (other !== 'updateAccessToken') {
      return choice === goOn ? 'continue' : other;
    }
    // The message goes away with the button.
    await vscode.commands.executeCommand('organizationInspector.updateAccessToken', order.domain);
  }
}

interface Stop {
  readonly show: (...buttons: readonly string[]) => Promise<string | undefined>;
  readonly others: readonly Other[];
}

async function describeStop(order: ExportRequest, work: SectionWriter, error: unknown): Promise<Stop> {
  const { domain } = order;
  const what = l10n.t(
    'The export of {0} from {1} has stopped',
    describeSections(order),
    describeOrganizations(order.organizations),
  );
  const extent = l10n.t(
    'Items so far: {0}. The export is saved once it is complete.',
    formatNumber(work.tally.itemCount),
  );
  const problem = describeFileProblem(error);
  if (problem !== undefined) {
    return stop(showError, `${what}. ${problem} ${extent}`, ['anotherFile']);
  }
  if (!(error instanceof ApiError)) {
    return stop(showError, `${what}. ${l10n.t('The log says more.')} ${extent}`, []);
  }
  if (error.reason === 'cancelled') {
    return stop(showInformation, `${what}. ${extent}`, []);
  }
  const text = await describeFailure(error, { domain, what: describePlace(work) ?? what });
  const others = await othersFor(error, domain, work);
  return stop(showError, `${text} ${extent}`, others);
}

/** Where an export of several sections or organizations has stopped, without a full stop. */
function describePlace({ part, parts }: SectionWriter): string | undefined {
  return part && parts > 1
    ? l10n.t('The export has stopped at {0} of {1}', sectionTitle(part.section), describeOrganizations([part]))
    : undefined;
}

function stop(show: typeof showError, text: string, others: readonly Other[]): Stop {
  return { show: (...buttons) => show(text, ...buttons), others };
}

/** A part can be left out if the tenant itself does not answer for it, though it knows the token, and something remains. */
async function othersFor(error: ApiError, domain: string, { parts, tally }: SectionWriter): Promise<readonly Other[]> {
  if (error.reason !== 'forbidden') {
    const { actions } = await explanationOf(error, domain);
    if (actions.includes('updateAccessToken')) {
      return ['updateAccessToken'];
    }
  }
  return error.details.status !== undefined && (parts > 1 || tally.itemCount > 0) ? ['leaveOut'] : [];
}

/**
 * Tells what was exported, and what is missing. Does not wait for the user's choice.
 * @param remarks what there is to say about the requests that were made, in sentences
 */
export async function showExported(
  order: ExportRequest,
  { items, gaps }: ExportTally,
  remarks: readonly string[],
  targets: readonly vscode.Uri[],
): Promise<void> {
  const counts = sectionsOf(order).map((name) =>
    l10n.t('{0}: {1}.', sectionTitle(name), formatNumber(items.get(name) ?? 0)),
  );
  const missing = await Promise.all(gaps.map((gap) => describeGap(order, gap)));
  const text = [
    l10n.t('Exported from {0}.', describeOrganizations(order.organizations)),
    ...counts,
    ...missing,
    ...remarks,
  ].join(' ');
  const show = gaps.length > 0 ? showWarning : showInformation;
  offerToOpen(targets, (open) => show(text, open));
}

async function describeGap({ domain, organizations }: ExportRequest, gap: Gap): Promise<string> {
  const title = sectionTitle(gap.section);
  const why = gap.error ? (await explanationOf(gap.error, domain)).meaning : describeCutOff();
  return organizations.length === 1
    ? l10n.t('Incomplete: {0}. {1}', title, why)
    : l10n.t(
        'Incomplete: {0} in {1} of {2} organizations. {3}',
        title,
        formatNumber(gap.organizations),
        formatNumber(organizations.length),
        why,
      );
}

/**
 * Offers to open what was exported. Does not wait for the user's choice.
 * @param show shows a message with this button, and returns the pressed one
 */
export function offerToOpen(
  targets: readonly vscode.Uri[],
  show: (button: string) => Promise<string | undefined>,
): void {
  const open = targets.length === 1 ? l10n.t('Open File') : l10n.t('Open Files');
  void show(open).then(async (choice) => {
    if (choice === open) {
      for (const target of targets) {
        await vscode.commands.executeCommand('vscode.open', target, { preview: targets.length === 1 });
      }
    }
  });
}

/** Shows a problem with a file, and offers to choose another one. Does not wait for the user's choice. */
export function offerAnotherFile(problem: string, exportAgain: () => unknown): void {
  const another = l10n.t('Choose Another File…');
  void showError(problem, another).then((choice) => {
    if (choice === another) {
      void exportAgain();
    }
  });
}
