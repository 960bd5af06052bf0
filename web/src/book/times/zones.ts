// In which zones a viewer may read the times of a professional, and how far apart two are.
import { cityOf } from '../../words/cities.ts'
import { offsetMinutes } from '../../words/when.ts'

/** A zone to choose: the account's, the device's, the professional's; each once. */
export function zoneChoices(
  shown: string,
  account: string | undefined,
  device: string,
  professional: string,
): readonly string[] {
  return [...new Set([account ?? device, device, professional, shown])]
}

/** Minutes that `theirs` is ahead of `mine` at an instant; negative where it is behind. */
export function minutesAhead(mine: string, theirs: string, at: Date): number {
  return offsetMinutes(theirs, at) - offsetMinutes(mine, at)
}

/** Whether the device seems to be elsewhere than the account says: then one is asked, and nothing is switched silently. */
export function isElsewhere(account: string | undefined, device: string, at: Date): boolean {
  return (
    account !== undefined &&
    cityOf(account) !== cityOf(device) &&
    minutesAhead(account, device, at) !== 0
  )
}
