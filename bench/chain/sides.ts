// From the commit of a booking until a listener sees its day without the slot; beside a message that is published, pushed to an empty function
// that sets one document, and seen by a listener. Both on the emulators, both functions bundled under the framework.
import { setTimeout as sleep } from 'node:timers/promises'
import type { DocumentReference, DocumentSnapshot } from '@google-cloud/firestore'
import { FRAMEWORK } from '../../dev/build/bundle.ts'
import { ensureTopics } from '../../dev/parts/pubsub-setup.ts'
import { CHANGES_TOPIC } from '../../shared/contract/messages/change.ts'
import { post } from '../../shared/http/post.ts'
import { openFirestore } from '../../shared/realtime/firestore-mirror.ts'
import { ENTRY_POINT } from '../../shared/runtime/edge/entry-point.ts'
import { Closing, type Opened, type Sample, type Setting } from '../common/benchmark.ts'
import { openEmulators } from '../common/emulators.ts'
import { buildAll } from '../common/functions.ts'
import { quantile } from '../common/median.ts'
import { freeStarts, makeCalendar, openPlace, PROJECT } from '../common/place.ts'

const TIMES = { whole: 20, short: 1 }
/** A change within a quarter of a second after the one before would wait, so that a burst shares one write. */
const APART_MILLIS = 400
/**
 * The emulator looks every 100 ms, counted from when a listener came, for what it may tell: who begins at one instant after that waits
 * as long each time, whatever the chain does. So the samples of a round begin all over this time, in parts of the same length.
 */
const PACE_MILLIS = 100
const PATIENCE_MILLIS = 20_000

const BARE = 'bare'
const BARE_TOPIC = 'bench-bare'
const BARE_DOCUMENT = 'bench/bare'

/** The least that a subscriber can do: one document, set to what the message says. */
const BARE_PROGRAM = `
import { http } from '${FRAMEWORK}'
import { post } from './shared/http/post.ts'
const documents = \`projects/${PROJECT}/databases/(default)/documents\`
http('${ENTRY_POINT}', async (request, response) => {
  const count = Buffer.from(request.body.message.data, 'base64').toString()
  const name = documents + '/${BARE_DOCUMENT}'
  const { status } = await post(\`http://\${process.env['FIRESTORE_EMULATOR_HOST']}/v1/\${documents}:commit\`, {
    headers: { 'Content-Type': 'application/json', Authorization: 'Bearer owner' },
    body: JSON.stringify({ writes: [{ update: { name, fields: { count: { integerValue: count } } } }] }),
    signal: AbortSignal.timeout(10_000),
  })
  response.status(status === 200 ? 204 : 500).end()
})`

/** What one sample watches, what it waits for, and how it begins. */
interface Chain {
  readonly document: DocumentReference
  readonly isSeen: (shown: DocumentSnapshot) => boolean
  readonly begin: () => Promise<{ readonly began: number }>
}

/** Watches a document; what is begun so long after is timed until it shows what is wished. @returns milliseconds */
async function untilSeen({ document, isSeen, begin }: Chain, afterMillis: number): Promise<number> {
  let stop = () => {}
  let see: (at: number) => void = () => {}
  const seen = new Promise<number>((resolve) => {
    see = resolve
  })
  const watching = new Promise<void>((resolve, reject) => {
    stop = document.onSnapshot((shown) => {
      resolve()
      if (isSeen(shown)) see(performance.now())
    }, reject)
  })
  const patience = new AbortController()
  try {
    await watching
    await sleep(afterMillis)
    const { began } = await begin()
    const late = sleep(PATIENCE_MILLIS, undefined, { signal: patience.signal }).catch(() => {})
    const at = await Promise.race([seen, late])
    if (typeof at !== 'number')
      throw new Error(`${document.path} was not seen in ${PATIENCE_MILLIS / 1000} s`)
    return at - began
  } finally {
    patience.abort()
    stop()
  }
}

