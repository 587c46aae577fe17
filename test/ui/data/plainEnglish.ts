import type { Page } from 'playwright-core';
import { plainText } from '../../../src/text/plainText.ts';
import type { Tenant } from '../../tenant/server.ts';

/** All texts of what this selector finds: what can be read, and what screen readers and hovers say. */
export async function textsOf(page: Page, selector: string): Promise<readonly string[]> {
  const texts = await page.evaluate<readonly string[]>(`[...document.querySelectorAll(${JSON.stringify(selector)})]
    .filter((root) => root.checkVisibility())
    .flatMap((root) => [
      ...root.innerText.split('\\n'),
      ...[root, ...root.querySelectorAll('*')]
        .filter((element) => element.checkVisibility())
        .flatMap((element) => ['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? '')),
    ])`);
  return [...new Set(texts)].filter((text) => text.trim() !== '');
}

/** What has words in plain letters, once all that is no text of ours is taken out. */
export function plainEnglish(texts: readonly string[], foreign: readonly (string | RegExp)[]): readonly string[] {
  return texts.filter((text) => {
    const rest = foreign.reduce<string>((left, part) => left.replaceAll(part, ' '), text);
    return /(?<![\p{L}\p{M}])[A-Za-z]{2,}(?![\p{L}\p{M}])/u.test(rest);
  });
}

/**
 * All texts in the answers that a tenant has given in this test, or may have given before about its organizations and
 * their invitations; also as they are shown in one line; the longest first.
 */
export async function textsFrom({ requests, organizations, ...tenant }: Tenant): Promise<readonly string[]> {
  const authorization = `Bearer ${await tenant.mintToken()}`;
  const list = '/api/v2/organizations';
  const lasting = [list, ...organizations.map(({ id }) => `${list}/${id}/invitations`)];
  const answers = [...new Set([...lasting, ...requests.map(({ path }) => path)])].map(async (path) => {
    const response = await fetch(tenant.url + path, { headers: { authorization } });
    return leaves(await response.json());
  });
  const texts = new Set((await Promise.all(answers)).flat().flatMap((text) => [text, plainText(text)]));
  return [...texts].filter(({ length }) => length > 1).toSorted((one, other) => other.length - one.length);
}

function leaves(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
}
