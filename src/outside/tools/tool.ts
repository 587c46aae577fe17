import type { Services } from '../../commands/services.ts';
import type { Caller } from '../../management/caller.ts';

/** What a language model wants done, once it is known to make sense. */
export interface Task {
  readonly domain: string;
  /** What the person is asked, with all that comes from elsewhere as `plainMarkdown`. */
  readonly title: string;
  readonly question: string;
  /** What is being done, in the same way. */
  readonly progress: string;
  /** What did not happen where it fails, without a full stop. */
  readonly what: string;
  /** Gives what the model gets, as JSON. @throws ApiError */
  readonly run: (caller: Caller) => Promise<unknown>;
}

/** Makes a task of what a language model has sent, which can be anything. @throws Error that tells the model what to send */
export type Tool = (services: Services, input: Readonly<Record<string, unknown>>) => Task;
