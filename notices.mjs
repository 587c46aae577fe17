import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const rule = '-'.repeat(80);

/** Puts the licences of the packages that are bundled beside the bundle, since their authors ask for that. */
export const notices = {
  name: 'notices',
  setup({ onEnd, initialOptions: { outdir } }) {
    onEnd(async ({ metafile, outputFiles }) => {
      const inputs = Object.keys(metafile?.inputs ?? {});
      const folders = new Set(inputs.flatMap((input) => input.match(/^.*node_modules\/(@[^/]+\/)?[^/]+/)?.[0] ?? []));
      const texts = await Promise.all([...folders].sort().map(noticeOf));
      outputFiles?.push({ path: join(outdir, 'THIRD-PARTY-NOTICES.txt'), contents: Buffer.from(texts.join('\n')) });
    });
  },
};

async function noticeOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).sort().find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} comes without the text of its licence.`);
  return `${rule}\n${name} ${version}: ${license}\n${rule}\n\n${(await readFile(join(folder, file), 'utf8')).trim()}\n`;
}
