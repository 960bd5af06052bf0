// The log of the local functions: whole in a file, what needs a look in one line to the terminal.
import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { finished } from 'node:stream/promises'
import type { Log } from '../shared/runtime/world/log.ts'

export interface FunctionLog {
  readonly log: Log
  close(): Promise<void>
}

const LINE_CHARACTERS = 160

/** Begins the file anew; `say` gets warnings and errors, shortened. */
export function openFunctionLog(file: string, say: (line: string) => void): FunctionLog {
  mkdirSync(dirname(file), { recursive: true })
  const stream = createWriteStream(file)
  return {
    log: (entry) => {
      stream.write(`${JSON.stringify({ time: new Date().toISOString(), ...entry })}\n`)
      if (entry.severity === 'INFO') return
      const [line = ''] = entry.message.split('\n')
      const where =
        entry.function === undefined || line.includes(entry.function) ? '' : entry.function
      say(`${entry.severity.toLowerCase()}: ${where} ${line}`.slice(0, LINE_CHARACTERS))
    },
    close: async () => {
      stream.end()
      await finished(stream)
    },
  }
}
