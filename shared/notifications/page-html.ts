// A page as HTML: one column, light and dark, for phones, keyboards and screen readers; without a script, and loading nothing.
import { escaped, shown } from './escaped.ts'
import type { Page, PageForm } from './page.ts'

const STYLE = `:root { color-scheme: light dark; --page: #F6F7F9; --card: #FFFFFF; --line: #DDE1E7; --text: #141A22; --muted: #556070;
  --accent: #3A4BC8; --on-accent: #FFFFFF; }
@media (prefers-color-scheme: dark) { :root { --page: #0D1117; --card: #161C25; --line: #2A3340; --text: #E8ECF2; --muted: #A4AEBC;
  --accent: #9AA8FF; --on-accent: #0D1117; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 16px; background: var(--page); color: var(--text); font: 16px/24px -apple-system, 'Segoe UI', Roboto,
  Helvetica, Arial, sans-serif; -webkit-text-size-adjust: 100%; }
main { max-width: 560px; margin: 0 auto; padding: 24px; background: var(--card); border: 1px solid var(--line); border-radius: 16px;
  overflow-wrap: anywhere; }
h1 { margin: 0 0 16px; font-size: 22px; line-height: 28px; font-weight: 600; }
p { margin: 0 0 16px; }
main > :last-child { margin-bottom: 0; }
.entry { margin: 0 0 16px; padding: 2px 0 2px 16px; border-left: 4px solid var(--accent); color: var(--muted); }
.entry p { margin: 0; }
.entry p:first-child { font-size: 18px; line-height: 26px; font-weight: 600; color: var(--text); }
label { display: block; margin: 0 0 8px; }
textarea { display: block; width: 100%; min-height: 96px; margin: 0 0 16px; padding: 12px; border: 1px solid var(--muted);
  border-radius: 12px; background: var(--page); color: var(--text); font: inherit; }
button, .link { display: inline-block; min-height: 48px; padding: 12px 24px; border: 0; border-radius: 12px; background: var(--accent);
  color: var(--on-accent); font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }`

const paragraph = (line: string): string => `<p>${shown(line)}</p>`

/** Of a reason, as the contract bounds it. */
const REASON_CHARACTERS = 1000

function formHtml({ action, token, button, reason }: PageForm): string {
  const field =
    reason === undefined
      ? ''
      : `<label for="reason">${escaped(reason)}</label>
<textarea id="reason" name="reason" maxlength="${REASON_CHARACTERS}" autocomplete="off"></textarea>
`
  return `<form method="post" action="${escaped(action)}">
<input type="hidden" name="token" value="${escaped(token)}">
${field}<button type="submit">${escaped(button)}</button>
</form>`
}

/** What a browser is told of every page: nothing is loaded, nobody frames it, no address of it goes on to others. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex',
}

/** A page as HTML. Everything that people typed is escaped. */
export function toPageHtml({ language, title, entry, notes, form, link }: Page): string {
  const parts = [
    `<h1>${escaped(title)}</h1>`,
    ...(entry.length > 0
      ? [`<div class="entry">\n${entry.map(paragraph).join('\n')}\n</div>`]
      : []),
    ...notes.map(paragraph),
    ...(form ? [formHtml(form)] : []),
    ...(link
      ? [`<p><a class="link" href="${escaped(link.url)}">${escaped(link.label)}</a></p>`]
      : []),
  ]
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>${escaped(title)}</title>
<style>
${STYLE}
</style>
</head>
<body>
<main>
${parts.join('\n')}
</main>
</body>
</html>
`
}
