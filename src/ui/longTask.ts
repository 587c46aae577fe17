import * as l10n from '@vscode/l10n';
import { ApiError, canBeOfOneOrganization } from '../api/apiError.ts';
import { systemClock } from '../api/clock.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { type Outage, type Retry, outlastOutages } from '../api/retries.ts';
import {
  askForAccessToken,
  describeFailure,
  type ErrorNotifier,
  explanationOf,
  type FailedTask,
} from './errorNotifier.ts';
import { plainName } from '../text/plainText.ts';
import { formatNumber } from './format.ts';
import { Countdown, showError, showInformation, withProgressNotification } from './notifications.ts';

/** Long work. It keeps what it has read when it is cancelled or fails, and goes on from there. */
export interface LongWork<T> {
  /** What is done, for its progress: "Saving a snapshot of …". */
  readonly title: string;
  /** Whether the work can go on: its tenants were not disconnected since it began, and it was not discarded. */
  readonly isCurrent: () => boolean;
  /** Does what is left. @throws ApiError, or the error of a file system */
  readonly goOn: (context: RequestContext, progress: BackgroundProgress) => Promise<T>;
  /**
   * Called when the work was cancelled or has failed.
   * @returns what the message about it says and offers, `undefined` if the failure was shown already
   */
  readonly stopped: (error: unknown) => Stop<T> | undefined;
}

/** What the message about stopped work says and offers. */
export interface Stop<T> extends Pick<FailedTask, 'domain' | 'what' | 'documentation'> {
  /** What was read, in sentences. Empty if there is nothing to go on from. */
  readonly extent: string;
  /** Begins anew, if there is nothing to go on from; otherwise the work goes on. */
  readonly again?: () => unknown;
  /** Why the work has failed, if the cause is no tenant. */
  readonly problem?: string | undefined;
  /** What can be done besides going on. */
  readonly offers?: readonly Offer[];
  /** The result so far. */
  readonly result?: T;
}

/** A button of a message. */
export interface Offer {
  readonly label: string;
  readonly act: () => unknown;
}

/** Runs long work of one kind, one at a time. */
export class LongTask<T> {
  #running: Promise<T | undefined> | undefined;
  #signal: AbortSignal | undefined;
  #show: (() => void) | undefined;

  /** Whether work is under way, and was not cancelled. */
  get isRunning(): boolean {
    return this.#running !== undefined && this.#signal?.aborted !== true;
  }

  /**
   * Joins the work that is under way, and shows its progress and Cancel again.
   * @returns its result, `undefined` if no work is under way, or if it was cancelled
   */
  join(): Promise<T | undefined> | undefined {
    if (!this.isRunning) {
      return undefined;
    }
    this.#show?.();
    return this.#running;
  }

  /** Waits for work that was cancelled to end: what is started meanwhile does not join it. */
  async settled(): Promise<void> {
    if (!this.isRunning) {
      await this.#running;
    }
  }

  /**
   * Begins work or goes on with it, or joins the work that is under way, or begins when work that was cancelled has
   * ended. When the work is stopped, a message says why, and offers to go on.
   * @returns the result, or the one so far
   */
  run(notifier: ErrorNotifier, work: LongWork<T>): Promise<T | undefined> {
    const joined = this.join();
    if (joined) {
      return joined;
    }
    if (this.#running) {
      return this.settled().then(() => this.run(notifier, work));
    }
    if (!work.isCurrent()) {
      tellEnded(work);
      return Promise.resolve(undefined);
    }
    const running = this.#attempt(notifier, work);
    this.#running = running;
    return running;
  }

  async #attempt(notifier: ErrorNotifier, work: LongWork<T>): Promise<T | undefined> {
    try {
      return await withBackgroundProgress(work.title, (context, progress) => {
        this.#signal = context.signal;
        this.#show = progress.show;
        return work.goOn(context, progress);
      });
    } catch (error) {
      if (!work.isCurrent() && !isNotConnected(error)) {
        // A client of a tenant that was disconnected answers as if its requests were cancelled.
        tellEnded(work);
        return undefined;
      }
      const stop = work.stopped(error);
      if (stop) {
        void tellStop(notifier, error, { ...stop, title: work.title }, () => this.run(notifier, work));
      }
      return stop?.result;
    } finally {
      this.#show = undefined;
      this.#signal = undefined;
      this.#running = undefined;
    }
  }
}

