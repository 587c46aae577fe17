import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Draft, localFiles } from '#host/localFiles';
import { ApiError, isOfWholeTenant, isRefusal } from '../api/apiError.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { plainText } from '../text/plainText.ts';
import { type Choice, choose } from '../ui/ask.ts';
import type { ErrorNotifier, FailedTask } from '../ui/errorNotifier.ts';
import { type BackgroundProgress, LongTask, type LongWork, type Offer, type Stop } from '../ui/longTask.ts';
import { confirm, showInformation } from '../ui/notifications.ts';
import { describeFileProblem, type DraftFile } from './draftFile.ts';

/** @throws the error of the file system if the target cannot be written */
export async function openDraft(target: vscode.Uri): Promise<Draft> {
  return target.scheme === 'file' && localFiles ? localFiles.openDraft(target.fsPath) : draftInMemory(target);
}

/** For other file systems, which accept only complete files. */
function draftInMemory(target: vscode.Uri): Draft {
  const encoder = new TextEncoder();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  return {
    append: (text) => {
      chunks.push(encoder.encode(text));
      return Promise.resolve();
    },
    commit: async () => {
      await vscode.workspace.fs.writeFile(target, new Uint8Array(await new Blob(chunks).arrayBuffer()));
    },
    discard: () => {
      chunks.length = 0;
      return Promise.resolve();
    },
  };
}

/**
 * The folder that was chosen last, else the user's home folder, or the root in a browser, which has no home folder. Never
 * the workspace: what is written can hold data of people, which would be committed with it.
 */
export function suggestedFolder({ chosen }: WritingState): vscode.Uri {
  return chosen.folder ?? vscode.Uri.file(localFiles?.homeFolder() ?? '/');
}

/** Has the next dialog begin in the folder of a file that was chosen. */
export function rememberFolder({ chosen }: WritingState, file: vscode.Uri): void {
  chosen.folder = vscode.Uri.joinPath(file, '..');
}

/** The name of a file, for people. */
export function fileName({ path }: vscode.Uri): string {
  return plainText(path.slice(path.lastIndexOf('/') + 1));
}

/** Asks before files are replaced, as the dialog for a single file does in VS Code. */
export async function mayReplace(files: readonly vscode.Uri[]): Promise<boolean> {
  const checks = await Promise.allSettled(files.map((file) => vscode.workspace.fs.stat(file)));
  const existing = files.filter((_, index) => checks[index]?.status === 'fulfilled');
  return (
    existing.length === 0 ||
    confirm(l10n.t('Replace the files that have the same names?'), existing.map(fileName).join('\n'), l10n.t('Replace'))
  );
}

/** Long work that writes files. The files are put in their places at its end, together. */
export interface FileWork extends Pick<LongWork<unknown>, 'title'>, Pick<FailedTask, 'domain'> {
  /** What the files will have. Work with the same key writes the same. */
  readonly key: string;
  readonly files: readonly TargetFile[];
  /** Reads what is left, and writes it. @throws ApiError @throws the error of the file system */
  readonly goOn: (context: RequestContext, progress: BackgroundProgress) => Promise<void>;
  /** What the message about a failure says. */
  readonly failure: () => Pick<FailedTask, 'what' | 'documentation'>;
  /** What was read, in sentences; empty if there is nothing. */
  readonly extent: () => string;
  /** What can be done besides going on. @param goOn goes on with the work */
  readonly offers?: (error: unknown, goOn: () => unknown) => readonly Offer[];
  /** Tells that the files are written. @param saveAgain offers to write them anew if they can be whole then */
  readonly tellSaved: (saveAgain: SaveAgain) => unknown;
  /** Whether the token was refused something so far that another one may be given. */
  readonly isDenied: () => boolean;
  /** The same work, from its beginning. */
  readonly anew: () => FileWork;
  /** Asks for other files. @returns the work that writes them anew, `undefined` when the person cancels */
  readonly toAnotherFile: () => Promise<FileWork | undefined>;
}

/** What a file lacks that is written. */
interface FileGap {
  readonly error: Parameters<typeof isRefusal>[0] | undefined;
  /** The number of organizations in which it is missing, and of those in which it was wanted. */
  readonly organizations: number;
  readonly wanted: number;
}

