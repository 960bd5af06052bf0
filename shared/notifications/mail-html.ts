// The HTML part of a mail: one column that a phone shows without zooming, light and dark, by tables that Outlook understands.
import { escaped, shown } from './escaped.ts'
import type { Letter } from './letter.ts'

/** For programs that read `<style>`; the others show the light colours, which stand on the elements themselves. */
const DARK = `@media (prefers-color-scheme: dark) {
.page { background: #0D1117 !important; }
.card { background: #161C25 !important; border-color: #2A3340 !important; }
.text { color: #E8ECF2 !important; }
.muted { color: #A4AEBC !important; }
.entry { border-color: #9AA8FF !important; }
.button { background: #9AA8FF !important; color: #0D1117 !important; }
}`

const FONT = `font-family: -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif;`

function entry(lines: readonly string[]): string {
  const [first = '', ...others] = lines
  const rest = others.map(
    (line) =>
      `<div class="muted" style="font-size: 16px; line-height: 24px; color: #556070;">${shown(line)}</div>`,
  )
  return `<tr><td style="padding: 0 0 16px 0;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>
<td class="entry" style="border-left: 4px solid #3A4BC8; padding: 2px 0 2px 16px;">
<div class="text" style="font-size: 18px; line-height: 26px; font-weight: 600; color: #141A22;">${shown(first)}</div>
${rest.join('\n')}
</td></tr></table></td></tr>`
}

const paragraph = (line: string): string =>
  `<tr><td class="text" style="padding: 0 0 16px 0; font-size: 16px; line-height: 24px; color: #141A22;">${shown(line)}</td></tr>`

/** A mail as HTML. Everything that people typed is escaped; nothing is loaded from anywhere. */
export function toHtml(letter: Letter): string {
  const { language, subject, title, greeting, entries, closing, action, why, unsubscribe } = letter
  const button = action
    ? `<tr><td style="padding: 8px 0 24px 0;"><a class="button" href="${escaped(action.url)}" style="display: inline-block; padding: 14px 24px; border-radius: 12px; background: #3A4BC8; color: #FFFFFF; font-size: 16px; line-height: 20px; font-weight: 600; text-decoration: none;">${escaped(action.label)}</a></td></tr>`
    : ''
  const end = unsubscribe
    ? ` <a class="muted" href="${escaped(unsubscribe.url)}" style="color: #556070; text-decoration: underline;">${escaped(unsubscribe.label)}</a>`
    : ''
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>${escaped(subject)}</title>
<style>
${DARK}
</style>
</head>
<body class="page" style="margin: 0; padding: 0; background: #F6F7F9; ${FONT} -webkit-text-size-adjust: 100%;">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background: #F6F7F9;"><tr><td align="center" style="padding: 16px 8px;">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width: 560px; background: #FFFFFF; border: 1px solid #DDE1E7; border-radius: 16px;"><tr><td style="padding: 24px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="${FONT}">
<tr><td class="text" style="padding: 0 0 16px 0; font-size: 22px; line-height: 28px; font-weight: 600; color: #141A22;">${escaped(title)}</td></tr>
${paragraph(greeting)}
${entries.map(entry).join('\n')}
${closing.map(paragraph).join('\n')}
${button}
<tr><td class="muted" style="font-size: 13px; line-height: 20px; color: #556070;">${escaped(why)}${end}</td></tr>
</table>
</td></tr></table>
</td></tr></table>
</body>
</html>
`
}
