// Drawings as SVG: boxes, arrows between them, and words. Seen alone (in the repository) one carries its colours for light and
// dark; in the site it takes the page's.

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Colours by the kind of a box, light and dark: those of the web app. */
const TONES = {
  plain: { light: ['#ffffff', '#7f8997', '#141a22'], dark: ['#161c25', '#6b7788', '#e8ecf2'] },
  held: { light: ['#e1f1fa', '#0b5c8a', '#0b5c8a'], dark: ['#10293a', '#86cff5', '#86cff5'] },
  pending: { light: ['#fff4d6', '#7a4f00', '#7a4f00'], dark: ['#352a0e', '#f5ce73', '#f5ce73'] },
  confirmed: { light: ['#e9ecfd', '#2f3db0', '#2f3db0'], dark: ['#1f2550', '#b3beff', '#b3beff'] },
  session: { light: ['#f0eafb', '#6234b5', '#6234b5'], dark: ['#2a1f45', '#c4a8ff', '#c4a8ff'] },
  good: { light: ['#e3f5ea', '#0b6b37', '#0b6b37'], dark: ['#12301f', '#6fdd9c', '#6fdd9c'] },
  late: { light: ['#ffebe0', '#a33a00', '#a33a00'], dark: ['#3d1d10', '#ffa987', '#ffa987'] },
  away: { light: ['#eceff3', '#4b5563', '#4b5563'], dark: ['#252d38', '#b6bfcb', '#b6bfcb'] },
} as const
export type Tone = keyof typeof TONES

const LINES = { light: ['#7f8997', '#141a22', '#556070'], dark: ['#6b7788', '#e8ecf2', '#a4aebc'] }

const rulesOf = (scheme: 'light' | 'dark', under = ''): string => {
  const [line, text, muted] = LINES[scheme]
  const tones = Object.entries(TONES).map(([tone, colours]) => {
    const [fill, stroke, words] = colours[scheme]
    return `${under}.${tone} rect{fill:${fill};stroke:${stroke}}${under}.${tone} text{fill:${words}}${under}.${tone} path{fill:none;stroke:${words}}`
  })
  return [
    `${under}.line{stroke:${line}}${under}.head{fill:${line}}${under}.words{fill:${text}}${under}.small{fill:${muted}}`,
    ...tones,
  ].join('\n')
}

/** The colours of all drawings for a site whose dark scheme is a class of its root. */
export const siteStyles = (): string =>
  `${rulesOf('light', '.drawing ')}\n${rulesOf('dark', '.dark .drawing ')}\n`

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** Words at a place, centred unless told. */
export const words = (
  text: string,
  {
    x,
    y,
    kind = 'words',
    anchor = 'middle',
  }: { x: number; y: number; kind?: 'words' | 'small'; anchor?: 'start' | 'middle' | 'end' },
): string =>
  `<text class="${kind}" x="${x}" y="${y}" text-anchor="${anchor}" font-size="${kind === 'small' ? 13 : 15}">${escaped(text)}</text>`

/** A box with its name, and a line below it. */
export function box(
  { x, y, width, height }: Box,
  name: string,
  { tone = 'plain', says = '' }: { tone?: Tone; says?: string } = {},
): string {
  const [centre, middle] = [x + width / 2, y + height / 2]
  const below =
    says === ''
      ? ''
      : `<text x="${centre}" y="${middle + 17}" text-anchor="middle" font-size="12">${escaped(says)}</text>`
  return [
    `<g class="${tone}"><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="10" stroke-width="1.5"/>`,
    `<text x="${centre}" y="${says === '' ? middle + 5 : middle - 2}" text-anchor="middle" font-size="15" font-weight="600">${escaped(name)}</text>${below}</g>`,
  ].join('')
}

const GAP = 6

const centreOf = ({ x, y, width, height }: Box) => ({ x: x + width / 2, y: y + height / 2 })

/** Where the line between two centres leaves the first box. */
function edgeOf(from: Box, towards: { readonly x: number; readonly y: number }) {
  const centre = centreOf(from)
  const [dx, dy] = [towards.x - centre.x, towards.y - centre.y]
  const scale = Math.min(
    dx === 0 ? Infinity : (from.width / 2 + GAP) / Math.abs(dx),
    dy === 0 ? Infinity : (from.height / 2 + GAP) / Math.abs(dy),
  )
  return { x: Math.round(centre.x + dx * scale), y: Math.round(centre.y + dy * scale) }
}

/** An arrow between two boxes. */
export function arrow(from: Box, to: Box, { isBoth = false, isDashed = false } = {}): string {
  const [start, end] = [edgeOf(from, centreOf(to)), edgeOf(to, centreOf(from))]
  return line(start, end, { isBoth, isDashed })
}

type Point = { readonly x: number; readonly y: number }

/** An arrow between two points. */
export const line = (start: Point, end: Point, { isBoth = false, isDashed = false } = {}): string =>
  `<line class="line" x1="${start.x}" y1="${start.y}" x2="${end.x}" y2="${end.y}" stroke-width="1.5" marker-end="url(#head)"${isBoth ? ' marker-start="url(#head)"' : ''}${isDashed ? ' stroke-dasharray="5 4"' : ''}/>`

/** The whole drawing; `title` is what it shows, for who cannot see it. */
export const drawing = (
  {
    width,
    height,
    title,
  }: { readonly width: number; readonly height: number; readonly title: string },
  parts: readonly string[],
): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}" font-family="system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif">`,
    `<style>${rulesOf('light')}\n@media (prefers-color-scheme: dark){${rulesOf('dark')}}</style>`,
    '<defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path class="head" d="M0 0 10 5 0 10z"/></marker></defs>',
    ...parts,
    '</svg>',
    '',
  ].join('\n')
