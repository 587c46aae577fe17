import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { untilAtRest } from './atRest.ts';

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** Rules that VS Code breaks wherever it shows rows and notifications, which no extension can change. */
const broken: Readonly<Record<string, string>> = {
  'aria-allowed-attr': 'items of quick picks have a level, and notifications a place in a list',
  'aria-prohibited-attr': 'the keys of commands are labelled elements without a role',
  'aria-required-children': 'the list of notifications holds dialogs',
  'label-content-name-mismatch': 'labels and descriptions touch in the text of a row, also where the name is its own',
  'nested-interactive': 'the buttons of a row are inside it',
};

/** Rules about colours; the others say the same in each theme. */
export const colourRules = ['color-contrast', 'link-in-text-block'] as const;

/** What axe looks for. */
interface AxeRules {
  /** All rules when left out. */
  readonly only?: readonly string[] | undefined;
  /** Those that VS Code breaks in this part of the window. */
  readonly without?: readonly string[];
}

/** What axe finds wrong in a part of the window, a line each. */
export async function violationsIn(
  page: Page,
  selector: string,
  { only, without = [] }: AxeRules = {},
): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>(`'axe' in globalThis`)))
    await page.evaluate(await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8'));
  // What is fading in has too little contrast.
  await untilAtRest(page);
  const rules = Object.fromEntries([...Object.keys(broken), ...without].map((id) => [id, { enabled: false }]));
  const options = only ? { runOnly: { type: 'rule', values: only } } : { rules };
  const violations = await page.evaluate<readonly Violation[]>(
    `axe.run(${JSON.stringify(selector)}, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${failureSummary} ${html}`),
  );
}
