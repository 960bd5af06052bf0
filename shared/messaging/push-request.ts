// What Pub/Sub pushes: an envelope around one change message.
import * as z from 'zod'
import { ChangeMessage } from '../contract/change.ts'
import { type TraceContext, parseTraceparent } from '../tracing/trace-context.ts'
import { TRACE_ATTRIBUTE } from './trace-attribute.ts'

const Envelope = z.object({
  message: z.object({
    data: z.string(),
    messageId: z.string().optional(),
    attributes: z.record(z.string(), z.string()).optional(),
  }),
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

/** The trace in which a pushed message was published; undefined where it names none, or nothing can be read. */
export function publisherOf(body: string): TraceContext | undefined {
  try {
    const { message } = Envelope.parse(JSON.parse(body))
    return parseTraceparent(message.attributes?.[TRACE_ATTRIBUTE])
  } catch {
    return undefined // what cannot be read is told by parsePush, and handed to the dead letters
  }
}
