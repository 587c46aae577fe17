import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import * as vscode from 'vscode';
import { inlineCode, readableMarkdown } from '../../../src/text/markdown.ts';
import { plainText } from '../../../src/text/plainText.ts';
import { hostileTexts } from '../../unit/text/hostileTexts.ts';
import { readHtml } from '../../unit/text/renderedHtml.ts';

/** How many texts are rendered as one document, each as a paragraph. */
const TEXTS = 500;

describe('The Markdown preview of VS Code', () => {
  it('shows foreign text as it is, without links, elements or formulas', async () => {
    const texts = fc.sample(hostileTexts, TEXTS);
    for (const [make, elements] of [
      [readableMarkdown, ['p']],
      [inlineCode, ['p', 'code']],
    ] as const) {
      const markdown = texts.map((text) => `Text: ${make(text)}`).join('\n\n');
      const html = await vscode.commands.executeCommand<string>('markdown.api.render', markdown);
      const paragraphs = html.match(/<p\b[^]*?<\/p>/g) ?? [];
      assert.equal(paragraphs.length, texts.length);
      for (const [index, text] of texts.entries()) {
        const shown = readHtml(paragraphs[index] ?? '');
        // VS Code 1.96 makes links of email addresses.
        const links = shown.links.filter((link) => !link.startsWith('mailto:'));
        assert.deepEqual(links, [], text);
        assert.deepEqual(
          shown.elements.filter((name) => name !== 'a'),
          elements,
          text,
        );
        assert.ok(spaced(shown.text).startsWith(`Text: ${spaced(plainText(text))}`), `${shown.text} for ${text}`);
      }
    }
  });
});

/** HTML joins spaces. */
function spaced(text: string): string {
  return text.replace(/[ \u00a0]+/g, ' ');
}
