import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withoutNames } from './windows/openWindow.ts';
import { useWindow, withTenant } from './windows/useWindow.ts';

const hostile = '${UUID} $0 <img src=x>';

const files = {
  'paste.env': 'AUTH0_DOMAIN=\n',
  'several.env': '\n\n',
  'each.env': '\n',
  'paste.md': '\n',
  'book.ipynb': JSON.stringify({
    cells: [{ cell_type: 'code', metadata: {}, source: ['pass'], outputs: [], execution_count: null }],
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  }),
};

describe('Pasting the ID of an organization that was copied', () => {
  const opened = useWindow(async (setUp) => {
    const window = await withTenant(
      { organizations: 12 },
      { settings: { ...withoutNames, '[markdown]': { 'editor.wordWrap': 'off' } } },
    )(setUp);
    const { tenant, workbench } = window;
    await tenant.updateOrganization(tenant.organizations[7]?.id ?? '-', { display_name: hostile });
    await workbench.pressViewButton('Refresh');
    await workbench.row(hostile).waitFor();
    // Before a file is looked for: VS Code remembers which ones there are.
    for (const [name, text] of Object.entries(files)) await writeFile(join(window.folder, name), text);
    return window;
  });

  const organization = (index: number) => opened().tenant.organizations[index] ?? assert.fail();
  const copyId = async (index: number) => {
    const { workbench } = opened();
    const { id, name, display_name: title = name } = organization(index);
    await workbench.pressInlineButton(workbench.row(title), 'Copy Organization ID');
    await workbench.clipboardHolds(id);
    return id;
  };

  it('pastes the text, and then offers what a drop offers', async () => {
    const { workbench, page, tenant, ...window } = opened();
    await tenant.clearRequests();
    const id = await copyId(1);
    await workbench.editor.open('paste.env');
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Control+V');
    await workbench.editor.shows('AUTH0_DOMAIN=', id);
    const choices = await workbench.editor.openDropChooser();
    await window.screenshot('paste-chooser');
    assert.deepEqual(await choices.allInnerTexts(), [
      'Insert Plain Text',
      'Insert Organization Name',
      'Insert AUTH0_ORGANIZATION=…',
      'Insert Link to Document',
    ]);
    await choices.filter({ hasText: 'AUTH0_ORGANIZATION' }).click();
    await workbench.editor.shows('AUTH0_DOMAIN=', `AUTH0_ORGANIZATION=${id}`);
    assert.deepEqual(tenant.requests, []);
  });

  it('pastes at each cursor', async () => {
    const { workbench, page } = opened();
    const id = await copyId(2);
    await workbench.editor.open('several.env');
    await page.keyboard.press('Control+Home');
    for (const key of ['Shift+Alt+ArrowDown', 'Shift+Alt+ArrowDown', 'Control+V']) await page.keyboard.press(key);
    await workbench.editor.shows(id, id, id);
    await (await workbench.editor.openDropChooser()).filter({ hasText: 'AUTH0_ORGANIZATION' }).click();
    const setting = `AUTH0_ORGANIZATION=${id}`;
    await workbench.editor.shows(setting, setting, setting);
  });

  it('leaves several IDs at several cursors to VS Code, which pastes one at each', async () => {
    const { workbench, page } = opened();
    const rowOf = (index: number) => {
      const { name, display_name: title = name } = organization(index);
      return workbench.row(title);
    };
    await rowOf(4).click();
    await workbench.tab(`${organization(4).name}.json`).waitFor();
    await rowOf(5).click({ modifiers: ['Shift'] });
    await page.keyboard.press('Control+C');
    const ids = [4, 5].map((index) => organization(index).id);
    await workbench.clipboardHolds(ids.join('\n'));
    await workbench.editor.open('each.env');
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Shift+Alt+ArrowDown');
    await page.keyboard.press('Control+V');
    await workbench.editor.shows(...ids);
    assert.equal(await page.locator('.post-edit-widget').filter({ visible: true }).count(), 0);
  });

  it('pastes links into Markdown in which a display name is nothing but text, and nothing else for other texts', async () => {
    const { workbench, page, tenant } = opened();
    const id = await copyId(7);
    await workbench.editor.open('paste.md');
    await page.keyboard.press('Control+V');
    await (await workbench.editor.openDropChooser()).filter({ hasText: 'Link' }).click();
    const link = `[\\$\\{UUID\\} \\$0 \\<\u2060img src=x\\>](auth0-organization://${tenant.domain}/medhurst-llc.json?${id})`;
    await workbench.editor.shows(link, '');
    await page.evaluate('navigator.clipboard.writeText(" other")');
    await page.keyboard.press('Control+V');
    await workbench.editor.shows(`${link} other`, '');
    assert.equal(await page.locator('.post-edit-widget').filter({ visible: true }).count(), 0);
  });

  it('pastes into a cell of a notebook', async () => {
    const { workbench, page } = opened();
    const id = await copyId(3);
    await workbench.editor.openInAnyEditor('book.ipynb');
    await page.locator('.notebookOverlay .cell .view-line').filter({ hasText: 'pass' }).click();
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Control+V');
    await page.locator('.notebookOverlay .view-line').filter({ hasText: id }).waitFor();
    await (await workbench.editor.openDropChooser()).filter({ hasText: 'Insert Organization Name' }).click();
    await page
      .locator('.notebookOverlay .view-line')
      .filter({ hasText: organization(3).name })
      .waitFor();
  });
});