async function sample(times: number, next: () => Chain): Promise<Sample> {
  const millis: number[] = []
  for (let time = 0; time < times; time++) {
    await sleep(APART_MILLIS)
    millis.push(await untilSeen(next(), ((time + Math.random()) / times) * PACE_MILLIS))
  }
  return { p50: quantile(millis, 0.5), p95: quantile(millis, 0.95) }
}

/** Starts both chains. */
export async function openChain(setting: Setting): Promise<Opened> {
  const times = setting.isShort ? TIMES.short : TIMES.whole
  const closing = new Closing()
  try {
    const emulators = await openEmulators(setting)
    closing.add(emulators.close)
    const { pubsubHost, firestoreHost } = emulators
    // A token is asked for once a decision is committed, before its change is published.
    let committedAt = Number.NaN
    const accessToken = () => {
      committedAt = performance.now()
      return Promise.resolve('owner')
    }
    const pubsub = { projectId: PROJECT, baseUrl: `http://${pubsubHost}`, accessToken }
    const place = await openPlace(setting, { pubsub })
    closing.add(place.close)
    const functions = await buildAll(setting, ['fan-out-availability'], { [BARE]: BARE_PROGRAM })
    closing.add(functions.close)
    const environment = { ...place.environment, ...emulators.environment }
    const fanOut = await functions.start('fan-out-availability', environment)
    const bare = await functions.start(BARE, environment)
    const subscribed = (port: number, name: string) => ({
      name,
      pushEndpoint: `http://127.0.0.1:${port}/`,
      ordering: true,
      ackDeadlineSeconds: 60,
    })
    await ensureTopics(pubsubHost, PROJECT, [
      { topic: CHANGES_TOPIC, subscriptions: [subscribed(fanOut.port, 'bench-fan-out')] },
      { topic: BARE_TOPIC, subscriptions: [subscribed(bare.port, 'bench-bare')] },
    ])
    const firestore = openFirestore({ projectId: PROJECT, emulatorHost: firestoreHost })
    closing.add(() => firestore.terminate())
    const calendar = await makeCalendar(place, 'owner', { timeZone: 'UTC', end: '20:00' })
    const { professionalId, serviceId } = calendar
    const starts = [...(await freeStarts(place, calendar, 30))]
    const token = await place.google.tokenOf('client')

    function booking(): Chain {
      const start = starts.shift()
      if (start === undefined) throw new Error('no slot is left')
      const day = firestore.doc(`professionals/${professionalId}/days/${start.slice(0, 10)}`)
      const isTaken = (shown: DocumentSnapshot) => {
        // As the contract has it.
        const slots = shown.get(`slots.${serviceId}`) as
          | { start: { toMillis(): number } }[]
          | undefined
        return (
          slots !== undefined && !slots.some((slot) => slot.start.toMillis() === Date.parse(start))
        )
      }
      const begin = async () => {
        await place.call('create-booking', token, { serviceId, start })
        return { began: committedAt }
      }
      return { document: day, isSeen: isTaken, begin }
    }

    let count = 0
    function publishing(): Chain {
      const expected = ++count
      const told = String(expected)
      const isTold = (shown: DocumentSnapshot) => shown.get('count') === expected
      const begin = async () => {
        const began = performance.now()
        const message = { data: Buffer.from(told).toString('base64'), orderingKey: 'bare' }
        await post(`http://${pubsubHost}/v1/projects/${PROJECT}/topics/${BARE_TOPIC}:publish`, {
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ messages: [message] }),
          signal: AbortSignal.timeout(PATIENCE_MILLIS),
        })
        return { began }
      }
      return { document: firestore.doc(BARE_DOCUMENT), isSeen: isTold, begin }
    }

    const figure = { side: 'product', beside: 'bare', unit: 'ms', goal: { most: 1.3 } }
    return {
      sides: { product: () => sample(times, booking), bare: () => sample(times, publishing) },
      figures: [
        { ...figure, name: 'p50', measure: 'p50' },
        { ...figure, name: 'p95', measure: 'p95' },
      ],
      close: () => closing.close(),
    }
  } catch (error) {
    await closing.close()
    throw error
  }
}
