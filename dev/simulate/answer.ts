// What the simulator prints of a scenario: the starts that can be booked, and the windows of time that are free.
import type { Scenario } from '../../shared/contract/scenario.ts'
import { simulate } from '../../shared/scheduling/free/simulate.ts'
import { formatInstant } from '../../shared/time/instant.ts'
import type { Span } from '../../shared/time/span.ts'

function toText({ start, end }: Span) {
  return { start: formatInstant(start), end: formatInstant(end) }
}

/** The answer as it is written, with instants in UTC. */
export function toAnswer(scenario: Scenario) {
  const { slots, windows } = simulate(scenario)
  return {
    slots: slots.map((slot) => ({ ...toText(slot), seatsLeft: slot.seatsLeft })),
    windows: windows.map(toText),
  }
}
