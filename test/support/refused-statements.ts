// Statements that the engine says it cannot do: on a cluster a job or a subscriber may be refused one again and again, and nobody whom a
// test asks would say so.
import { ListeningClient } from '../../shared/database/connection/listening-client.ts'

/** feature_not_supported: what Citus answers to a statement that it has no plan for. */
const NOT_SUPPORTED = '0A000'

/** What the engine has refused to this process, in its words, since somebody began to listen. */
export function noteRefused(): readonly string[] {
  const refused: string[] = []
  const { prototype } = ListeningClient
  const connect: unknown = Reflect.get(prototype, 'connect')
  if (typeof connect !== 'function') throw new Error('a client connects')
  Reflect.set(prototype, 'connect', function (this: ListeningClient, ...given: unknown[]) {
    this.connection.on('errorMessage', (told: Error & { readonly code?: string }) => {
      if (told.code === NOT_SUPPORTED) refused.push(told.message)
    })
    return Reflect.apply(connect, this, given) as unknown
  })
  return refused
}
