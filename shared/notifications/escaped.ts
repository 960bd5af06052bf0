// Text as HTML shows it: what people typed makes no tags.

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** In text and in quoted attributes. */
export const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (one) => ENTITIES[one] ?? one)

/** Escaped, and with times from–to that stay on one line. */
export const shown = (text: string): string =>
  escaped(text).replaceAll(/(?<=\d)–(?=\d)/g, '&#8288;–&#8288;')
