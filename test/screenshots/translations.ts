import { readStrings } from '../ui/data/strings.ts';

/** What the extension says in a language in place of its English strings. */
export async function translations(language: string): Promise<(english: string) => string> {
  const [code, english, translated] = await Promise.all(
    [`l10n/bundle.l10n.${language}.json`, 'package.nls.json', `package.nls.${language}.json`].map(readStrings),
  );
  const manifest = Object.entries(english ?? {}).map(([key, text]) => [text, translated?.[key]] as const);
  const all = new Map([...manifest, ...Object.entries(code ?? {})]);
  return (text) => {
    const found = all.get(text);
    if (found === undefined) throw new Error(`There is no "${text}" in ${language}.`);
    return found;
  };
}
