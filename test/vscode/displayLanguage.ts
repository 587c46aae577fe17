import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installWebVsCode } from './build.ts';

/** A language that VS Code can be shown in. The last one is English in letters that English does not have. */
export type DisplayLanguage = 'fr' | 'qps-ploc';

/**
 * The script that makes the workbench speak a language. On the desktop a language pack brings one, but the registry has
 * those of VS Code for the Web alone, whose version is another: what is new or changed since then stays English.
 * @param root the folder that `installVsCode` gave
 */
export async function messagesScript(root: string, language: DisplayLanguage): Promise<string> {
  const web = await installWebVsCode();
  const [here, there, script] = await Promise.all([
    englishMessages(root),
    englishMessages(web),
    readFile(join(web, 'nls', language, 'nls.messages.js'), 'utf8'),
  ]);
  const translations = JSON.parse(/=(\[.*\]);globalThis\./s.exec(script)?.[1] ?? '[]') as readonly string[];
  const known = new Map(there.map(({ id }, place) => [id, translations[place]]));
  const messages = here.map(({ id, text }) => known.get(id) ?? text);
  return `globalThis._VSCODE_NLS_MESSAGES=${JSON.stringify(messages)};globalThis._VSCODE_NLS_LANGUAGE='${language}';`;
}

interface Message {
  /** Where it is used, under which name, and the text itself. */
  readonly id: string;
  readonly text: string;
}

/** All messages of a VS Code, in the order in which its scripts number them. */
async function englishMessages(root: string): Promise<readonly Message[]> {
  const read = async (name: string) => JSON.parse(await readFile(join(root, 'out', name), 'utf8')) as unknown;
  const keys = (await read('nls.keys.json')) as readonly (readonly [module: string, keys: readonly string[]])[];
  const texts = (await read('nls.messages.json')) as readonly string[];
  return keys
    .flatMap(([module, names]) => names.map((name) => `${module} ${name}`))
    .map((place, index) => ({ id: `${place} ${texts[index]}`, text: texts[index] ?? '' }));
}
