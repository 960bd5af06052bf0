// Cloud SQL by Google's connector: the service account logs in (IAM), so there is no password anywhere. Loaded with the first
// statement. See docs/decisions/0011-cloud-sql-by-an-older-connector.md.
import type { Connector, ConnectorOptions } from '@google-cloud/cloud-sql-connector'
import { Unavailable } from '../../contract/faults/unavailable.ts'
import type { Clients } from '../../database/connection/connection.ts'
import { type Instant, MINUTE, SECOND } from '../../time/instant.ts'
import { within } from './within.ts'

/** A database of Cloud SQL. */
export interface CloudSqlPlace {
  /** `project:region:instance`. */
  readonly instance: string
  readonly database: string
  /** The service account's address without `.gserviceaccount.com`. */
  readonly user: string
}

type Options = Awaited<ReturnType<Connector['getOptions']>>

interface Opened {
  readonly connector: Connector
  readonly stream: Options['stream']
  readonly at: Instant
}

/**
 * A certificate lives an hour. The connector renews it by a timer, which sleeps while an instance without requests has no
 * CPU: so it is renewed before it is used.
 */
const FRESH_MILLIS = 45 * MINUTE
const CERTIFICATE_MILLIS = 60 * MINUTE
const OPEN_MILLIS = 10 * SECOND

async function open(
  { instance }: CloudSqlPlace,
  at: Instant,
  settings: ConnectorOptions,
): Promise<Opened> {
  const { AuthTypes, Connector, IpAddressTypes } = await import('@google-cloud/cloud-sql-connector')
  const connector = new Connector(settings)
  const opening = connector.getOptions({
    instanceConnectionName: instance,
    ipType: IpAddressTypes.PRIVATE,
    authType: AuthTypes.IAM,
  })
  try {
    const late = () => new Error(`no certificate within ${OPEN_MILLIS} ms`)
    return { connector, at, stream: (await within(OPEN_MILLIS, opening, late)).stream }
  } catch (error) {
    // Only once it has opened: close() of one that failed leaves a rejection that nobody handles, which ends the process.
    opening.then(
      () => connector.close(),
      () => {},
    )
    throw new Unavailable(`Cloud SQL instance ${instance} cannot be reached`, error)
  }
}

/**
 * How clients of a Cloud SQL database connect.
 *
 * @param settings of the connector, such as another address of the Admin API
 */
export function cloudSqlClients(
  place: CloudSqlPlace,
  now: () => Instant,
  settings: ConnectorOptions = {},
): Clients {
  let opened: Opened | undefined
  let opening: Promise<void> | undefined

  async function renew(): Promise<void> {
    const before = opened
    opened = await open(place, now(), settings)
    // Connections that stand are not touched by this: it ends the renewal by timer.
    before?.connector.close()
  }

  return {
    ready: async () => {
      if (opened && now() - opened.at < FRESH_MILLIS) return
      opening ??= renew().finally(() => (opening = undefined))
      // A certificate that could not be renewed yet is good until its hour is over.
      await opening.catch((error: unknown) => {
        if (!opened || now() - opened.at >= CERTIFICATE_MILLIS) throw error
      })
    },
    config: {
      user: place.user,
      database: place.database,
      stream: () => {
        if (!opened) throw new Error('a client connects before the connector is ready')
        return opened.stream()
      },
    },
  }
}
