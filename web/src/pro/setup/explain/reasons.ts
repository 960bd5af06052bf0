// Why a time is not offered, in words, and where the setting is that causes it.
import type { Explanation, Service } from '../../../../../client/index.ts'
import { parseDate, weekdayOf } from '../../../../../shared/time/date.ts'
import { type Key, t } from '../../../words/words.ts'
import { dateIn, duration, shortDayIn, span, timeIn } from '../../../words/when.ts'
import { dayWords } from '../hours/hours-words.ts'
import { weekOn } from '../hours/rules.ts'
import { toDraftInterval, toDraftWeek } from '../hours/week.ts'
import type { Setup } from '../setup.ts'

export interface ReasonWords {
  readonly title: string
  readonly why: string
  readonly link?: { readonly href: string; readonly label: string }
}

/** What is asked about. */
export interface Question {
  readonly setup: Setup
  readonly service: Service
  readonly start: Date
  readonly now: Date
}

const TITLES: Record<Explanation['reason'], Key> = {
  'service-inactive': 'reason.inactive',
  'too-soon': 'reason.tooSoon',
  'too-far-ahead': 'reason.tooFar',
  'outside-hours': 'reason.outside',
  'on-time-off': 'reason.timeOff',
  'professional-away': 'reason.away',
  'off-grid': 'reason.offGrid',
  'slot-taken': 'reason.taken',
  'not-enough-seats': 'reason.seats',
  'limit-reached': 'reason.limit',
  'client-limit-reached': 'reason.clientLimit',
}

/** One reason for the page. */
export function wordsOf(explanation: Explanation, question: Question): ReasonWords {
  return { title: t(TITLES[explanation.reason]), ...detailOf(explanation, question) }
}

const to = (href: string, key: Key) => ({ href, label: t(key) })

function detailOf({ reason, source }: Explanation, question: Question): Omit<ReasonWords, 'title'> {
  const { setup, service, start, now } = question
  const { policy, timeZone: zone } = setup.professional
  const own = `/pro/services/${service.serviceId}`
  const agenda = to(`/pro/agenda?date=${dateIn(zone, start)}`, 'reason.toAgenda')
  const between = betweenWords(zone, source)
  switch (reason) {
    case 'service-inactive':
      return setup.professional.active
        ? { why: t('reason.inactiveService'), link: to(own, 'reason.toService') }
        : { why: t('reason.inactiveSelf'), link: to('/pro/profile#active', 'reason.toProfile') }
    case 'too-soon': {
      if (start <= now) return { why: t('reason.past') }
      const notice = span(service.minNoticeMinutes ?? policy.minNoticeMinutes)
      return {
        why: t('reason.tooSoonWhy', { notice }),
        link: ruleLink(service.minNoticeMinutes, own),
      }
    }
    case 'too-far-ahead': {
      const days = service.horizonDays ?? policy.horizonDays
      return {
        why: t('reason.tooFarWhy', { days: span(days * 1440) }),
        link: ruleLink(service.horizonDays, own),
      }
    }
    case 'outside-hours':
      return hoursDetail(source, question)
    case 'on-time-off':
      return source?.kind === 'external'
        ? { why: t('reason.external', { source: source.id ?? '', between }) }
        : {
            why: t('reason.timeOffWhy', { between }),
            link: to('/pro/hours#time-off', 'reason.toTimeOff'),
          }
    case 'professional-away':
      return source?.kind === 'delay'
        ? { why: t('reason.delay', { between }), link: agenda }
        : { why: t('reason.awayWhy', { between }), link: to('/pro', 'reason.toToday') }
    case 'off-grid': {
      const step = service.slotStepMinutes ?? policy.slotStepMinutes ?? service.durationMinutes
      const isPolicy = service.slotStepMinutes === undefined && policy.slotStepMinutes !== undefined
      return {
        why: t('reason.offGridWhy', { step: duration(step) }),
        link: isPolicy ? to('/pro/profile#rules', 'reason.toRules') : to(own, 'reason.toService'),
      }
    }
    case 'slot-taken':
      return { why: t('reason.takenWhy', { between }), link: agenda }
    case 'not-enough-seats':
      return source
        ? { why: t('reason.seatsWhy', { between }), link: agenda }
        : {
            why: t('reason.seatsAll', { capacity: service.capacity }),
            link: to(own, 'reason.toService'),
          }
    case 'limit-reached':
      return {
        why: limitDetail(source?.id, question),
        link: to('/pro/profile#limits', 'reason.toRules'),
      }
    case 'client-limit-reached':
      return { why: t('reason.clientLimitWhy'), link: to('/pro/clients', 'reason.toClients') }
  }
}

const ruleLink = (own: number | undefined, service: string) =>
  own === undefined
    ? to('/pro/profile#rules', 'reason.toRules')
    : to(`${service}#rules`, 'reason.toService')

function betweenWords(zone: string, source: Explanation['source']): string {
  if (source?.start === undefined || source.end === undefined) return ''
  const [start, end] = [new Date(source.start), new Date(source.end)]
  const last =
    dateIn(zone, start) === dateIn(zone, end)
      ? timeIn(zone, end)
      : `${shortDayIn(zone, end)} ${timeIn(zone, end)}`
  return `${shortDayIn(zone, start)} ${timeIn(zone, start)} – ${last}`
}

function hoursDetail(
  source: Explanation['source'],
  { setup, service, start }: Question,
): Omit<ReasonWords, 'title'> {
  const date = dateIn(setup.professional.timeZone, start)
  const weekday = weekdayOf(parseDate(date) ?? 0)
  if (source?.kind === 'date-hours') {
    const day = setup.dateHours.find((one) => one.date === date)
    return {
      why: t('reason.dateHours', { hours: dayWords((day?.intervals ?? []).map(toDraftInterval)) }),
      link: to('/pro/hours#dates', 'reason.toDates'),
    }
  }
  if (source?.kind === 'service-hours')
    return {
      why: t('reason.serviceHours', {
        hours: dayWords(toDraftWeek(service.hours ?? [])[weekday - 1] ?? []),
      }),
      link: to(`/pro/services/${service.serviceId}#hours`, 'reason.toService'),
    }
  return {
    why: t('reason.workingHours', {
      hours: dayWords(weekOn(setup.workingHours, date)[weekday - 1] ?? []),
    }),
    link: to('/pro/hours', 'reason.toHours'),
  }
}

function limitDetail(id: string | undefined, { setup }: Question): string {
  const { maxBookingsPerDay, maxBookingsPerWeek, maxMinutesPerDay } = setup.professional.policy
  if (id === 'maxBookingsPerWeek') return t('reason.limitWeek', { limit: maxBookingsPerWeek ?? 0 })
  if (id === 'maxMinutesPerDay')
    return t('reason.limitMinutes', { limit: duration(maxMinutesPerDay ?? 0) })
  return t('reason.limitDay', { limit: maxBookingsPerDay ?? 0 })
}
