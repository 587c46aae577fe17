import MarkdownIt from 'markdown-it';
import { readHtml, type Rendered } from './renderedHtml.ts';

/** Renders Markdown with the settings of VS Code's preview: `markdownEngine.ts` of its extension. */
export function rendered(markdown: string): Rendered {
  return readHtml(htmlOf(markdown));
}

/** Like `rendered`, before a person has opened a list that opens from a line. */
export function renderedClosed(markdown: string): Rendered {
  return readHtml(htmlOf(markdown).replace(/(<details><summary>.*<\/summary>)[^]*?<\/details>/g, '$1'));
}

const engine = new MarkdownIt({ html: true, linkify: true });
engine.linkify.set({ fuzzyLink: false });

function htmlOf(markdown: string): string {
  return engine.render(markdown);
}
