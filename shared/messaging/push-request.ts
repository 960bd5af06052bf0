// What Pub/Sub pushes: an envelope around one change message.
import * as z from 'zod'
import { ChangeMessage } from '../contract/change.ts'

const Envelope = z.object({
  message: z.object({ data: z.string(), messageId: z.string().optional() }),
  deliveryAttempt: z.number().optional(),
})

export type Pushed =
  | { readonly change: ChangeMessage }
  /** It will never be readable, however often it comes. */
  | { readonly unreadable: string }

/** The change in a push request's body. See "Push subscriptions" in Pub/Sub's documentation for the envelope. */
export function parsePush(body: string): Pushed {
  try {
    const { message } = Envelope.parse(JSON.parse(body))
    const data: unknown = JSON.parse(Buffer.from(message.data, 'base64').toString('utf8'))
    return { change: ChangeMessage.parse(data) }
  } catch (error) {
    return {
      unreadable: error instanceof Error ? error.message.slice(0, 500) : 'not a change message',
    }
  }
}
