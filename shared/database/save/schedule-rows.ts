// A schedule's rows of JSON as the save takes them, each once and with its final values.
import type { Professional } from '../../contract/professional.ts'
import type { Service } from '../../contract/service.ts'
import type { Effects } from '../../scheduling/effects/effects.ts'
import {
  type ExternalBusy,
  type TimeOff,
  takenByActivity,
} from '../../scheduling/model/calendar.ts'
import { formatInstant } from '../../time/instant.ts'
import { foldedProfessional, foldedService } from '../rows/folded.ts'

/** A professional, with what is searched. */
export const toProfessionalRow = (professional: Professional): object => ({
  ...professional,
  ...foldedProfessional(professional),
})

/** Services, with what is searched. */
export const toServiceRows = (services: readonly Service[]): readonly object[] =>
  services.map((one) => ({ ...one, ...foldedService(one) }))

/** Busy time, as it is named by its start and end. */
export const toSpanRows = (spans: readonly ExternalBusy[]): readonly object[] =>
  spans.map(({ source, start, end }) => ({
    source,
    start_at: formatInstant(start),
    end_at: formatInstant(end),
  }))

/** Time off, by instants and by dates. */
export const toTimeOffRows = (timeOff: readonly TimeOff[]): readonly object[] =>
  timeOff.map(({ timeOffId, start, end, startDate, endDate, note }) => ({
    id: timeOffId,
    start_at: formatInstant(start),
    end_at: formatInstant(end),
    start_date: startDate,
    end_date: endDate,
    note,
  }))

/**
 * What of a schedule is saved, each part under the name by which `save_schedule_v1` knows it; undefined where nothing is.
 */
export function toScheduleParts(effects: Effects, ownerUid: string): object | undefined {
  const { professional, services, weeklyRules, activity, dateHours, blocks } = effects
  const { newTimeOff, removedTimeOff, externalBusy, isErased = false } = effects
  const until = activity && takenByActivity(activity)?.end
  const parts = {
    ...(professional && { professional: toProfessionalRow(professional), ownerUid, isErased }),
    ...(services && { services: toServiceRows(services) }),
    ...(weeklyRules && {
      droppedRules: weeklyRules.flatMap((one) => (one.hours === null ? [one.effectiveFrom] : [])),
      rules: weeklyRules.filter(({ hours }) => hours !== null),
    }),
    ...(activity && {
      activity: {
        state: activity.state,
        since: formatInstant(activity.since),
        until: until === undefined ? undefined : formatInstant(until),
        message: activity.message,
      },
    }),
    ...(dateHours && {
      clearedDates: dateHours.flatMap((one) => (one.intervals === null ? [one.date] : [])),
      dateHours: dateHours.filter(({ intervals }) => intervals !== null),
    }),
    ...(newTimeOff && { newTimeOff: toTimeOffRows(newTimeOff) }),
    ...(removedTimeOff && { removedTimeOff: removedTimeOff.map(({ timeOffId }) => timeOffId) }),
    ...(externalBusy && {
      removedBusy: toSpanRows(externalBusy.removed),
      addedBusy: toSpanRows(externalBusy.added),
    }),
    ...(blocks && {
      liftedBlocks: blocks.filter(({ block }) => block === null),
      blocks: toBlockRows(blocks),
    }),
  }
  return Object.keys(parts).length === 0 ? undefined : parts
}

/** Blocks that are set. */
export const toBlockRows = (blocks: NonNullable<Effects['blocks']>): readonly object[] =>
  blocks.flatMap(({ block }) =>
    block ? [{ ...block, createdAt: formatInstant(block.createdAt) }] : [],
  )
