// Puts the web app on Firebase Hosting, with its headers and the project's configuration, by Terraform's outputs.
import { join } from 'node:path'
import { GoogleAuth } from 'google-auth-library'
import * as z from 'zod'
import { readJson } from '../command/read-json.ts'
import { chooseFolder } from './choose-folder.ts'
import { toServingConfig } from './config.ts'
import { readFiles } from './files.ts'
import { release } from './release.ts'
import { fetchFirebaseConfig, toConfigFile, Web } from './web-config.ts'

const PATIENCE = { attempts: 12, pauseMillis: 10_000 }

/** @param outputsFile what `terraform output -json` printed */
export async function releaseApp(outputsFile: string): Promise<void> {
  const web = z.object({ web: z.object({ value: Web }) }).parse(readJson(outputsFile)).web.value
  const auth = new GoogleAuth({ scopes: 'https://www.googleapis.com/auth/cloud-platform' })
  const accessToken = (await auth.getAccessToken()) ?? ''

  const folder = chooseFolder(join(import.meta.dirname, '../..'))
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
}
