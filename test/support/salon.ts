// A professional whose every hour of every day can be booked, and people who have the app open in front of them.
import type { Backend } from './backend.ts'
import * as f from './fixtures.ts'
import type { User } from './users.ts'

const HOUR = 3_600_000
/** No test takes so long that a full hour turns in it. */
const AHEAD = 600_000

export interface Salon extends f.Made {
  readonly owner: User
  /** A full hour, some hours after the next one; that is ten minutes from now or more. */
  readonly at: (hours: number) => string
  /** Its address in the app, on the day of a start and with its service chosen. */
  readonly address: (start?: string, zone?: string) => string
}

/** Opens one of its own. */
export async function openSalon(
  backend: Backend,
  options: {
    readonly name?: string
    readonly professional?: object
    readonly service?: object
  } = {},
): Promise<Salon> {
  const { name = 'Olga Owner' } = options
  const owner = await backend.user(name)
  const made = await f.makeProfessional(backend, owner, {
    professional: { name, timeZone: 'Europe/Berlin', ...options.professional },
    hours: f.everyDay('00:00', '24:00'),
    service: { name: 'Talk', durationMinutes: 60, ...options.service },
  })
  await backend.mirrored(made.professionalId, made.revision)
  const next = Math.ceil((Date.now() + AHEAD) / HOUR) * HOUR
  const dateIn = (zone: string, start: string) =>
    new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(start))
  return {
    ...made,
    owner,
    at: (hours) => new Date(next + hours * HOUR).toISOString(),
    address: (start, zone = 'Europe/Berlin') =>
      start === undefined
        ? `/p/${made.professionalId}`
        : `/p/${made.professionalId}?service=${made.serviceId}&day=${dateIn(zone, start)}`,
  }
}

/** A zone in which it is day, with hours left until midnight: what a professional sees of today is there. */
export function zoneByDay(now = new Date()): string {
  const hourIn = (timeZone: string) =>
    Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit' }).format(now))
  const isDay = (zone: string) => hourIn(zone) >= 5 && hourIn(zone) < 18
  return isDay('Europe/Berlin') ? 'Europe/Berlin' : 'Pacific/Honolulu'
}

/** The accessible name of a slot: `10:00 to 11:00`, in a zone, as a British reader sees it. */
export function slotName(start: string, minutes = 60, zone = 'Europe/Berlin'): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: 'numeric',
    minute: '2-digit',
  })
  const begin = new Date(start)
  return `${format.format(begin)} to ${format.format(new Date(begin.getTime() + minutes * 60_000))}`
}
