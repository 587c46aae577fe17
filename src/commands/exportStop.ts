import * as vscode from 'vscode';
import { type ApiError, isApiError } from '../management/apiError.ts';
import { describeFailure, explanationOf } from '../messages/errorNotifier.ts';
import { showError, showInformation } from '../messages/notifications.ts';
import { describeFileProblem } from '../organizations/exportFile.ts';

/** An export that has stopped. */
export interface StoppedExport {
  readonly domain: string;
  readonly error: unknown;
  /** What has stopped, without a full stop. */
  readonly what: string;
  /** How far it is, in a sentence. */
  readonly extent: string;
}

/** What the user wants of an export that has stopped: to go on, also without the section that failed, or another file. */
export type StopAnswer = 'continue' | 'leaveOut' | 'anotherFile';

/** Says why an export has stopped, and asks how it goes on. @returns `undefined` when the user dismisses the message */
export async function askAfterStop(stopped: StoppedExport): Promise<StopAnswer | undefined> {
  const { domain } = stopped;
  const { show, others } = await describeStop(stopped);
  const goOn = vscode.l10n.t('Continue');
  const titles: Readonly<Record<Other, string>> = {
    leaveOut: vscode.l10n.t('Continue Without It'),
    anotherFile: vscode.l10n.t('Choose Another File…'),
    updateAccessToken: vscode.l10n.t('Update Access Token'),
  };
  for (;;) {
    const choice = await show(goOn, ...others.map((other) => titles[other]));
    const other = others.find((one) => titles[one] === choice);
    if (other !== 'updateAccessToken') {
      return choice === goOn ? 'continue' : other;
    }
    // The message goes away with the button.
    await vscode.commands.executeCommand('organizationInspector.updateAccessToken', domain);
  }
}

/** What can be done besides going on. */
type Other = Exclude<StopAnswer, 'continue'> | 'updateAccessToken';

interface Stop {
  readonly show: (...buttons: readonly string[]) => Promise<string | undefined>;
  readonly others: readonly Other[];
}

async function describeStop({ domain, error, what, extent }: StoppedExport): Promise<Stop> {
  const problem = describeFileProblem(error);
  if (problem !== undefined) {
    return stop(showError, `${what}. ${problem} ${extent}`, ['anotherFile']);
  }
  if (!isApiError(error)) {
    return stop(showError, `${what}. ${vscode.l10n.t('The log says more.')} ${extent}`, []);
  }
  if (error.reason === 'cancelled') {
    return stop(showInformation, `${what}. ${extent}`, []);
  }
  return stop(showError, `${await describeFailure(error, { domain, what })} ${extent}`, await othersFor(error, domain));
}

function stop(show: typeof showError, text: string, others: readonly Other[]): Stop {
  return { show: (...buttons) => show(text, ...buttons), others };
}

/** A part can be left out if the tenant itself does not answer for it, though it knows the token. */
async function othersFor(error: ApiError, domain: string): Promise<readonly Other[]> {
  if (error.reason !== 'forbidden') {
    const { actions } = await explanationOf(error, domain);
    if (actions.includes('updateAccessToken')) {
      return ['updateAccessToken'];
    }
  }
  return error.details.status === undefined ? [] : ['leaveOut'];
}
