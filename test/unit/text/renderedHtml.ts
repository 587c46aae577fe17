/** What a person sees of HTML. */
export interface Rendered {
  /** The names of the elements, in their order. */
  readonly elements: readonly string[];
  /** The targets of the links. */
  readonly links: readonly string[];
  /** The text, without word joiners, which nobody sees. */
  readonly text: string;
}

/** Reads the HTML of a renderer, which has no `<` in its texts. */
export function readHtml(html: string): Rendered {
  const tags = [...html.matchAll(/<([^/>\s][^>\s]*)([^>]*)>/g)];
  return {
    elements: tags.map(([, name = '']) => name),
    links: tags.flatMap(([, , attributes = '']) => / href="([^"]*)"/.exec(attributes)?.slice(1) ?? []).map(unescaped),
    text: unescaped(html.replace(/<[^>]*>/g, '')).replaceAll('\u2060', ''),
  };
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };

function unescaped(text: string): string {
  return text.replace(/&(lt|gt|quot|amp);/g, (entity, name: string) => entities[name] ?? entity);
}
