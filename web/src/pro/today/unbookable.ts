// What keeps everybody from booking with a professional, of what they have not set up yet.
import type { ScheduleDocument } from '../../../../client/index.ts'

/** What is lacking before anybody can book; undefined where nothing is. */
export function lackingIn(
  {
    services,
    windows,
  }: Pick<ScheduleDocument, 'windows'> & {
    readonly services: readonly Pick<ScheduleDocument['services'][number], 'active'>[]
  },
  now: Date,
): 'service' | 'hours' | undefined {
  if (!services.some(({ active }) => active)) return 'service'
  return windows.some(({ end }) => end > now) ? undefined : 'hours'
}
