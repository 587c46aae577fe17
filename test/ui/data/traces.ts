import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Trace } from './canaries.ts';

/** All files of a folder, without those that links in it lead to. */
export async function filesIn(folder: string): Promise<readonly Trace[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return Promise.all(
    [...files, ...entries.map(({ parentPath, name }) => join(parentPath, name))].map(async (path) => ({
      place: path,
      // The names tell too.
      content: files.includes(path) ? await readFile(path) : path,
    })),
  );
}

/**
 * The command lines and environments of the processes that have this text in their environment, as those of a window
 * have what it was opened with, where the system shows both as files.
 */
export async function processes(marker: string): Promise<readonly Trace[]> {
  const ids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  // A process can have ended, or belong to somebody else.
  const read = async (...path: readonly string[]): Promise<Trace> => {
    const place = join('/proc', ...path);
    return { place, content: await readFile(place, 'utf8').catch(() => '') };
  };
  const both = await Promise.all(ids.map((id) => Promise.all([read(id, 'environ'), read(id, 'cmdline')])));
  return both.filter(([{ content }]) => content.includes(marker)).flat();
}

/** What the page shows and what it keeps: all frames with the values of their inputs, storages, databases, clipboard. */
export async function pageTraces(page: Page): Promise<readonly Trace[]> {
  const frames = page.frames().map(async (frame) => {
    // A frame can go while it is read.
    const content = await frame.evaluate<string>(shownInFrame).catch(() => '');
    return { place: `the page, frame ${frame.url()}`, content };
  });
  const [stored, clipboard] = await Promise.all([
    page.evaluate<readonly Trace[]>(storedByPage),
    page.evaluate<string>('navigator.clipboard.readText()'),
  ]);
  return [...(await Promise.all(frames)), ...stored, { place: 'the clipboard', content: clipboard }];
}

/** What the page says, asks for and fails with from now on. The messages between workbench and server are not in it. */
export function listenToPage(page: Page): Trace[] {
  const heard: Trace[] = [];
  page.on('console', (message) => {
    heard.push({ place: `the console (${message.type()})`, content: message.text() });
  });
  page.on('pageerror', (error) => {
    heard.push({ place: 'an error of the page', content: error.stack ?? error.message });
  });
  page.on('request', (request) => {
    const content = [request.url(), JSON.stringify(request.headers()), request.postData() ?? ''].join('\n');
    heard.push({ place: 'a request of the page', content });
  });
  return heard;
}

/** With the shadow trees, which `outerHTML` leaves out. */
const shownInFrame = `(() => {
  const read = (root) => [...root.querySelectorAll('*')].flatMap((element) => [
    ...(typeof element.value === 'string' ? [element.value] : []),
    ...(element.shadowRoot ? [element.shadowRoot.innerHTML, ...read(element.shadowRoot)] : []),
  ]);
  return [document.documentElement.outerHTML, document.title, document.cookie, location.href, ...read(document)].join('\\n');
})()`;

/** Bytes are given as Latin-1 characters, so that UTF-16 in them stays what it is. */
const storedByPage = `(async () => {
  const result = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const latin1 = (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const bytesAsText = (_key, value) =>
    value instanceof ArrayBuffer ? latin1(new Uint8Array(value))
    : ArrayBuffer.isView(value) ? latin1(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
    : value;
  const text = (value) => JSON.stringify(bytesAsText('', value), bytesAsText) ?? '';
  const places = [
    { place: 'localStorage', content: JSON.stringify(localStorage) },
    { place: 'sessionStorage', content: JSON.stringify(sessionStorage) },
  ];
  for (const { name } of await indexedDB.databases()) {
    const database = await result(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const objects = database.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([result(objects.getAllKeys()), result(objects.getAll())]);
      keys.forEach((key, index) => places.push({
        place: 'IndexedDB ' + name + ' ' + store + ' ' + String(key),
        content: String(key) + ' ' + text(values[index]),
      }));
    }
    database.close();
  }
  return places;
})()`;
