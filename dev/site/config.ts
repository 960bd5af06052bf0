// What the API page learns of the local stack: where it is, and whom one may call it as.
import { ADMIN, CLIENTS, PASSWORD, type Person } from '../demo/people.ts'
import { PROFESSIONALS } from '../demo/professionals.ts'
import type { Addresses } from '../stack-file.ts'

const OF_A_ROLE = 2

const toPerson =
  (role: string) =>
  ({ name, email }: Person) => ({ name, email, password: PASSWORD, role })

const PEOPLE = [
  ...CLIENTS.slice(0, OF_A_ROLE).map(toPerson('client')),
  ...PROFESSIONALS.slice(0, OF_A_ROLE).map(toPerson('professional')),
  toPerson('admin')(ADMIN),
]

/** For a browser that opened the site at `host`; nothing where no stack runs. */
export function toSiteConfig(
  addresses: Addresses | undefined,
  { host, hasDemo }: { readonly host: string; readonly hasDemo: boolean },
) {
  if (!addresses) return {}
  const at = (address: string) => `http://${host}:${address.split(':').at(-1) ?? ''}`
  return {
    functionsUrl: at(addresses.functions),
    authUrl: at(addresses.authHost),
    people: hasDemo ? PEOPLE : [],
  }
}
