/* Exports the members of a large organization to a file, as often as is asked, as the extension does it for so many
   organizations, and tells the most heap that is taken meanwhile. */
import { join } from 'node:path';
import type { JsonObject } from '../../src/api/jsonFields.ts';
import { backgroundContext } from '../../src/api/requestContext.ts';
import { DraftFile } from '../../src/documents/draftFile.ts';
import { partEncoder, partsOf } from '../../src/export/exportFormats.ts';
import { SectionWriter } from '../../src/export/exportWriters.ts';
import { localFiles } from '../../src/host/node/localFiles.ts';
import { removeFolder, temporaryFolder } from '../vscode/folders.ts';
import { listAll, pagesOf } from './client.ts';
import { liveBytes } from './liveBytes.ts';

/** What an export has taken, and written. */
export interface ExportReading {
  /** The heap of the process at its highest. */
  readonly heapBytes: number;
  readonly items: number;
}

/** The heap is looked at after so many pages. */
const PAGES_PER_LOOK = 60;

const [domain = '', accessToken = '', count = '1'] = process.argv.slice(2);
const { items: organizations } = await listAll({ domain, accessToken });
const large = organizations[3];
if (!large) {
  throw new Error('The tenant has no large organization.');
}

// What loading and compiling code and making requests leaves behind is there from the start.
await exportMembers(1, () => undefined);
let most = 0;
let pages = 0;
const items = await exportMembers(Number(count), () => {
  pages += 1;
  if (pages % PAGES_PER_LOOK === 0) {
    most = Math.max(most, liveBytes(3));
  }
});
const reading: ExportReading = { heapBytes: most, items };
process.send?.(reading);
process.disconnect();

/** @returns the number of members that were written */
async function exportMembers(times: number, onPage: () => void): Promise<number> {
  const folder = await temporaryFolder();
  try {
    if (!localFiles || !large) {
      throw new Error('There are no files.');
    }
    const { openDraft } = localFiles;
    const draft = new DraftFile(() => openDraft(join(folder, 'members.csv')));
    const pages = pagesOf(
      { domain, accessToken },
      {
        path: `/organizations/${large.id}/members`,
        query: { fields: 'user_id,email,picture,name,roles', include_fields: 'true' },
        field: 'members',
        paging: 'checkpoint',
      },
    );
    const parts = partsOf(Array.from({ length: times }, () => ({ organization: large, sections: ['members'] })));
    const work = new SectionWriter(parts, {
      outputs: [{ takes: () => true, encoder: partEncoder('csv', 'members', ''), draft }],
      pagesOf: () => pages,
      keyOf: (_part, item: JsonObject) => String(item['user_id']),
      describe: ({ message }) => Promise.resolve({ message }),
    });
    await work.run(backgroundContext(), (task) => task(), onPage);
    await draft.commit();
    return work.tally.itemCount;
  } finally {
    await removeFolder(folder);
  }
}