/** What a message about files offers. @param gaps what they lack, apart from what an earlier token was refused */
export type SaveAgain = (gaps?: readonly FileGap[]) => readonly Offer[];

/** A file that is written, and its place. */
export interface TargetFile {
  readonly target: vscode.Uri;
  readonly draft: DraftFile;
}

/** What commands that write files keep until the window closes. */
export interface WritingState {
  /** The work that runs, or that was stopped and can be continued, by the URIs of its files. */
  readonly writing: Map<string, FileTask>;
  /** The folder that was chosen last in a dialog for files. */
  readonly chosen: { folder?: vscode.Uri };
}

/** The services that writing files takes. */
interface WritingServices extends WritingState {
  readonly notifier: ErrorNotifier;
  readonly tenants: Tenants;
}

/**
 * Writes files. Joins the same work that runs; work that was stopped can be continued. Two works never write one file.
 * @returns the URIs of the files, `undefined` when none was written, or none yet, which the user is told
 */
export async function writeFiles(
  services: WritingServices,
  work: FileWork,
): Promise<readonly vscode.Uri[] | undefined> {
  const known = () => [...new Set(work.files.flatMap(({ target }) => services.writing.get(target.toString()) ?? []))];
  // A person may choose another file for work that was stopped, which goes on in its own.
  const stopped = [...known(), ...services.writing.values()].find(
    (task) => task.work.key === work.key && !task.isRunning,
  );
  const choice = !stopped ? 'anew' : stopped.asksToUpdate ? 'continue' : await chooseStopped(stopped.work);
  if (choice === undefined) {
    return undefined;
  }
  // Another one may have begun since the user was asked.
  const others = known();
  const same = others.find((task) => task.work.key === work.key);
  if (same?.isRunning) {
    return same.run();
  }
  if (stopped && choice === 'continue' && [...services.writing.values()].includes(stopped)) {
    return stopped.run();
  }
  const busy = others.find((task) => task.isRunning);
  if (busy) {
    void busy.run();
    tellBusy(busy.work);
    return undefined;
  }
  for (const task of others) {
    void task.discard();
  }
  return new FileTask(services, work).run();
}

/** Work that writes files, and is known by them until it has ended or is discarded. */
export class FileTask {
  #work: FileWork;
  /** Whether something was refused to a token that was replaced since. */
  #isOutdated = false;
  #asksToUpdate = false;
  readonly #services: WritingServices;
  readonly #task = new LongTask<readonly vscode.Uri[]>();
  readonly #subscription: vscode.Disposable;
  #discarding: Promise<void> | undefined;

