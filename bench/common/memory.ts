// The memory that another process holds.
import { readFileSync } from 'node:fs'

const PAGE_BYTES = 4_096

/** What is resident, in MiB; where the system does not tell it (only Linux does), not a number. */
export function memoryMiBOf(pid: number | undefined): number {
  try {
    const [, pages] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')
    return (Number(pages) * PAGE_BYTES) / 2 ** 20
  } catch {
    return Number.NaN
  }
}
