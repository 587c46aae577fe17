import * as vscode from 'vscode';

/** Does something with the input boxes that are made meanwhile, the first one first. */
export async function withBoxes(act: (boxes: vscode.InputBox[]) => Promise<void>): Promise<void> {
  const { createInputBox } = vscode.window;
  const boxes: vscode.InputBox[] = [];
  Object.assign(vscode.window, {
    createInputBox: () => {
      const box = createInputBox();
      boxes.push(box);
      return box;
    },
  });
  try {
    await act(boxes);
  } finally {
    Object.assign(vscode.window, { createInputBox });
  }
}
