// Clients who look, book, see what they have booked and cancel it again, each as soon as the one before is answered. A round is so many
// requests; instances and connections live on from round to round, so that what grows can be seen to.
import type { Socket } from 'node:net'
import { bookingsFor, namesOf, openBookingPlace } from '../common/booking-place.ts'
import {
  Closing,
  type Figure,
  type Opened,
  type Sample,
  type Setting,
} from '../common/benchmark.ts'
import type { Running } from '../common/functions.ts'
import { openSocket, readAnswer } from '../common/load.ts'
import { quantile } from '../common/median.ts'
import { memoryMiBOf } from '../common/memory.ts'
import { ASKED, type Asked, personOf, questionsOf } from './requests.ts'

const SIZES = {
  whole: { requests: 20_000, people: 32, calendars: 20, days: 60 },
  short: { requests: 60, people: 3, calendars: 2, days: 5 },
}

interface Answered {
  readonly of: Asked
  readonly millis: number
  readonly status: number
}

/** Of a round: in all, by function, and what each instance holds at its end. */
function toSample(
  answered: readonly Answered[],
  round: { readonly seconds: number; readonly sinceBegun: number },
  running: ReadonlyMap<Asked, Running>,
): Sample {
  const times = (of?: Asked) =>
    answered.filter((one) => of === undefined || one.of === of).map(({ millis }) => millis)
  const all = times()
  return {
    seconds: round.sinceBegun,
    perSecond: answered.length / round.seconds,
    p50: quantile(all, 0.5),
    p95: quantile(all, 0.95),
    p99: quantile(all, 0.99),
    errors: answered.filter(({ status }) => status !== 200).length,
    ...Object.fromEntries(ASKED.map((of) => [`p95 ${of}`, quantile(times(of), 0.95)])),
    ...Object.fromEntries(ASKED.map((of) => [`memory ${of}`, memoryMiBOf(running.get(of)?.pid)])),
  }
}

/** Node ends a connection that was idle for five seconds. */
const IDLE_MILLIS = 3_000

/** The connections of one person, one to each function, made anew where one was idle for long. */
function openConnections(
  portOf: (of: Asked) => number,
  closing: Closing,
): (of: Asked) => Promise<Socket> {
  const open = new Map<Asked, { readonly socket: Socket; readonly usedAt: number }>()
  closing.add(() => {
    for (const { socket } of open.values()) socket.destroy()
  })
  return async (of) => {
    const known = open.get(of)
    const now = performance.now()
    const isFresh = known !== undefined && now - known.usedAt < IDLE_MILLIS
    if (!isFresh) known?.socket.destroy()
    const socket = isFresh ? known.socket : await openSocket(portOf(of))
    open.set(of, { socket, usedAt: now })
    return socket
  }
}

/** Makes the calendars and starts an instance of each function. */
export async function openSustained(setting: Setting): Promise<Opened> {
  const { requests, people, calendars: count, days } = setting.isShort ? SIZES.short : SIZES.whole
  const closing = new Closing()
  try {
    const { functions, place, calendars, tokens } = await openBookingPlace(setting, closing, {
      bench: 'sustained',
      names: namesOf('owner', count),
      days,
      build: ASKED,
    })
    const environment = { ...place.environment, DATABASE_CONNECTIONS: '4' }
    const running = new Map<Asked, Running>()
    for (const name of ASKED) running.set(name, await functions.start(name, environment))
    const portOf = (name: Asked) => running.get(name)?.port ?? 0
    const next = {
      ...questionsOf(
        calendars.map(({ calendar }) => calendar),
        tokens,
      ),
      booking: bookingsFor(calendars, tokens),
    }
    const persons = Array.from({ length: people }, (_, index) => ({
      drawing: personOf(index * 997, next),
      connection: openConnections(portOf, closing),
      last: '',
    }))

    const opened = performance.now()
    async function traffic(): Promise<Sample> {
      const answered: Answered[] = []
      let asked = 0
      const began = performance.now()
      await Promise.all(
        persons.map(async (person) => {
          while (asked < requests) {
            asked += 1
            const { of, wire } = person.drawing.next(person.last).value
            const socket = await person.connection(of)
            const at = performance.now()
            const reading = readAnswer(socket)
            socket.write(wire)
            const { status, text } = await reading
            // Only that there is too much to do may be said; anything else is a fault of the benchmark.
            if (status !== 200 && status !== 503) throw new Error(`${of} answered: ${text}`)
            person.last = text
            answered.push({ of, millis: performance.now() - at, status })
          }
        }),
      )
      const now = performance.now()
      const round = { seconds: (now - began) / 1000, sinceBegun: (now - opened) / 1000 }
      return toSample(answered, round, running)
    }

    const figure = (
      name: string,
      measure: string,
      unit: string,
      goal?: Figure['goal'],
    ): Figure => ({
      name,
      side: 'traffic',
      measure,
      unit,
      ...(goal && { goal }),
    })
    return {
      sides: { traffic },
      figures: [
        figure('requests', 'perSecond', '/s'),
        figure('p50', 'p50', 'ms'),
        figure('p95', 'p95', 'ms'),
        figure('p99', 'p99', 'ms'),
        figure('errors', 'errors', '', { most: 0 }),
        ...ASKED.map((of) => figure(`p95, ${of}`, `p95 ${of}`, 'ms')),
        ...ASKED.map((of) => figure(`memory, ${of}`, `memory ${of}`, 'MiB', { most: 512 })),
      ],
      close: () => closing.close(),
    }
  } catch (error) {
    await closing.close()
    throw error
  }
}
