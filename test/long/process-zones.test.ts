// The zone that a process is in changes nothing of what the clocks of any zone do: the comparison with Temporal, shortly, in processes of
// other zones than this one's.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs')
const COMPARISON = 'shared/time/zone.temporal.test.ts'

it.each(['UTC', 'Asia/Tokyo', 'America/Los_Angeles', 'Europe/London'])(
  'is the same in a process in %s',
  async (zone) => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [VITEST, 'run', '--project', 'unit', COMPARISON],
      { cwd: ROOT, env: { PATH: process.env['PATH'], TZ: zone } },
    )
    // One that fails ends with another code, and is thrown.
    expect(stdout).toContain('9 passed')
  },
  300_000,
)