  constructor(services: WritingServices, work: FileWork) {
    this.#services = services;
    this.#work = work;
    this.#subscription = services.tenants.onDidChange(({ domain, kind }) => {
      if (domain === work.domain && kind === 'disconnected') {
        void this.discard();
      } else if (domain === work.domain && kind === 'tokenReplaced') {
        this.#isOutdated ||= this.#work.isDenied();
        this.#asksToUpdate = this.#isOutdated;
      }
    });
    for (const { target } of work.files) {
      services.writing.set(target.toString(), this);
    }
  }

  get work(): FileWork {
    return this.#work;
  }

  get isRunning(): boolean {
    return this.#task.isRunning;
  }

  /** Whether it asks by itself how it goes on. */
  get asksToUpdate(): boolean {
    return this.#asksToUpdate;
  }

  /** Runs it or goes on with it, or shows the progress again if it runs. */
  async run(): Promise<readonly vscode.Uri[] | undefined> {
    try {
      return await this.#task.run(this.#services.notifier, {
        title: this.work.title,
        isCurrent: () => !this.#isOver,
        goOn: (context, progress) => this.#goOn(context, progress),
        stopped: (error) => this.#stopped(error),
      });
    } finally {
      await this.#discarding;
    }
  }

  /** Removes what was written, apart from files that are in their places. */
  discard(): Promise<void> {
    this.#discarding ??= this.#remove();
    return this.#discarding;
  }

  async #remove(): Promise<void> {
    this.#forget();
    await discardDrafts(this.work);
  }

  /** Asks whether what an earlier token was refused is read, which stands among what is written. @throws ApiError `cancelled` */
  async #update(): Promise<void> {
    const choice = await chooseStopped(this.work, l10n.t('Begin anew to read what the earlier token was refused'));
    if (choice === undefined || this.#isOver) {
      throw new ApiError('cancelled');
    }
    this.#asksToUpdate = false;
    if (choice === 'anew') {
      this.#isOutdated = false;
      const before = this.work;
      this.#work = before.anew();
      await discardDrafts(before);
    }
  }

  async #goOn(context: RequestContext, progress: BackgroundProgress): Promise<readonly vscode.Uri[]> {
    if (this.#asksToUpdate) {
      await this.#update();
    }
    const { files, goOn, tellSaved } = this.work;
    for (const { draft } of files) {
      // A file that cannot be written costs no request.
      await draft.flush();
    }
    await goOn(context, progress);
    for (const { draft } of files) {
      await draft.commit();
    }
    this.#forget();
    void tellSaved((gaps) => this.#saveAgain(gaps));
    return files.map(({ target }) => target);
  }

  #stopped(error: unknown): Stop<readonly vscode.Uri[]> {
    const { domain, failure, extent: describeExtent, offers } = this.work;
    const extent = describeExtent();
    if (extent === '') {
      void this.discard();
    }
    const problem = describeFileProblem(error);
    const others = problem === undefined ? (offers?.(error, () => this.run()) ?? []) : [this.#anotherFile()];
    const discarding = { label: l10n.t('Discard'), act: () => this.discard() };
    return {
      ...failure(),
      domain,
      extent,
      problem,
      // The work may go on, while the message still stands there.
      offers: [...others, ...(extent === '' ? [] : [discarding])].map(({ label, act }) => ({
        label,
        act: () => (this.isRunning ? this.run() : act()),
      })),
      again: () => this.#again(),
    };
  }

  #again(): Promise<unknown> {
    return writeFiles(this.#services, this.work.anew());
  }

  /**
   * A file that is written is not read on: where the tenant has failed, it can answer by now; what all of it refuses is
   * missing in some organizations alone if another token came in between.
   */
  #saveAgain(gaps: readonly FileGap[] = []): readonly Offer[] {
    const canBeWhole = gaps.some(
      ({ error, organizations, wanted }) =>
        error && (!isRefusal(error) || (isOfWholeTenant(error) && organizations < wanted)),
    );
    return canBeWhole || this.#isOutdated ? [{ label: l10n.t('Save Again'), act: () => this.#again() }] : [];
  }

  #anotherFile(): Offer {
    return {
      label: l10n.t('Choose Another File…'),
      act: async () => {
        const other = await this.work.toAnotherFile();
        if (other) {
          await this.discard();
          await writeFiles(this.#services, other);
        }
      },
    };
  }

  /** Whether it is over, although a message may still offer to continue it. */
  get #isOver(): boolean {
    const { files } = this.work;
    return files.some(({ draft }) => draft.isDiscarded) || files.every(({ draft }) => draft.isCommitted);
  }

  #forget(): void {
    this.#subscription.dispose();
    const { writing } = this.#services;
    for (const { target } of this.work.files) {
      if (writing.get(target.toString()) === this) {
        writing.delete(target.toString());
      }
    }
  }
}

async function discardDrafts({ files }: FileWork): Promise<void> {
  for (const { draft } of files) {
    await draft.discard();
  }
}

/** Lets the user continue work that was stopped, or begin anew. @returns `undefined` when the user cancels */
async function chooseStopped(
  work: FileWork,
  placeholder = l10n.t('It was stopped before its end'),
): Promise<'continue' | 'anew' | undefined> {
  const { title, extent } = work;
  const choices: readonly Choice<'continue' | 'anew'>[] = [
    { value: 'continue', label: l10n.t('Continue'), description: firstFile(work), detail: extent() },
    { value: 'anew', label: l10n.t('Begin Anew') },
  ];
  return choose(choices, { title, placeholder });
}

function tellBusy(work: FileWork): void {
  void showInformation(l10n.t('{0} is being written. Wait for its end, or choose another file.', firstFile(work)));
}

function firstFile({ files: [first] }: FileWork): string {
  return first ? plainText(vscode.workspace.asRelativePath(first.target)) : '';
}
