// Put before a function's own program (`node --import`): its clock is ahead by CLOCK_AHEAD_MILLIS, and by what CLOCK_FILE says, and it
// knows nothing of that. Timers and the monotonic clock stay as they are.
import { readFileSync, watch } from 'node:fs'

const file = process.env['CLOCK_FILE'] ?? ''
const aheadMillis = Number(process.env['CLOCK_AHEAD_MILLIS'] ?? '0')
const readJumped = () => Number(readFileSync(file, 'utf8'))
let jumpedMillis = readJumped()
watch(file, { persistent: false }, () => {
  jumpedMillis = readJumped()
})

// A run that is ended at once leaves no instance behind.
const PARENT = process.ppid
setInterval(() => {
  if (process.ppid !== PARENT) process.exit(1)
}, 1_000).unref()

const RealDate = Date
const now = () => RealDate.now() + aheadMillis + jumpedMillis

const ShiftedDate: DateConstructor = new Proxy(RealDate, {
  construct: (target, args: unknown[], newTarget) => {
    const made: unknown = Reflect.construct(
      target,
      args.length === 0 ? [now()] : args,
      newTarget === ShiftedDate ? target : newTarget,
    )
    return made as Date // what its constructor makes
  },
  apply: () => new RealDate(now()).toString(),
  get: (target, key, receiver): unknown =>
    key === 'now' ? now : Reflect.get(target, key, receiver),
})

globalThis.Date = ShiftedDate
