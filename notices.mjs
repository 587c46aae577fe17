import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const rule = '-'.repeat(80);

/** Puts the licences of the packages that are bundled beside the bundle, since their authors ask for that. */
export const notices = {
  name: 'notices',
  setup({ onEnd, initialOptions: { outdir } }) {
    onEnd(async ({ metafile, outputFiles }) => {
      const inputs = Object.keys(metafile?.inputs ?? {}).filter((input) => !input.startsWith('taken:'));
      const folders = new Set(inputs.flatMap((input) => input.match(/^.*node_modules\/(@[^/]+\/)?[^/]+/)?.[0] ?? []));
      const texts = await Promise.all([...folders].sort().map(noticeOf));
      outputFiles?.push({ path: join(outdir, 'THIRD-PARTY-NOTICES.txt'), contents: Buffer.from(texts.join('\n')) });
    });
  },
};

async function noticeOf(folder) {
  const { author, name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).sort().find((entry) => /^licen[cs]e/i.test(entry));
  if (!file && license !== 'MIT') throw new Error(`${name} comes without the text of its licence.`);
  const text = file ? await readFile(join(folder, file), 'utf8') : mit(author);
  return `${rule}\n${name} ${version}: ${license}\n${rule}\n\n${text.trim()}\n`;
}

/** The text of the MIT licence, for a package that names the licence alone: https://spdx.org/licenses/MIT.html */
function mit(author) {
  return `MIT License

Copyright (c) ${author}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
}
