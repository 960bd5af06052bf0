// The rules for clients, in words.
import type { Policy } from '../../../../../client/index.ts'
import { t, tn } from '../../../words/words.ts'
import { list } from '../../../words/when.ts'
import type { PerClient } from '../per-client.ts'

/** `One client can have at most 3 bookings to come and 1 booking a day.` */
export function perClientWords({ maxUpcoming, maxPerDay, maxPerWeek }: PerClient): string {
  const limits = [
    maxUpcoming !== undefined && tn('clients.upcomingOf', maxUpcoming),
    maxPerDay !== undefined && tn('clients.perDayOf', maxPerDay),
    maxPerWeek !== undefined && tn('clients.perWeekOf', maxPerWeek),
  ].filter((one) => typeof one === 'string')
  return limits.length === 0 ? t('clients.noLimits') : t('clients.limits', { limits: list(limits) })
}

/** Both rules for clients in one line. */
export function clientsLine({ perClient, requireVerified }: Policy): string {
  const limits = perClientWords(perClient ?? {})
  return requireVerified ? `${t('clients.onlyVerified')} ${limits}` : limits
}
