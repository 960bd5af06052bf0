// `node dev/release-hosting.ts --outputs=FILE`, a step of cloudbuild.yaml: puts the web app on Firebase Hosting, with its headers
// and the project's configuration, by Terraform's outputs (`terraform output -json`).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { GoogleAuth } from 'google-auth-library'
import * as z from 'zod'
import { chooseFolder } from './hosting/choose-folder.ts'
import { toServingConfig } from './hosting/config.ts'
import { readFiles } from './hosting/files.ts'
import { release } from './hosting/release.ts'
import { fetchFirebaseConfig, toConfigFile, Web } from './hosting/web-config.ts'

const WRONG_USAGE = 2
const PATIENCE = { attempts: 12, pauseMillis: 10_000 }

const { values } = parseArgs({ options: { outputs: { type: 'string' } } })
if (values.outputs === undefined) {
  console.error('Usage: node dev/release-hosting.ts --outputs=FILE')
  process.exit(WRONG_USAGE)
}
const outputs: unknown = JSON.parse(readFileSync(values.outputs, 'utf8'))
const web = z.object({ web: z.object({ value: Web }) }).parse(outputs).web.value
const auth = new GoogleAuth({ scopes: 'https://www.googleapis.com/auth/cloud-platform' })
const accessToken = (await auth.getAccessToken()) ?? ''

const folder = chooseFolder(join(import.meta.dirname, '..'))
const firebase = await fetchFirebaseConfig(
  'https://firebase.googleapis.com',
  web.app_id,
  web.project_id,
  accessToken,
)
const files = [...readFiles(folder), toConfigFile(firebase, web)]
const config = toServingConfig(files, {
  apiBaseUrl: web.api_base_url,
  authDomain: firebase.authDomain,
})
const version = await release(
  {
    baseUrl: 'https://firebasehosting.googleapis.com',
    siteId: web.site_id,
    accessToken,
    ...PATIENCE,
  },
  files,
  config,
)
console.log(`Released ${files.length} files as ${version}.`)
