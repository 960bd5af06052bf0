// The web app on a stand-in of Firebase Hosting.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { APP, type HostingStandIn, startHosting } from '../../test/support/hosting.ts'
import { chooseFolder } from './choose-folder.ts'
import { allBut, type ServingConfig, toServingConfig } from './config.ts'
import { toPolicy } from './content-security-policy.ts'
import { readFiles, toHostedFile } from './files.ts'
import { type Hosting, release } from './release.ts'
import { fetchFirebaseConfig, toConfigFile } from './web-config.ts'

const DARK = "'sha256-fNefTR34fI4AKL70MFDWngBjZzPD/E9oLjTl18ee/nA='"
const TOKEN = 'token-of-the-deployer'
const correspondents = {
  apiBaseUrl: 'https://api.example.com/v1',
  authDomain: 'p.firebaseapp.com',
}

let folder: string
let site: HostingStandIn
let hosting: Hosting

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
const page = (text: string) => [toHostedFile('/index.html', new TextEncoder().encode(text))]

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'web-'))
  write('index.html', '<script>dark()</script><script src="/assets/index-DiwrgTda.js"></script>')
  write('assets/index-DiwrgTda.js', 'app()')
  site = await startHosting(TOKEN)
  hosting = { baseUrl: site.url, siteId: 'web', accessToken: TOKEN, attempts: 3, pauseMillis: 1 }
})
afterEach(async () => {
  await site.stop()
  rmSync(folder, { recursive: true })
})

const put = async (): Promise<void> => {
  const files = readFiles(folder)
  await release(hosting, files, toServingConfig(files, correspondents))
}

describe('a release', () => {
  it('uploads what Hosting does not have, and is seen when all of it is there', async () => {
    await put()
    expect(site.read('/index.html')).toContain('dark()')
    expect(site.read('/assets/index-DiwrgTda.js')).toBe('app()')
    expect(site.requests.map((request) => request.replace(/[0-9a-f]{64}/, 'HASH'))).toEqual([
      'POST /v1beta1/sites/web/versions',
      'POST /v1beta1/sites/web/versions/1:populateFiles',
      'POST /upload/sites/web/versions/1/files/HASH',
      'POST /upload/sites/web/versions/1/files/HASH',
      'PATCH /v1beta1/sites/web/versions/1',
      'POST /v1beta1/sites/web/releases',
    ])
  })

  it('uploads only what changed since the one before', async () => {
    await put()
    write('index.html', '<h1>new</h1>')
    const before = site.requests.length
    await put()
    const uploads = site.requests.slice(before).filter((request) => request.includes('/upload/'))
    expect(uploads).toHaveLength(1)
    expect(site.read('/index.html')).toBe('<h1>new</h1>')
  })

  it.each([404, 429, 503])('asks again where Hosting answers %s for a moment', async (status) => {
    site.failNext('/v1beta1/sites/web/versions', status, 2)
    await put()
    expect(site.read('/index.html')).toBeDefined()
  })

  it('that is broken off leaves visitors what they had, and can be done again', async () => {
    await put()
    write('index.html', '<h1>new</h1>')
    site.failNext('/v1beta1/sites/web/versions/2', 400, 1)
    await expect(put()).rejects.toThrow('PATCH /v1beta1/sites/web/versions/2: 400')
    expect(site.read('/index.html')).toContain('dark()')
    await put()
    expect(site.read('/index.html')).toBe('<h1>new</h1>')
  })

  it('is not tried again where it is refused', async () => {
    hosting = { ...hosting, accessToken: 'of somebody else' }
    await expect(put()).rejects.toThrow('/v1beta1/sites/web/versions: 401')
    expect(site.requests).toHaveLength(1)
  })
})

/** The header that a path is served with; throws where two rules set it. */
const headerOf = ({ headers }: ServingConfig, path: string, name: string): string | undefined => {
  const matching = headers.filter(({ glob, regex }) =>
    regex === undefined
      ? glob === '**' || path.startsWith(String(glob).replace('**', ''))
      : new RegExp(regex).test(path),
  )
  const found = matching.flatMap((rule) => rule.headers[name] ?? [])
  if (found.length > 1) throw new Error(`${path}: ${name} is set twice`)
  return found[0]
}

