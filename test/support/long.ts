// How long a test looks: `npm test` shortly, `npm run test:long` as long as a finding may take.

/** Whether this run takes the time that it takes. */
export const isLong = process.env['TEST_LONG'] === '1'

/** How often a property or a race is tried: `short` times by default, `long` times in the long run. */
export const runs = (short: number, long: number): number => (isLong ? long : short)

/** So many times in the long run, a third of them by default. */
export const aThirdOf = (times: number): number => runs(Math.ceil(times / 3), times)
