// Two people with the Firebase SDK. One watches a day, the other books on it; says what each saw, which mails and pushes came, and
// when.
import { setTimeout as sleep } from 'node:timers/promises'
import { DAY, SECOND, formatInstant } from '../../shared/time/instant.ts'
import type { Mirror } from '../../shared/realtime/mirror.ts'
import { openMirror } from '../../shared/realtime/rest-mirror.ts'
import { type Heard, listen } from './heard.ts'
import { openScreen, type Screen } from './screens.ts'
import { waitForMirror } from './wait-for-mirror.ts'
import { type Addresses, findRunningStack } from '../stack-file.ts'
import { freePorts } from '../stack-ports.ts'

const ZONE = 'Europe/Berlin'
const MIRA = { name: 'Mira Castell', email: 'mira.castell@example.com', password: 'npm-run-demo' }
const JONAS = { name: 'Jonas Adler', email: 'jonas.adler@example.com', password: 'npm-run-demo' }

/** What FCM calls a device. */
const MIRAS_PHONE = 'the-phone-of-mira'

/** What a person needs between two taps; changes that follow each other within 250 ms share one write. */
const TAP_MILLIS = SECOND

interface Slot {
  readonly start: string
}

interface Schedule {
  readonly services: readonly { readonly serviceId: string }[]
  readonly revision: number
}

interface SavedService {
  readonly service: { readonly serviceId: string }
  readonly revision: number
}

const clock = (at: number) =>
  new Date(at).toLocaleTimeString('en-GB', { timeZone: ZONE, timeStyle: 'short' })
/** `YYYY-MM-DD` there, as Sweden writes dates. */
const dateOf = (at: number) => new Date(at).toLocaleDateString('sv-SE', { timeZone: ZONE })
const since = (from: number, to = performance.now()) => `${Math.round(to - from)} ms`

/** Mira's calendar: made at the first run, found at the next. */
async function findService(mira: Screen, mirror: Mirror) {
  const { professional } = await mira.call<{ professional: { professionalId: string } }>(
    'save-professional',
    {
      name: MIRA.name,
      timeZone: ZONE,
      headline: 'Made by `npm run demo`',
      specialties: ['Coaching'],
    },
  )
  const { professionalId } = professional
  const { services, revision } = await mira.call<Schedule>('get-schedule', {})
  if (services[0]) {
    await waitForMirror(mirror, professionalId, revision)
    return { professionalId, serviceId: services[0].serviceId }
  }
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start: '09:00', end: '17:00' }))
  await mira.call('set-working-hours', { hours })
  const service = { name: 'First talk', durationMinutes: 30 }
  const saved = await mira.call<SavedService>('save-service', service)
  await waitForMirror(mirror, professionalId, saved.revision)
  return { professionalId, serviceId: saved.service.serviceId }
}

async function show(
  mira: Screen,
  jonas: Screen,
  mirror: Mirror,
  addresses: Addresses,
): Promise<void> {
  const { professionalId, serviceId } = await findService(mira, mirror)
  const { slots } = await jonas.call<{ slots: readonly Slot[] }>('search-availability', {
    professionalId,
    serviceId,
    from: formatInstant(Date.now() + DAY),
    to: formatInstant(Date.now() + 14 * DAY),
  })
  const [first] = slots
  if (!first) throw new Error('Mira has no free start within two weeks; start with new data.')
  const start = Date.parse(first.start)
  const watch = mira.watch({ professionalId, serviceId, date: dateOf(start) })
  const before = await watch.until((starts) => starts.includes(start))
  console.log(`Mira watches ${dateOf(start)} on her screen: ${before.starts.length} free starts.`)
  console.log(`Jonas searches, finds ${clock(start)} free that day (${ZONE}), and books it.`)

  await mira.call('register-device', { token: MIRAS_PHONE, platform: 'android' })
  await sleep(TAP_MILLIS)
  const heard = await listen(addresses)
  const sent = performance.now()
  const gone = watch.until((starts) => !starts.includes(start))
  const { booking } = await jonas.call<{ booking: { bookingId: string; status: string } }>(
    'create-booking',
    { serviceId, start: first.start },
  )
  const answered = performance.now()
  console.log(`  Jonas sees after ${since(sent)}: ${booking.status}.`)
  tell('Mira', await gone, `${clock(start)} is gone`, sent, answered)
  for (const one of await heard([MIRAS_PHONE, JONAS.email, MIRA.email])) tellHeard(one, sent)

  console.log('Jonas cancels it.')
  await sleep(TAP_MILLIS)
  const sentAgain = performance.now()
  const back = watch.until((starts) => starts.includes(start))
  await jonas.call('cancel-booking', { bookingId: booking.bookingId })
  const answeredAgain = performance.now()
  console.log(`  Jonas sees after ${since(sentAgain)}: cancelled.`)
  tell('Mira', await back, `${clock(start)} is back`, sentAgain, answeredAgain)
  watch.stop()
}

function tell(
  who: string,
  shown: { readonly at: number; readonly starts: readonly number[] },
  what: string,
  sent: number,
  answered: number,
): void {
  const apart =
    shown.at < answered
      ? `${since(shown.at, answered)} before the answer`
      : `${since(answered, shown.at)} after the answer`
  const free = `${shown.starts.length} free starts`
  console.log(`  ${who} sees ${apart}, ${since(sent, shown.at)} after the tap: ${what}, ${free}.`)
}

function tellHeard({ to, title, opens, at }: Heard, sent: number): void {
  const after = `${since(sent, at)} after the tap`
  if (opens) console.log(`  A push to ${to}, ${after}: "${title}", opens ${JSON.stringify(opens)}.`)
  else console.log(`  A mail to ${to}, ${after}: "${title}".`)
}

async function runOn(addresses: Addresses): Promise<void> {
  const screens = await Promise.all([openScreen(addresses, MIRA), openScreen(addresses, JONAS)])
  try {
    const { projectId, firestoreHost } = addresses
    const accessToken = () => Promise.resolve('owner')
    await show(
      ...screens,
      openMirror({ projectId, baseUrl: `http://${firestoreHost}`, accessToken }),
      addresses,
    )
  } finally {
    await Promise.all(screens.map((screen) => screen.close()))
  }
}

async function runOnOwn(): Promise<void> {
  console.log('No local stack runs here, so this starts one of its own and throws it away.')
  const { startStack } = await import('../stack.ts')
  const stack = await startStack({ ports: await freePorts() }, console.log)
  try {
    await runOn(stack.addresses)
  } finally {
    await stack.stop()
  }
}

/** Shows it on the stack that runs, or on one of its own. */
export async function runDemo(): Promise<void> {
  process.env['METADATA_SERVER_DETECTION'] = 'none' // else Google's clients first look for one
  const running = findRunningStack()
  await (running ? runOn(running) : runOnOwn())
  if (running) console.log(`All mails: ${running.mail}, all pushes: ${running.fcm}/pushes`)
}
