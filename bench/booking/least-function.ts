// The least function that books: it reads the calendar's revision, writes what a booking writes by one statement, and tells Pub/Sub. It
// knows no caller, decides nothing, checks nothing and counts nothing; whatever sells a slot over the same three round trips costs more.
import { randomUUID } from 'node:crypto'
import { http } from '@google-cloud/functions-framework'
import pg from 'pg'
import { CHANGES_TOPIC } from '../../shared/contract/messages/change.ts'
import { post } from '../../shared/http/post.ts'
import { ENTRY_POINT } from '../../shared/runtime/edge/entry-point.ts'
import { MINUTE } from '../../shared/time/instant.ts'
import { toParameters, YARDSTICK } from '../save/yardstick.ts'

/** What it is asked. */
export interface LeastRequest {
  readonly professionalId: string
  readonly serviceId: string
  readonly start: string
}

const pool = new pg.Pool({
  connectionString: process.env['DATABASE_URL'],
  max: Number(process.env['DATABASE_CONNECTIONS'] ?? 8),
})
pool.on('error', () => {}) // whoever uses a connection is told
const topic = `https://pubsub.googleapis.com/v1/projects/${process.env['GOOGLE_CLOUD_PROJECT']}/topics/${CHANGES_TOPIC}`

/** Writes at the revision that it reads; once more where somebody was faster. */
async function book({ professionalId, serviceId, start }: LeastRequest): Promise<object> {
  const { rows } = await pool.query<{ revision: string }>({
    name: 'revision',
    text: 'select revision from calendars where professional_id = $1',
    values: [professionalId],
  })
  const now = new Date().toISOString()
  const booking = { bookingId: randomUUID(), serviceId, start, status: 'confirmed' }
  const answer = JSON.stringify({ booking, note: 'x'.repeat(600) })
  const values = toParameters({
    professionalId,
    revision: Number(rows[0]?.revision),
    uid: 'client',
    key: randomUUID(),
    bodyHash: 'x'.repeat(44),
    answer,
    now,
    appointmentId: randomUUID(),
    serviceId,
    start,
    end: new Date(Date.parse(start) + 30 * MINUTE).toISOString(),
    bookingId: booking.bookingId,
    changeId: randomUUID(),
    causeId: randomUUID(),
    dates: [start.slice(0, 10)],
  })
  const saved = await pool.query({ name: 'book', text: YARDSTICK, values: [...values] })
  return saved.rowCount === 1 ? booking : book({ professionalId, serviceId, start })
}

async function tell(booking: object): Promise<void> {
  const data = Buffer.from(JSON.stringify(booking)).toString('base64')
  await post(`${topic}:publish`, {
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ messages: [{ data }] }),
    signal: AbortSignal.timeout(10_000),
  })
}

http(ENTRY_POINT, async (request, response) => {
  const booking = await book(request.body as LeastRequest) // as the bench sends it
  await tell(booking)
  response.json({ booking })
})
