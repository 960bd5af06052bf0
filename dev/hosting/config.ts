// How Firebase Hosting serves the web app: which headers, and which page for which address.
import { ASSETS, type HostedFile } from './files.ts'
import { type Correspondents, toPolicy } from './content-security-policy.ts'

/** ServingConfig of Hosting's REST API: https://firebase.google.com/docs/reference/hosting/rest/v1beta1/sites.versions */
export interface ServingConfig {
  readonly headers: readonly (Pattern & { readonly headers: Readonly<Record<string, string>> })[]
  readonly rewrites: readonly (Pattern & { readonly path: string })[]
}

interface Pattern {
  readonly glob?: string
  readonly regex?: string
}

/**
 * All addresses but those below a folder, for an engine that cannot look ahead (RE2): either they leave its name at one of
 * its letters, or they end in it. So no two rules set one header, and nothing depends on which of them would win.
 */
export const allBut = (folder: string): string => {
  const rest = (letters: readonly string[]): string => {
    const [letter, ...others] = letters
    if (letter === undefined) throw new Error('a folder has a name')
    const leaves = `[^${letter}].*`
    return others.length === 0 ? `(?:${leaves})?` : `(?:${leaves}|${letter}${rest(others)})?`
  }
  return `^/${rest(folder.slice(1).split(''))}$`
}

/** A year, without subdomains: a web app at an apex domain must not decide for the others there. */
const STRICT_TRANSPORT = 'max-age=31536000'

/** The serving of these files, for an app that talks to these. */
export const toServingConfig = (
  files: readonly HostedFile[],
  correspondents: Correspondents,
): ServingConfig => ({
  headers: [
    {
      glob: '**',
      headers: {
        'Content-Security-Policy': toPolicy(files, correspondents),
        'Strict-Transport-Security': STRICT_TRANSPORT,
        'X-Content-Type-Options': 'nosniff',
        // For browsers that do not know frame-ancestors.
        'X-Frame-Options': 'DENY',
        'Referrer-Policy': 'strict-origin-when-cross-origin',
        // Sign-in opens windows of Google's, which report back.
        'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
        'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=()',
      },
    },
    { glob: `${ASSETS}**`, headers: { 'Cache-Control': 'public, max-age=31536000, immutable' } },
    // Pages and the configuration: asked for again each time, answered with 304 where nothing changed.
    { regex: allBut(ASSETS), headers: { 'Cache-Control': 'no-cache' } },
  ],
  // The app knows its addresses itself; a file below /assets/ that is gone stays a 404, not a page.
  rewrites: [{ regex: allBut(ASSETS), path: '/index.html' }],
})
