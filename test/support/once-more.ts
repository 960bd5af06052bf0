// Suites of test/integration once more, in another way of running: what they show by default, they show of it too.
import { afterAll, describe, vi } from 'vitest'

/** @param environment what switches the other way on; read when the suites are loaded, and when their backends start */
export function onceMore(
  way: string,
  environment: Readonly<Record<string, string>>,
  suites: readonly string[],
): void {
  afterAll(() => {
    vi.unstubAllEnvs()
  })
  // Their short forms.
  vi.stubEnv('TEST_LONG', '0')
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  for (const suite of suites)
    describe(`${way}: ${suite}`, async () => {
      await import(`../integration/${suite}.test.ts`)
    })
}