describe('the headers', () => {
  const configOf = (): ServingConfig => toServingConfig(readFiles(folder), correspondents)

  it('keep hashed files for a year, and everything else for no time', () => {
    const config = configOf()
    expect(headerOf(config, '/assets/index-DiwrgTda.js', 'Cache-Control')).toContain('immutable')
    for (const path of [
      '/',
      '/index.html',
      '/config.json',
      '/g/token',
      '/asset',
      '/assets',
      '/as/x',
    ])
      expect(headerOf(config, path, 'Cache-Control'), path).toBe('no-cache')
  })

  it('are those of security on every path', () => {
    for (const path of ['/', '/assets/index-DiwrgTda.js', '/pro/clients']) {
      const get = (name: string) => headerOf(configOf(), path, name)
      expect(get('Strict-Transport-Security')).toBe('max-age=31536000')
      expect(get('X-Content-Type-Options')).toBe('nosniff')
      expect(get('Content-Security-Policy')).toContain(`frame-ancestors 'none'`)
    }
  })

  it('are what Hosting was told', async () => {
    await put()
    expect(site.released()).toEqual(configOf())
  })

  it('serve the page at every address of the app, and no page where an asset is gone', () => {
    const [rewrite] = configOf().rewrites
    const isPage = (path: string) => new RegExp(String(rewrite?.regex)).test(path)
    expect(['/', '/g/x', '/pro'].every(isPage)).toBe(true)
    expect(isPage('/assets/index-gone1234.js')).toBe(false)
    expect(rewrite?.path).toBe('/index.html')
  })

  it.each(['/a/', '/assets/'])('of all but %s are found without looking ahead', (name) => {
    const pattern = new RegExp(allBut(name))
    expect(allBut(name)).not.toMatch(/\(\?[!=<]/)
    for (const path of [name, `${name}x`, `${name}x/y`])
      expect(pattern.test(path), path).toBe(false)
    for (const path of ['/', '/b', name.slice(0, -1), `${name.slice(0, -1)}x`])
      expect(pattern.test(path), path).toBe(true)
  })
})

describe('the policy', () => {
  const scriptsOf = (html: string): string =>
    /script-src ([^;]*)/.exec(toPolicy(page(html), correspondents))?.[1] ?? ''

  it('allows an inline script by its hash, and nothing unsafe', () => {
    // printf %s 'dark()' | openssl dgst -sha256 -binary | base64
    expect(scriptsOf('<script>dark()</script>')).toContain(DARK)
    expect(scriptsOf('<script>dark()</script>')).not.toContain('unsafe')
    expect(scriptsOf('<script>light()</script>')).not.toContain(DARK)
  })

  it('hashes what stands between the tags to the last blank, whatever attributes they have', () => {
    const [plain, typed] = [
      '<script>\n a()\n</script>',
      '<script type="module" defer>\n a()\n</script>',
    ]
    expect(scriptsOf(typed ?? '')).toBe(scriptsOf(plain ?? ''))
    expect(scriptsOf('<script>a()</script>')).not.toBe(scriptsOf(plain ?? ''))
  })

  it('needs no hash for a script of a file of its own', () => {
    expect(scriptsOf('<script type="module" src="/assets/a-12345678.js"></script>')).not.toContain(
      'sha256',
    )
  })

  it('lets pages talk to the API, and nowhere by a wildcard', () => {
    const policy = toPolicy(page(''), correspondents)
    expect(policy).toMatch(/connect-src [^;]*https:\/\/api\.example\.com(?: |;)/)
    expect(policy).toContain('frame-src https://p.firebaseapp.com')
    expect(policy).not.toContain('*')
  })

  it.each([
    ['<button onclick="go()">', 'onclick='],
    ['<a href="javascript:go()">', 'javascript:'],
  ])('refuses %s, which it would stop', (html, told) => {
    expect(() => toPolicy(page(html), correspondents)).toThrow(told)
  })
})

describe('the files', () => {
  it('want a page', () => {
    rmSync(join(folder, 'index.html'))
    expect(() => readFiles(folder)).toThrow('no index.html')
  })

  it('that would be kept for a year have a hash in their name', () => {
    write('assets/logo.svg', '<svg/>')
    expect(() => readFiles(folder)).toThrow('/assets/logo.svg has no hash')
  })
})

describe('what is released', () => {
  const root = (): string => folder

  it('is the built app', () => {
    write('dist/web/index.html', '')
    expect(chooseFolder(root())).toBe(join(root(), 'dist/web'))
  })

  it('is nothing where the app was not built', () => {
    expect(() => chooseFolder(root())).toThrow('dist/web was not built')
  })
})

describe('the configuration of the web app', () => {
  const { storageBucket: _unused, ...firebase } = APP
  const web = {
    project_id: 'p',
    site_id: 'web',
    app_id: '1:2:web:3',
    api_base_url: 'https://api.example.com',
    app_check_site_key: 'site-key',
    anonymous_reads: false,
    push_key: '',
    mail_domain: '',
  }

  it('is a file beside the pages, so that the app carries no values of a project', () => {
    const { path, text } = toConfigFile(firebase, web)
    expect(path).toBe('/config.json')
    expect(JSON.parse(text)).toEqual({
      firebase,
      apiBaseUrl: 'https://api.example.com',
      appCheckSiteKey: 'site-key',
      anonymousReads: false,
    })
  })

  it('has the key of web push where there is one', () => {
    const { text } = toConfigFile(firebase, { ...web, push_key: 'BNc' })
    expect(JSON.parse(text)).toMatchObject({ vapidKey: 'BNc' })
  })

  it('has the domain that mails are from, so that calendar files and mails are of one event', () => {
    const { text } = toConfigFile(firebase, { ...web, mail_domain: 'mail.example.com' })
    expect(JSON.parse(text)).toMatchObject({ mailDomain: 'mail.example.com' })
  })

  it('has what Firebase tells of the app, as far as it is needed', async () => {
    expect(await fetchFirebaseConfig(site.url, web.app_id, 'p', TOKEN)).toEqual(firebase)
  })

  it('names an app that Firebase does not know', async () => {
    await expect(fetchFirebaseConfig(site.url, '1:2:web:9', 'p', TOKEN)).rejects.toThrow(
      'the web app 1:2:web:9: 400',
    )
  })
})
