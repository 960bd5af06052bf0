// Clients that public generators make of docs/openapi.json, each with a program that does a professional's and a client's tour:
// compiled strictly, without a cast, and run.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'

const ROOT = join(import.meta.dirname, '../..')
const API = join(ROOT, 'docs/openapi.json')

/** What a program is given, and tells in the end. */
export interface Tour {
  readonly url: string
  readonly professional: string
  readonly client: string
  readonly rival: string
  /** A date on which there are hours, and the day after. */
  readonly from: string
  readonly to: string
}

interface Generator {
  /** Writes `client.ts` into the folder. */
  readonly generate: (folder: string, url: string) => Promise<unknown>
  readonly program: string
}

// Never synchronously: the functions that a client calls run in this process, and connections that are kept for them end meanwhile.
const inProcess = promisify(execFile)

const run = (program: string, folder: string, ...options: readonly string[]) =>
  inProcess(process.execPath, [join(ROOT, 'node_modules', program), ...options], { cwd: folder })

/** What each program tells: the alternatives of the lost race, and the history of the booking that was made. */
const TOLD = `console.log(JSON.stringify({ lost, offered: alternatives.length, statuses, history }))`

const ORVAL = `
import * as api from './client.ts'
const { TOUR = '' } = process.env
const tour: { professional: string; client: string; rival: string; from: string; to: string } = JSON.parse(TOUR)
const as = (token: string) => ({ headers: { Authorization: \`Bearer \${token}\` } })
const isDone = <R extends { status: number }>(answer: R): answer is Extract<R, { status: 200 }> => answer.status === 200
function done<R extends { status: number; data: unknown }>(answer: R): Extract<R, { status: 200 }> {
  if (!isDone(answer)) throw new Error(JSON.stringify(answer.data))
  return answer
}
const ana = as(tour.professional)
const carl = as(tour.client)
const dora = as(tour.rival)
const { professional } = done(await api.saveProfessional({ name: 'Ana', timeZone: 'Europe/Berlin', policy: { horizonDays: 30 } }, ana)).data
const { service } = done(await api.saveService({ name: 'Cut', durationMinutes: 30, price: { amountMinor: 4000, currency: 'EUR' } }, ana)).data
const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start: '09:00', end: '17:00' }))
done(await api.setWorkingHours({ hours }, ana))
const asked = { professionalId: professional.professionalId, serviceId: service.serviceId, from: tour.from, to: tour.to }
const { slots } = done(await api.searchAvailability(asked, carl)).data
const start = slots[0]?.start ?? ''
const held = done(await api.holdSlot({ serviceId: service.serviceId, start }, carl)).data
const { booking } = done(await api.createBooking({ holdId: held.booking.bookingId }, { headers: { ...carl.headers, 'Idempotency-Key': 'tap' } })).data
const race = await api.createBooking({ serviceId: service.serviceId, start }, dora)
if (race.status !== 409) throw new Error('the race was not lost')
const lost = race.data.reason
const alternatives = race.data.alternatives ?? []
const other = done(await api.createBooking({ serviceId: service.serviceId, start: alternatives[0]?.start ?? '' }, dora)).data
done(await api.rescheduleBooking({ bookingId: booking.bookingId, start: alternatives[1]?.start ?? '', version: booking.version }, carl))
done(await api.cancelBooking({ bookingId: other.booking.bookingId, reason: 'ill' }, dora))
const { bookings } = done(await api.listBookings({ as: 'professional', status: ['confirmed', 'cancelled'] }, ana)).data
const statuses = bookings.map((one) => one.status).sort()
const history = done(await api.getBooking({ bookingId: booking.bookingId }, carl)).data.history.map((one) => one.type)
${TOLD}
`

