// What the rules do, in words.
import type { Policy } from '../../../../../client/index.ts'
import { toMinutes, toWhole } from '../../../parts/numbers.ts'
import { t, tn } from '../../../words/words.ts'
import { duration, list, span } from '../../../words/when.ts'
import { reachOf } from '../services/service-words.ts'
import type { ProfileValues } from './profile-form.ts'

/** `Clients can book from 2 hours before to 60 days ahead.` */
export function policyReach({ minNoticeMinutes, horizonDays }: Policy): string {
  return reachOf(minNoticeMinutes, horizonDays)
}

/** The same of what is typed; undefined while it is no number. */
export function reachTyped({ notice, horizon }: ProfileValues): string | undefined {
  const [minutes, days] = [toMinutes(notice), toWhole(horizon)]
  return minutes === undefined || days === undefined ? undefined : reachOf(minutes, days)
}

/** Until when a client may cancel or move on their own. */
export function noticeWords(
  kind: 'cancel' | 'move',
  minutes: number | undefined,
): string | undefined {
  if (minutes === undefined) return undefined
  if (minutes === 0) return t(kind === 'cancel' ? 'rules.cancelAlways' : 'rules.moveAlways')
  return t(kind === 'cancel' ? 'rules.cancelUntil' : 'rules.moveUntil', { notice: span(minutes) })
}

/** `At most 8 appointments a day and 6 h of work a day.` */
export function limitWords(values: {
  readonly perDay: string
  readonly perWeek: string
  readonly minutesPerDay: string
}): string {
  const [perDay, perWeek] = [toWhole(values.perDay), toWhole(values.perWeek)]
  const minutes = toWhole(values.minutesPerDay)
  const limits = [
    perDay !== undefined && tn('rules.perDayOf', perDay),
    perWeek !== undefined && tn('rules.perWeekOf', perWeek),
    minutes !== undefined && t('rules.minutesOf', { duration: duration(minutes) }),
  ].filter((one) => typeof one === 'string')
  return limits.length === 0 ? t('rules.noLimits') : t('rules.limits', { limits: list(limits) })
}
