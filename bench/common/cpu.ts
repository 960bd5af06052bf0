// The processor's time that another process has taken.
import { readFileSync } from 'node:fs'

const TICK_MILLIS = 10

/** In milliseconds, since its start; where the system does not tell it (only Linux does), not a number. */
export function cpuMillisOf(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * TICK_MILLIS
  } catch {
    return Number.NaN
  }
}
