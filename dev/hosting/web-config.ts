// What the built web app has to know of the project that it runs in: it asks for `/config.json`, so that one build serves
// every environment.
import * as z from 'zod'
import { type HostedFile, toHostedFile } from './files.ts'

/** What Terraform's output `web` tells. */
export const Web = z.object({
  project_id: z.string(),
  site_id: z.string(),
  app_id: z.string(),
  api_base_url: z.url(),
  app_check_site_key: z.string(),
  anonymous_reads: z.boolean(),
  /** The public key of web push; empty where browsers are not pushed to. */
  push_key: z.string(),
  /** The domain that mails are from; empty where nobody gets mail. */
  mail_domain: z.string(),
})

/** What Firebase tells of a web app. Its key names the project and is no secret. */
const FirebaseConfig = z.object({
  apiKey: z.string(),
  authDomain: z.string(),
  projectId: z.string(),
  appId: z.string(),
  messagingSenderId: z.string(),
})
type FirebaseConfig = z.infer<typeof FirebaseConfig>

const REQUEST_MILLIS = 30_000

/** Asks Firebase for a web app's own part. `baseUrl` is `https://firebase.googleapis.com`, or a stand-in of it. */
export const fetchFirebaseConfig = async (
  baseUrl: string,
  appId: string,
  projectId: string,
  accessToken: string,
): Promise<FirebaseConfig> => {
  const response = await fetch(
    `${baseUrl}/v1beta1/projects/-/webApps/${encodeURIComponent(appId)}/config`,
    {
      headers: { Authorization: `Bearer ${accessToken}`, 'X-Goog-User-Project': projectId },
      signal: AbortSignal.timeout(REQUEST_MILLIS),
    },
  )
  const text = await response.text()
  if (!response.ok)
    throw new Error(`the web app ${appId}: ${response.status} ${text.slice(0, 300)}`)
  return FirebaseConfig.parse(JSON.parse(text))
}

/** The file that the web app asks for. */
export const toConfigFile = (firebase: FirebaseConfig, web: z.infer<typeof Web>): HostedFile => {
  const config = {
    firebase,
    apiBaseUrl: web.api_base_url,
    appCheckSiteKey: web.app_check_site_key,
    anonymousReads: web.anonymous_reads,
    ...(web.mail_domain !== '' && { mailDomain: web.mail_domain }),
    ...(web.push_key !== '' && { vapidKey: web.push_key }),
  }
  return toHostedFile('/config.json', new TextEncoder().encode(`${JSON.stringify(config)}\n`))
}
