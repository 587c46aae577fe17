import assert from 'node:assert/strict';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { retry } from '../patience.ts';
import { paletteQueries } from '../paletteQueries.ts';
import { labels } from '../paletteRanking.ts';
import { builds } from '../vscode/build.ts';
import { repository } from '../vscode/folders.ts';
import { useWindow } from './windows/useWindow.ts';

for (const build of Object.values(builds)) {
  for (const { language, queries } of paletteQueries) {
    describe(`The command palette of VS Code ${build.replace('4.', '1.')} in ${language}, in which nothing was used`, () => {
      const opened = useWindow(async (setUp) => {
        const started = [await setUp.tenant({ organizations: 3 }), await setUp.tenant({ organizations: 3 })];
        const tenants = await Promise.all(
          started.map(async (tenant) => ({ domain: tenant.domain, accessToken: await tenant.mintToken() })),
        );
        // An older VS Code writes into the manifest of an extension that it finds.
        const folder = join(await setUp.folder(), 'organization-inspector');
        for (const part of ['package.json', 'package.nls.json', 'package.nls.fr.json', 'dist', 'l10n', 'media']) {
          await cp(join(repository, part), join(folder, part), { recursive: true });
        }
        return setUp.window({ build, extension: { folder }, tenants, ...(language === 'fr' && { language }) });
      });

      it('has the command that people mean at the place where they look for it', async () => {
        const { workbench, page, ...window } = opened();
        const ours = new Map([...labels(language)].map(([name, label]) => [label, name]));
        await workbench.openView(language === 'fr' ? 'Organisations Auth0' : 'Auth0 Organizations');
        await workbench.rows.nth(1).waitFor();
        await page.locator('.monaco-workbench').press('F1');
        const { field, root } = workbench.box();
        /** The names of our commands that the list has for what is typed, from the top on until there are two. */
        const namesFor = async (typed: string) => {
          await field.fill('>');
          await field.fill(`>${typed}`);
          const seen = new Map<number, string>();
          // The first key moves the focus to the end of what is shown.
          for (let unchanged = 0; unchanged < 2;) {
            const { size } = seen;
            await root.locator('.monaco-list-row').first().waitFor();
            for (const [place, label] of await root.locator('.monaco-list-row').evaluateAll(labelsOf)) {
              seen.set(place, label);
            }
            const inOrder = [...seen].toSorted(([a], [b]) => a - b).map(([, label]) => ours.get(label));
            const found = inOrder.filter((name) => name !== undefined);
            if (found.length >= 2) return found;
            unchanged = seen.size > size ? 0 : unchanged + 1;
            await field.press('PageDown');
          }
          return [...seen.values()].flatMap((label) => ours.get(label) ?? []);
        };
        // The commands of extensions come while they load.
        await retry(async () => {
          assert.ok((await namesFor('export')).length > 0);
        });
        const wrong: string[] = [];
        for (const [typed, name, place = 1] of queries) {
          // For a moment, which a busy machine stretches, the list has what it had for the text before.
          const deadline = performance.now() + 30_000;
          let found = await namesFor(typed);
          while (!found.slice(0, place).includes(name) && performance.now() < deadline) found = await namesFor(typed);
          if (!found.slice(0, place).includes(name)) wrong.push(`${typed}: ${found.join()}, not ${name}`);
        }
        await window.screenshot(`palette-${language}-${build}`);
        assert.deepEqual(wrong, []);
      });
    });
  }
}

/** Runs in the page: the rows, by their places in the list. */
function labelsOf(rows: readonly unknown[]): (readonly [place: number, label: string])[] {
  return (rows as readonly PageElement[]).map((row) => [
    Number(row.getAttribute('data-index')),
    row.querySelector('.label-name')?.textContent ?? '',
  ]);
}

interface PageElement {
  readonly textContent: string;
  getAttribute(name: string): string | null;
  querySelector(selector: string): PageElement | null;
}
