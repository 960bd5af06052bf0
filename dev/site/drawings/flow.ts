// How a tap on one screen becomes a change on another, as a drawing.
import { arrow, box, type Box, drawing, line, words } from './svg.ts'

const at = (x: number, y: number, width = 176, height = 60): Box => ({ x, y, width, height })

const tap = at(2, 30)
const command = at(250, 30, 186)
const postgres = at(562, 30)
const relay = at(562, 170)
const pubsub = at(250, 170, 186)
const screen = at(2, 310)
const firestore = at(250, 310, 186)
const fanOut = at(562, 310)

/** The whole way, and what repairs it. */
export const drawFlow = (): string =>
  drawing(
    {
      width: 740,
      height: 390,
      title:
        'An app calls a command, which decides and saves in Postgres in one statement and publishes the change to Pub/Sub; a subscriber reads Postgres again and writes Firestore documents, to which apps listen',
    },
    [
      box(tap, 'A tap', { tone: 'confirmed', says: 'HTTPS or Firebase callable' }),
      box(command, 'command()', { says: 'load, decide, save, publish' }),
      box(postgres, 'Postgres', { tone: 'good', says: 'the truth, and the outbox' }),
      box(relay, 'relay-changes', { says: 'what was not published' }),
      box(pubsub, 'Pub/Sub', { tone: 'held', says: 'ordered by professional' }),
      box(fanOut, 'fan-out-availability', { says: 'reads the truth again' }),
      box(firestore, 'Firestore', { tone: 'pending', says: 'one conditional batch' }),
      box(screen, 'Another screen', { tone: 'confirmed', says: 'onSnapshot' }),
      arrow(tap, command),
      arrow(command, postgres),
      words('one statement', { x: 498, y: 50, kind: 'small' }),
      arrow(command, pubsub),
      words('before it answers', { x: 352, y: 135, kind: 'small', anchor: 'start' }),
      arrow(postgres, relay, { isDashed: true }),
      words('what failed', { x: 660, y: 135, kind: 'small', anchor: 'start' }),
      arrow(relay, pubsub, { isDashed: true }),
      line({ x: 410, y: 236 }, { x: 580, y: 305 }),
      words('push', { x: 510, y: 262, kind: 'small', anchor: 'start' }),
      arrow(fanOut, firestore),
      arrow(firestore, screen),
    ],
  )
