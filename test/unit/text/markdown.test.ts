import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inlineCode, markdownLink, readableMarkdown } from '../../../src/text/markdown.ts';
import { plainText } from '../../../src/text/plainText.ts';
import { hostileTexts } from './hostileTexts.ts';
import { rendered } from './renderedMarkdown.ts';

/** What a person sees of a text behind another one. HTML joins spaces, and Markdown drops them at the end of a line. */
const seen = (text: string) => plainText(text).replace(/[ \u00a0]+/g, ' ');

describe('Readable Markdown', () => {
  it('shows each text as it is, without links and elements', () => {
    fc.assert(
      fc.property(hostileTexts, (text) => {
        for (const markdown of [
          `Name ${readableMarkdown(text)}`,
          `- a **b** ${readableMarkdown(text)} ${inlineCode('c')}`,
        ]) {
          const { elements, links, text: shown } = rendered(markdown);
          assert.deepEqual(links, []);
          assert.deepEqual(elements, markdown.startsWith('-') ? ['ul', 'li', 'strong', 'code'] : ['p']);
          assert.ok(shown.replace(/[ \u00a0]+/g, ' ').includes(seen(text)), `${JSON.stringify(shown)} for ${text}`);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('begins no list, heading or block at the beginning of a line', () => {
    const begins = (text: string) => {
      for (const [markdown, elements] of [
        [readableMarkdown(text), ['p']],
        [`- ${readableMarkdown(text)}`, ['ul', 'li']],
      ] as const) {
        assert.deepEqual(rendered(markdown).elements, elements, JSON.stringify(text));
      }
    };
    for (const mark of [
      '1.',
      '1)',
      '12.',
      '999999999)',
      '0.',
      '-',
      '+',
      '*',
      '#',
      '>',
      '=',
      '```',
      '~~~',
      '    x',
      ':',
      '|',
    ]) {
      begins(`${mark} Acme`);
    }
    fc.assert(fc.property(hostileTexts, begins), { numRuns: 2000 });
  });

  it('has only the backslashes that a renderer needs', () => {
    for (const text of [
      'The user auth0|jane of Acme, Inc. (EU) is no member.',
      'acme-saml is not enabled for org_VGZx1ySGh6PrYv0Y: 50%, or "none"?',
      'acme.eu.auth0.com/u/login state=1 at 10:20',
      '1.5 of 2 (50%)',
      '1,000: all',
      'Dans Préproduction seulement\u00a0: 1',
    ]) {
      assert.equal(readableMarkdown(text), text);
    }
    assert.equal(readableMarkdown('jane@acme.example'), 'jane\\@acme.example');
    assert.equal(readableMarkdown('*a* [b] <c> `d` $e$'), '\\*a\\* \\[b\\] \\<\u2060c\\> \\`d\\` \\$e\\$');
  });

  it('breaks web addresses up where a renderer takes the backslashes away first', () => {
    const bare = readableMarkdown('https://evil.example //evil.example').replaceAll('\\', '');
    assert.deepEqual(rendered(bare).links, []);
    assert.equal(readableMarkdown('www.evil.example'), 'www\\.evil.example');
  });

  it('is as long as it may be', () => {
    assert.equal(readableMarkdown('x'.repeat(1000), 1000).length, 1000);
    assert.equal(readableMarkdown('x'.repeat(1001), 1000).at(-1), '…');
  });
});

describe('Inline code', () => {
  it('shows each text as it is', () => {
    fc.assert(
      fc.property(hostileTexts, hostileTexts, (text, label) => {
        const { elements, links, text: shown } = rendered(`${inlineCode(text)} – ${readableMarkdown(label)}`);
        assert.deepEqual([elements, links], [['p', 'code'], []]);
        assert.ok(shown.startsWith(plainText(text)), `${JSON.stringify(shown)} for ${text}`);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('A Markdown link', () => {
  it('has its whole URL, whatever its label is', () => {
    fc.assert(
      fc.property(hostileTexts, hostileTexts, (label, key) => {
        const url = `vscode://a.b/open?domain=acme.eu.auth0.com&user=${encodeURIComponent(key.toWellFormed())}`;
        const { elements, links } = rendered(`a ${markdownLink(readableMarkdown(label), url)} b`);
        assert.deepEqual(elements, ['p', 'a']);
        assert.equal(decodeURIComponent(links[0] ?? ''), decodeURIComponent(url));
      }),
    );
  });

  it('stays in its cell of a table', () => {
    for (const label of ['Acme|Corp', 'a\\|b', '|', 'auth0|jane', '\\|']) {
      const link = markdownLink(readableMarkdown(label), 'vscode://a.b/open?user=auth0|jane');
      const { elements, links, text } = rendered(`| a | b |\n|-|-|\n| ${link} | c |`);
      assert.deepEqual(elements.slice(-5), ['tbody', 'tr', 'td', 'a', 'td'], label);
      assert.deepEqual(links.map(decodeURIComponent), ['vscode://a.b/open?user=auth0|jane']);
      assert.ok(text.includes(label), text);
    }
  });
});