const SWAGGER = `
import { Api } from './client.ts'
const { TOUR = '' } = process.env
const tour: { url: string; professional: string; client: string; rival: string; from: string; to: string } = JSON.parse(TOUR)
const as = (token: string) => new Api({ baseUrl: tour.url, baseApiParams: { headers: { Authorization: \`Bearer \${token}\` } } })
function done<D>(answer: { ok: boolean; data: D; error: unknown }): D {
  if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  return answer.data
}
const ana = as(tour.professional)
const carl = as(tour.client)
const dora = as(tour.rival)
const { professional } = done(await ana.saveProfessional.saveProfessional({ name: 'Ana', timeZone: 'Europe/Berlin', policy: { horizonDays: 30 } }))
const { service } = done(await ana.saveService.saveService({ name: 'Cut', durationMinutes: 30, price: { amountMinor: 4000, currency: 'EUR' } }))
const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start: '09:00', end: '17:00' }))
done(await ana.setWorkingHours.setWorkingHours({ hours }))
const asked = { professionalId: professional.professionalId, serviceId: service.serviceId, from: tour.from, to: tour.to }
const { slots } = done(await carl.searchAvailability.searchAvailability(asked))
const start = slots[0]?.start ?? ''
const held = done(await carl.holdSlot.holdSlot({ serviceId: service.serviceId, start }))
const { booking } = done(await carl.createBooking.createBooking({ holdId: held.booking.bookingId }, { headers: { 'Idempotency-Key': 'tap' } }))
const race = await dora.createBooking.createBooking({ serviceId: service.serviceId, start })
const lost = race.error.reason
const alternatives = race.error.alternatives ?? []
const other = done(await dora.createBooking.createBooking({ serviceId: service.serviceId, start: alternatives[0]?.start ?? '' }))
done(await carl.rescheduleBooking.rescheduleBooking({ bookingId: booking.bookingId, start: alternatives[1]?.start ?? '', version: booking.version }))
done(await dora.cancelBooking.cancelBooking({ bookingId: other.booking.bookingId, reason: 'ill' }))
const { bookings } = done(await ana.listBookings.listBookings({ as: 'professional', status: ['confirmed', 'cancelled'] }))
const statuses = bookings.map((one) => one.status).sort()
const history = done(await carl.getBooking.getBooking({ bookingId: booking.bookingId })).history.map((one) => one.type)
${TOLD}
`

export const GENERATORS: Readonly<Record<string, Generator>> = {
  orval: {
    generate: (folder, url) => {
      const api = { input: API, output: { target: './client.ts', client: 'fetch', baseUrl: url } }
      writeFileSync(join(folder, 'orval.config.mjs'), `export default ${JSON.stringify({ api })}`)
      return run('orval/dist/bin/orval.mjs', folder, '--config', 'orval.config.mjs')
    },
    program: ORVAL,
  },
  'swagger-typescript-api': {
    generate: (folder) => {
      const options = [
        '-p',
        API,
        '-o',
        '.',
        '-n',
        'client.ts',
        '--silent',
        '--generate-union-enums',
      ]
      const program = 'swagger-typescript-api/dist/cli.mjs'
      return run(program, folder, 'generate', ...options, '--disable-throw-on-error')
    },
    program: SWAGGER,
  },
}

/** A client that was generated, with its program. */
export interface GeneratedClient {
  /** What the compiler says of both. @throws what it prints as `stdout`, where it finds something */
  readonly compile: () => Promise<string>
  /** What the program tells. */
  readonly tour: (tour: Tour) => Promise<unknown>
  readonly remove: () => void
}

/** Generates a client for functions at `url`. */
export async function generateClient(
  { generate, program }: Generator,
  url: string,
): Promise<GeneratedClient> {
  const folder = mkdtempSync(join(tmpdir(), 'generated-client-'))
  await generate(folder, url)
  const entry = join(folder, 'tour.ts')
  writeFileSync(entry, program)
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }')
  const compilerOptions = {
    strict: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    target: 'es2024',
    module: 'esnext',
    moduleResolution: 'bundler',
    lib: ['es2024', 'dom', 'dom.iterable'],
    types: ['node'],
    typeRoots: [join(ROOT, 'node_modules/@types')],
  }
  const config = { compilerOptions, files: ['tour.ts'] }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
  return {
    compile: async () => {
      const tsc = join(ROOT, 'node_modules/typescript/bin/tsc')
      return (await inProcess(process.execPath, [tsc], { cwd: folder })).stdout
    },
    tour: async (tour) => {
      const outfile = join(folder, 'tour.mjs')
      await build({ entryPoints: [entry], outfile, bundle: true, format: 'esm', platform: 'node' })
      const { stdout } = await inProcess(process.execPath, [outfile], {
        env: { ...process.env, TOUR: JSON.stringify(tour) },
      })
      return JSON.parse(stdout) as unknown
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
