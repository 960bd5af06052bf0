// Ends a child process when this process dies without ending it, even by `kill -9`.
//
// A shell waits at the other end of a pipe that only this process holds. However this process ends,
// the kernel closes the pipe, `read` returns, and the shell ends the child's process group.
// What cannot be helped: a guard that is itself killed with -9, and Windows, which has no groups.
import { spawn } from 'node:child_process'
import { Socket } from 'node:net'

// Postgres' sessions are in groups of their own, hence the children: a frozen one hears no signal.
const script = `
  read -r _
  children=$(cat "/proc/$1/task/$1/children" 2>/dev/null || pgrep -P "$1" 2>/dev/null)
  kill -s "$2" -- "-$1" 2>/dev/null || exit 0
  kill -s CONT -- "-$1" $children 2>/dev/null
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    sleep 0.5
    kill -s 0 -- "-$1" 2>/dev/null || exit 0
  done
  kill -s KILL -- "-$1" $children
`

/** Guards the process group `pid` with `signal`; call the answer once the group has ended. */
export const guardGroup = (pid: number, signal: NodeJS.Signals): (() => void) => {
  const signalName = signal.replace(/^SIG/, '')
  const guard = spawn('/bin/sh', ['-c', script, 'guard', String(pid), signalName], {
    detached: true, // Ctrl-C in the terminal must not reach it
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guard.on('error', () => {}) // no /bin/sh: nothing guards, everything else works
  guard.unref()
  const { stdin } = guard
  stdin.on('error', () => {})
  if (stdin instanceof Socket) stdin.unref() // as a pipe always is
  return () => guard.kill('SIGKILL')
}
