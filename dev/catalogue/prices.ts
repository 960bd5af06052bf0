// Prices of Google's, as far as a public copy of them could be read: each with where and when. They are those of one region,
// us-central1 (Iowa), since the pages tell the others only to a browser.

export interface Price {
  /** Rows of the table of what is used at rest (costs.ts) that it prices. */
  readonly rows: readonly string[]
  readonly what: string
  readonly usd: number
  readonly per: string
  /** Where Google tells it. */
  readonly page: string
  /** Where it was read, and of what day that is, as far as it says so. */
  readonly readIn: string
}

const CLOUD_RUN = 'https://cloud.google.com/run/pricing'
const CLOUD_SQL = 'https://cloud.google.com/sql/pricing'

const CLOUD_RUN_READ = '<https://cloudwebschool.com/tools/cloud-run-cost-calculator/>, undated'
const FIRESTORE = 'https://firebase.google.com/docs/firestore/pricing'
const FIRESTORE_READ = 'an undated copy of that page, which has Oregon and not Iowa'

/** Of what is used by being used. */
const USAGE = {
  cpu: {
    rows: ['CPU of jobs, at most (vCPU-seconds)'],
    what: 'CPU while a request runs, Tier 1',
    usd: 0.000024,
    per: 'vCPU-second',
    page: CLOUD_RUN,
    readIn: 'an undated copy of that page',
  },
  memory: {
    rows: ['Memory of jobs, at most (GiB-seconds)'],
    what: 'Memory while a request runs, Tier 1',
    usd: 0.0000025,
    per: 'GiB-second',
    page: CLOUD_RUN,
    readIn: CLOUD_RUN_READ,
  },
  requests: {
    rows: [],
    what: 'Requests',
    usd: 0.4,
    per: 'million',
    page: CLOUD_RUN,
    readIn: `${CLOUD_RUN_READ}; the same in <https://cloudchipr.com/blog/cloud-run-pricing>, 2025`,
  },
  reads: {
    rows: [],
    what: 'Firestore, documents read, Oregon',
    usd: 0.03,
    per: '100,000',
    page: FIRESTORE,
    readIn: FIRESTORE_READ,
  },
  writes: {
    rows: [],
    what: 'Firestore, documents written, Oregon',
    usd: 0.09,
    per: '100,000',
    page: FIRESTORE,
    readIn: FIRESTORE_READ,
  },
  messages: {
    rows: [],
    what: 'Pub/Sub, published and delivered',
    usd: 40,
    per: 'TiB',
    page: 'https://cloud.google.com/pubsub/pricing',
    readIn: 'a quotation of that page of 2026-09-20 in <https://github.com/api-evangelist/google>',
  },
  egress: {
    rows: [],
    what: 'To the internet, Premium Tier, within North America, the first TiB a month',
    usd: 0.12,
    per: 'GiB',
    page: 'https://cloud.google.com/vpc/network-pricing',
    readIn:
      'a quotation of that page of 2026-09-20 in <https://github.com/api-evangelist/google-cloud-vpc>',
  },
} as const satisfies Readonly<Record<string, Price>>

const UNITS = { million: 1e6, '100,000': 1e5, TiB: 2 ** 40, GiB: 2 ** 30 } as const

/** What so much of something costs: bytes, seconds, or a number. */
export function usdOf(what: keyof typeof USAGE, amount: number): number {
  const { usd, per } = USAGE[what]
  return (amount / (per in UNITS ? UNITS[per as keyof typeof UNITS] : 1)) * usd
}

export const PRICES: readonly Price[] = [
  ...Object.values(USAGE),
  {
    rows: ['CPU kept warm (idle vCPU-seconds)', 'Memory kept warm (idle GiB-seconds)'],
    what: 'An instance kept warm that serves nobody, Tier 1',
    usd: 0.0000025,
    per: 'vCPU-second, GiB-second',
    page: CLOUD_RUN,
    readIn: 'notes of other projects, 2026',
  },
  {
    rows: ['Postgres: vCPU-hours'],
    what: 'Cloud SQL Enterprise, CPU',
    usd: 0.0413,
    per: 'vCPU-hour',
    page: CLOUD_SQL,
    readIn: '<https://www.usage.ai/blogs/gcp/cloud-sql/pricing/>, May 2026',
  },
  {
    rows: ['Postgres: GiB-hours of memory'],
    what: 'Cloud SQL Enterprise, memory',
    usd: 0.007,
    per: 'GiB-hour',
    page: CLOUD_SQL,
    readIn: '<https://www.usage.ai/blogs/gcp/cloud-sql/pricing/>, May 2026',
  },
  {
    rows: ['Postgres: GB-months of SSD, to begin with'],
    what: 'Cloud SQL, SSD',
    usd: 0.17,
    per: 'GB-month',
    page: CLOUD_SQL,
    readIn: 'notes of other projects, undated',
  },
  {
    rows: ['Scheduler jobs'],
    what: 'Cloud Scheduler (three are free for each billing account)',
    usd: 0.1,
    per: 'job and month',
    page: 'https://cloud.google.com/scheduler/pricing',
    readIn: 'notes of other projects, undated',
  },
  {
    rows: ['Load balancer: hours of its first five rules'],
    what: 'Forwarding rules, the first five together',
    usd: 0.025,
    per: 'hour',
    page: 'https://cloud.google.com/load-balancing/pricing',
    readIn: 'notes of another project, of 2026-10-01',
  },
  {
    rows: ['Cloud Armor: policies'],
    what: 'Cloud Armor, a policy',
    usd: 5,
    per: 'policy and month',
    page: 'https://cloud.google.com/armor/pricing',
    readIn: 'notes of other projects, undated',
  },
  {
    rows: ['Cloud Armor: rules'],
    what: 'Cloud Armor, a rule',
    usd: 1,
    per: 'rule and month',
    page: 'https://cloud.google.com/armor/pricing',
    readIn: 'notes of other projects, undated',
  },
]
