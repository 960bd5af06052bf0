// What the pages of the web app may load and whom they may talk to. Scripts: our own files, the inline ones of the pages by
// their hashes, and what Firebase's sign-in and App Check load themselves. Nothing `unsafe` for scripts; styles keep
// `unsafe-inline`, since Mantine writes style attributes.
import { createHash } from 'node:crypto'
import type { HostedFile } from './files.ts'

/** Whom the pages talk to. */
export interface Correspondents {
  /** Address of the API, of which the origin counts. */
  readonly apiBaseUrl: string
  /** Firebase's host for the sign-in of other providers: `PROJECT.firebaseapp.com`. */
  readonly authDomain: string
  /** Further origins: of the emulators, on this machine. */
  readonly others?: readonly string[]
}

const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script>/gi
const HANDLER = /<[a-z][^>]*\s(on[a-z]+)\s*=/i
const SCRIPT_ADDRESS = /\b(?:href|src|action)\s*=\s*["']?\s*javascript:/i

const inlineScriptsOf = (html: string): readonly string[] =>
  [...html.matchAll(SCRIPT)]
    .filter(([, attributes = '']) => !/\bsrc\s*=/i.test(attributes))
    .map(([, , script = '']) => script)

const toSource = (script: string): string =>
  `'sha256-${createHash('sha256').update(script).digest('base64')}'`

const checkPage = ({ path, text }: HostedFile): void => {
  const outside = text.replace(SCRIPT, '')
  const handler = HANDLER.exec(outside)?.[1]
  if (handler !== undefined)
    throw new Error(`${path}: the policy stops ${handler}=; listen in a script instead`)
  if (SCRIPT_ADDRESS.test(outside))
    throw new Error(`${path}: the policy stops javascript: addresses`)
}

/** The policy for the pages among these files. Throws where a page has a script that no hash can allow. */
export const toPolicy = (
  files: readonly HostedFile[],
  { apiBaseUrl, authDomain, others = [] }: Correspondents,
): string => {
  const pages = files.filter(({ path }) => path.endsWith('.html'))
  pages.forEach(checkPage)
  const hashes = new Set(pages.flatMap(({ text }) => inlineScriptsOf(text)).map(toSource))
  const directives: Readonly<Record<string, readonly string[]>> = {
    'default-src': [`'none'`],
    'script-src': [
      `'self'`,
      ...[...hashes].toSorted(),
      'https://apis.google.com',
      'https://www.google.com/recaptcha/',
      'https://www.gstatic.com/recaptcha/',
    ],
    'style-src': [`'self'`, `'unsafe-inline'`],
    // Professionals' photos are wherever they put them; Firestore asks for a picture to tell a lost network from a lost server.
    'img-src': [`'self'`, 'data:', 'blob:', 'https:'],
    'font-src': [`'self'`],
    'connect-src': [
      `'self'`,
      new URL(apiBaseUrl).origin,
      'https://firestore.googleapis.com',
      'https://identitytoolkit.googleapis.com',
      'https://securetoken.googleapis.com',
      'https://content-firebaseappcheck.googleapis.com',
      'https://firebaseinstallations.googleapis.com',
      'https://fcmregistrations.googleapis.com',
      'https://www.google.com/recaptcha/',
      ...others,
    ],
    'frame-src': [`https://${authDomain}`, 'https://www.google.com/recaptcha/'],
    'worker-src': [`'self'`],
    'manifest-src': [`'self'`],
    'base-uri': [`'none'`],
    'form-action': [`'self'`],
    'frame-ancestors': [`'none'`],
    'object-src': [`'none'`],
  }
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ')
}
