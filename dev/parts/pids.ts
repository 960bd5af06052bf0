// What the system knows of a process id. Linux is asked through /proc, others through ps.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Not allowed to signal it: it lives, as another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** The process and its children, parent first. Only itself where the system cannot be asked. */
export const familyOf = (pid: number): readonly number[] => [pid, ...childrenOf(pid)]

const childrenOf = (pid: number): readonly number[] => {
  try {
    const file = `/proc/${pid}/task/${pid}/children`
    if (existsSync(file)) return readFileSync(file, 'utf8').split(' ').filter(Boolean).map(Number)
    return execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number))
      .flatMap(([child, parent]) => (parent === pid && child !== undefined ? [child] : []))
  } catch {
    return []
  }
}

/** The command line of a process; empty if it is gone or not ours to see. */
export const commandLineOf = (pid: number): string => {
  try {
    const file = `/proc/${pid}/cmdline`
    if (existsSync(file)) return readFileSync(file, 'utf8').replaceAll('\0', ' ').trim()
    return execFileSync('ps', ['-p', String(pid), '-o', 'args='], { encoding: 'utf8' }).trim()
  } catch {
    return ''
  }
}
