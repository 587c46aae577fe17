import * as vscode from 'vscode';

/** Does something while everything that is shown to a person is noted. Messages are closed, boxes and dialogs are cancelled. */
export async function recorded(
  note: (place: string, text: string) => void,
  act: () => Thenable<unknown>,
): Promise<void> {
  const noteAll = (place: string, ...shown: readonly unknown[]) => {
    for (const text of shown) if (typeof text === 'string') note(place, text);
  };
  const message = (text: string, ...rest: readonly unknown[]) => {
    const [{ detail, modal } = {}, button] = rest as [{ detail?: string; modal?: boolean }?, unknown?];
    noteAll('message', text, detail);
    // What a command asks before it makes many requests is agreed to.
    return Promise.resolve(modal ? button : undefined);
  };
  const dialog = (options: { readonly title?: string; readonly defaultUri?: vscode.Uri } = {}) => {
    noteAll('dialog', options.title, options.defaultUri?.path.replace(/.*\//, ''));
    return Promise.resolve(undefined);
  };
  const {
    createInputBox,
    createQuickPick,
    setStatusBarMessage,
    showErrorMessage,
    showInformationMessage,
    showOpenDialog,
    showQuickPick,
    showSaveDialog,
    showWarningMessage,
    withProgress,
  } = vscode.window;
  const noteBox = <
    Box extends { show(): void; hide(): void; title: string | undefined; placeholder: string | undefined },
  >(
    box: Box,
    noteMore: () => void,
  ): Box => {
    const show = box.show.bind(box);
    const shown = () => {
      show();
      // Rows and what is said of them come a moment later.
      setTimeout(() => {
        noteAll('box', box.title, box.placeholder);
        noteMore();
        box.hide();
      }, 300);
    };
    return Object.defineProperty(box, 'show', { value: shown });
  };
  Object.assign(vscode.window, {
    createInputBox: () => {
      const box = createInputBox();
      return noteBox(box, () => {
        noteAll('box', box.prompt, box.validationMessage);
      });
    },
    createQuickPick: () => {
      const pick = createQuickPick();
      return noteBox(pick, () => {
        for (const { label, description, detail } of pick.items) {
          // Where a tenant is to be chosen, the domain stands beside its label.
          noteAll('row of a box', label, ...(pick.placeholder === 'Which tenant?' ? [] : [description]), detail);
        }
      });
    },
    setStatusBarMessage: (text: string, ...rest: readonly unknown[]) => {
      noteAll('status bar', text);
      return (setStatusBarMessage as (...given: readonly unknown[]) => vscode.Disposable)(text, ...rest);
    },
    showErrorMessage: message,
    showInformationMessage: message,
    showWarningMessage: message,
    showOpenDialog: dialog,
    showSaveDialog: dialog,
    showQuickPick: (_: unknown, { title, placeHolder }: vscode.QuickPickOptions = {}) => {
      noteAll('box', title, placeHolder);
      return Promise.resolve(undefined);
    },
    withProgress: (options: vscode.ProgressOptions, task: Parameters<typeof withProgress>[1]) => {
      noteAll('progress', options.title);
      return withProgress(options, (progress, token) => {
        const report = (value: { readonly message?: string }) => {
          noteAll('progress', value.message);
          progress.report(value);
        };
        return task({ report }, token);
      });
    },
  });
  try {
    await act();
    // Commands do not wait for the words of a notification to be loaded.
    await new Promise((resolve) => setTimeout(resolve, 50));
  } finally {
    Object.assign(vscode.window, {
      createInputBox,
      createQuickPick,
      setStatusBarMessage,
      showErrorMessage,
      showInformationMessage,
      showOpenDialog,
      showQuickPick,
      showSaveDialog,
      showWarningMessage,
      withProgress,
    });
  }
}
