import { DraftFile } from '../../../src/documents/draftFile.ts';

/** A file in memory. @param append may fail in place of writing */
export function fileInMemory(append: (text: string) => Promise<void> = () => Promise.resolve()) {
  const texts: string[] = [];
  const draft = new DraftFile(() =>
    Promise.resolve({
      append: async (text: string) => {
        await append(text);
        texts.push(text);
      },
      commit: () => Promise.resolve(),
      discard: () => Promise.resolve(),
    }),
  );
  return { draft, text: () => texts.join('') };
}
