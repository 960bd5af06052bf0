// What Pub/Sub pushes: an envelope around one message, of a calendar or of an account.
import * as z from 'zod'
import { ACCOUNT_CHANGED, AccountChange } from '../contract/messages/account-change.ts'
import { isWithinDepth } from '../contract/values/depth.ts'
import { CHANGE_TYPES } from '../contract/messages/change.ts'
import { type TraceContext, parseTraceparent } from '../tracing/trace-context.ts'
import { ADDRESSEE_ATTRIBUTE } from './addressee-attribute.ts'
import { AT_ATTRIBUTE, ChangeHint } from './change-hint.ts'
import { parseInstant } from '../time/instant.ts'
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
  | { readonly change: ChangeHint }
  /** Something happened to this account. */
  | { readonly account: AccountChange }
  /** Of a type that came later than this code, and nothing that it could use. */
  | { readonly unknownType: string }
  /** It will never be readable, however often it comes; in words that say nothing of what it holds. */
  | { readonly unreadable: string }

const TYPE_CHARACTERS = 60

function parseJson(text: string): { readonly told: unknown } | undefined {
  try {
    const told: unknown = JSON.parse(text)
    return isWithinDepth(told) ? { told } : undefined
  } catch {
    return undefined // what the parser says quotes the text
  }
}

/** Where a value is wrong and how, without the value. */
function toReason(what: string, { issues }: z.ZodError): string {
  const wrong = issues.slice(0, 10).map(({ path, code }) => `${path.join('.') || 'it'}: ${code}`)
  return `${what}: ${wrong.join(', ')}`
}

function unknownTypeOf(told: unknown): string | undefined {
  if (typeof told !== 'object' || told === null || !('type' in told)) return undefined
  const { type } = told
  if (typeof type !== 'string' || type === '') return undefined
  const known: readonly string[] = [...CHANGE_TYPES, ACCOUNT_CHANGED]
  return known.includes(type) ? undefined : type.slice(0, TYPE_CHARACTERS)
}

/** What a push request's body tells of. See "Push subscriptions" in Pub/Sub's documentation for the envelope. */
export function parsePush(body: string): Pushed {
  const pushed = parseJson(body)
  if (!pushed) return { unreadable: 'the body is no JSON, or nests too deep' }
  const envelope = Envelope.safeParse(pushed.told)
  if (!envelope.success) return { unreadable: toReason('no envelope', envelope.error) }
  const { message } = envelope.data
  const data = parseJson(Buffer.from(message.data, 'base64').toString('utf8'))
  if (!data) return { unreadable: 'the data is no JSON, or nests too deep' }
  const change = ChangeHint.safeParse(data.told)
  if (change.success) {
    // An older version sends none.
    const exact = parseInstant(message.attributes?.[AT_ATTRIBUTE] ?? '')
    return { change: { ...change.data, ...(exact !== undefined && { at: exact }) } }
  }
  const account = AccountChange.safeParse(data.told)
  if (account.success) return { account: account.data }
  const unknownType = unknownTypeOf(data.told)
  if (unknownType !== undefined) return { unknownType }
  return { unreadable: toReason('no change message', change.error) }
}

export interface PushedMessage {
  /** In Base64. */
  readonly data: string
  readonly attributes: Readonly<Record<string, string>>
}

/** The message in a push request's body as it was published; undefined where there is none. */
export function messageOf(body: string): PushedMessage | undefined {
  // What cannot be read is told by parsePush, and handed to the dead letters.
  const { data: envelope } = Envelope.safeParse(parseJson(body)?.told)
  return envelope && { data: envelope.message.data, attributes: envelope.message.attributes ?? {} }
}

/** The trace in which a pushed message was published; undefined where it names none, or nothing can be read. */
export const publisherOf = (body: string): TraceContext | undefined =>
  parseTraceparent(messageOf(body)?.attributes[TRACE_ATTRIBUTE])

/** The one subscriber that a pushed message is meant for; undefined where it is meant for all. */
export const addresseeOf = (body: string): string | undefined =>
  messageOf(body)?.attributes[ADDRESSEE_ATTRIBUTE]
