import type { Organization } from '../../../src/api/organization.ts';
import { backgroundContext } from '../../../src/api/requestContext.ts';
import { DraftFile } from '../../../src/documents/draftFile.ts';
import { type ExportFormat, organizationEncoder } from '../../../src/export/exportFormats.ts';
import { OrganizationWriter } from '../../../src/export/exportWriters.ts';

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

/**
 * The text of an export of organizations.
 * @param isCutOff whether the tenant may have more of them
 * @param lacksFields whether they can have fields that the token was not sent
 */
export async function exportedText(
  format: ExportFormat,
  loaded: readonly Organization[],
  isCutOff = false,
  lacksFields = false,
): Promise<string> {
  const { draft, text } = fileInMemory();
  const source = { loaded, isCutOff, lacksFields };
  const writer = new OrganizationWriter(source, organizationEncoder(format, 'cut off', 'summaries'), draft);
  await writer.run(
    backgroundContext(),
    (task) => task(),
    () => undefined,
  );
  return text();
}