/** Says why work was stopped, and does what the person chooses. */
async function tellStop(
  notifier: ErrorNotifier,
  error: unknown,
  {
    title,
    domain,
    what,
    documentation,
    extent,
    problem,
    again,
    offers = [],
  }: Stop<unknown> & { readonly title: string },
  goOn: () => unknown,
): Promise<void> {
  // Without its tenant, no work goes on.
  const isResumable = extent !== '' && !isNotConnected(error);
  const resuming: readonly Offer[] = isResumable ? [{ label: l10n.t('Continue'), act: goOn }] : [];
  if (problem === undefined && !isResumable) {
    notifier.notify(error, { domain, what, documentation, retry: again ?? goOn });
  } else if (problem !== undefined || !(error instanceof ApiError)) {
    notifier.log(error);
    const cause = problem ?? l10n.t('The log says more.');
    offer(showError, `${what}. ${cause} ${extent}`.trimEnd(), [...resuming, ...offers]);
  } else if (error.reason === 'cancelled') {
    offer(showInformation, l10n.t('{0}: stopped. {1}', title, extent), [...resuming, ...offers]);
  } else {
    const { actions } = await explanationOf(error);
    const updating = actions.includes('updateAccessToken') ? [updateAccessToken(domain, error, goOn)] : [];
    const text = `${await describeFailure(error, what)} ${extent}`;
    offer(showError, text, [...updating, ...resuming, ...offers]);
  }
}

function isNotConnected(error: unknown): boolean {
  return error instanceof ApiError && error.reason === 'notConnected';
}

/** Says that there is nothing to go on with. */
function tellEnded({ title }: LongWork<unknown>): void {
  void showInformation(l10n.t('{0}: it has ended. Start it again.', title));
}

function updateAccessToken(domain: string, error: ApiError, goOn: () => unknown): Offer {
  return {
    label: l10n.t('Update Access Token'),
    act: async () => {
      // Otherwise the same token would be refused again.
      if (await askForAccessToken(domain, error)) {
        await goOn();
      }
    },
  };
}

/** Shows a message with buttons. Does not wait for the person's choice. @param show shows a message of one kind */
export function offer(show: typeof showError, text: string, offers: readonly Offer[]): void {
  void show(text, ...offers.map(({ label }) => label)).then((choice) =>
    offers.find(({ label }) => label === choice)?.act(),
  );
}

/** What background work uses while its progress is shown. */
export interface BackgroundProgress {
  /** Sets the message of the notification. */
  readonly tell: (message: string) => void;
  /** Repeats a part of the work after an outage, and counts the wait in the notification. */
  readonly patiently: Retry;
  /** Shows another notification of the work, for a person who has closed the first one. */
  readonly show: () => void;
}

/** The shortest wait that a request of background work tells, in ms. */
const LONG_WAIT_MS = 3000;

/** Runs background work that the user waits for and can cancel. */
export async function withBackgroundProgress<T>(
  title: string,
  task: (context: RequestContext, progress: BackgroundProgress) => Promise<T>,
): Promise<T> {
  return withProgressNotification(title, async (signal, { tell, show }) => {
    const countdown = new Countdown(tell);
    const tellOutage = (outage: Outage) => {
      countdown.start(outage.waitMs, (leftMs) => describeOutage(outage, leftMs));
    };
    const patiently = outlastOutages(systemClock, tellOutage);
    const onWait: RequestContext['onWait'] = (waitMs, error) => {
      if (waitMs >= LONG_WAIT_MS && error) {
        tellOutage({ error, item: undefined, waitMs });
      } else if (waitMs >= LONG_WAIT_MS) {
        countdown.start(waitMs);
      }
    };
    try {
      const tellProgress = (message: string) => {
        countdown.stop();
        tell(message);
      };
      return await task({ signal, priority: 'background', onWait }, { tell: tellProgress, patiently, show });
    } finally {
      countdown.stop();
    }
  });
}

/** @param leftMs the time until the next attempt, in ms */
function describeOutage({ error, item }: Outage, leftMs: number): string {
  const seconds = formatNumber(Math.ceil(leftMs / 1000));
  if (leftMs <= 0) {
    return '';
  }
  // A proxy or a login page can answer with a status as well.
  if (!canBeOfOneOrganization(error)) {
    return l10n.t('the tenant cannot be reached, next attempt in {0} s', seconds);
  }
  const { status = 500 } = error.details;
  return item
    ? l10n.t('the tenant answers with {0} for {1}, next attempt in {2} s', status, plainName(item.title), seconds)
    : l10n.t('the tenant answers with {0}, next attempt in {1} s', status, seconds);
}
