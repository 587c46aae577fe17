import MarkdownIt from 'markdown-it';
import { readHtml, type Rendered } from './renderedHtml.ts';

/** Renders Markdown with the settings of VS Code's preview: `markdownEngine.ts` of its extension. */
export function rendered(markdown: string): Rendered {
  const engine = new MarkdownIt({ html: true, linkify: true });
  engine.linkify.set({ fuzzyLink: false });
  return readHtml(engine.render(markdown));
}
