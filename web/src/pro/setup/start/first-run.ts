// The way from an empty account to the first free slot: which step is next, and whether everything is there.
import type { Setup } from '../setup.ts'

export const STEPS = ['profile', 'service', 'hours', 'done'] as const
export type Step = (typeof STEPS)[number]

/** The step that is to be done, by what is saved: where one left off. */
export function nextStep(setup: Pick<Setup, 'services' | 'workingHours'> | undefined): Step {
  if (!setup) return 'profile'
  if (setup.services.length === 0) return 'service'
  // A service with hours of its own can be booked without weekly ones; a week without any hours is an answer too.
  const hasOwn = setup.services.some(({ active, hours }) => active && hours !== undefined)
  return setup.workingHours.length === 0 && !hasOwn ? 'hours' : 'done'
}
