// The list of benchmarks, in the order in which they are run: what costs least comes first.
import { booking } from '../booking/booking.ts'
import { chain } from '../chain/chain.ts'
import { coldStart } from '../cold-start/cold-start.ts'
import type { Benchmark } from './benchmark.ts'
import { growth, past } from '../growth/growth.ts'
import { herd } from '../herd/herd.ts'
import { hot } from '../hot/hot.ts'
import { lighthouse } from '../lighthouse/lighthouse.ts'
import { overload } from '../overload/overload.ts'
import { save } from '../save/save.ts'
import { search } from '../search/search.ts'
import { slots } from '../slots/slots.ts'
import { sustained } from '../sustained/sustained.ts'
import { tracing } from '../tracing/tracing.ts'
import { twoScreens } from '../two-screens/two-screens.ts'
import { zone } from '../zone/zone.ts'

/** All of them, each once. */
export const BENCHMARKS: readonly Benchmark[] = [
  slots,
  zone,
  tracing,
  search,
  booking,
  hot,
  overload,
  save,
  herd,
  growth,
  past,
  chain,
  coldStart,
  sustained,
  twoScreens,
  lighthouse,
]
