// `/config.json` of a local stack: the addresses of its parts as the browser reaches them, and the demo's people.
import { CLIENTS, PASSWORD } from '../demo/people.ts'
import { PROFESSIONALS } from '../demo/professionals.ts'
import { type Addresses, MAIL_DOMAIN } from '../stack-file.ts'

const PEOPLE_OF_A_ROLE = 3

/** The configuration for a browser that opened the app at `host`. */
export function toLocalConfig(
  { functions, authHost, firestoreHost, projectId, mail }: Addresses,
  { host, hasDemo }: { readonly host: string; readonly hasDemo: boolean },
) {
  const at = (address: string) => `http://${host}:${address.split(':').at(-1)}`
  const people = (
    role: 'client' | 'professional',
    all: readonly { name: string; email: string }[],
  ) =>
    all
      .slice(0, PEOPLE_OF_A_ROLE)
      .map(({ name, email }) => ({ name, email, password: PASSWORD, role }))
  return {
    // Emulators take any key.
    firebase: {
      apiKey: 'local',
      authDomain: `${projectId}.firebaseapp.com`,
      projectId,
      appId: '1:1:web:local',
      messagingSenderId: '1',
    },
    apiBaseUrl: at(functions),
    appCheckSiteKey: '',
    anonymousReads: false,
    mailDomain: MAIL_DOMAIN,
    local: {
      authUrl: at(authHost),
      firestorePort: Number(firestoreHost.split(':').at(-1)),
      mailUrl: at(mail),
      people: hasDemo
        ? [...people('client', CLIENTS), ...people('professional', PROFESSIONALS)]
        : [],
    },
  }
}
