// What an environment uses in a month of 30 days when nobody calls it, in the units that are billed, and what that costs: from
// the catalogue, terraform/envs, and the prices that could be read (prices.ts).
import type { Catalogue, Deployed } from './catalogue.ts'
import { PRICES } from './prices.ts'
import { toTable } from './table.ts'

const DAYS = 30
const SECONDS = DAYS * 86_400
const HOURS = DAYS * 24
/** What the Terraform of all environments says. */
interface Common {
  /** vCPUs of a function that takes one request at a time; others have one. */
  readonly smallCpu: number
  readonly armorRules: number
}

interface Environment {
  /** How long a job looks for work, at most. */
  readonly jobSeconds: number
  readonly minimum: { readonly few: number; readonly many: number }
  readonly vcpus: number
  readonly gibibytes: number
  readonly diskGb: number
  /** Copies of the database: prod stands in two zones. */
  readonly copies: number
  readonly hasDomain: boolean
}

const found = (text: string, pattern: RegExp): string | undefined => pattern.exec(text)?.[1]

const minimumOf = (tfvars: string, size: string): number =>
  Number(found(tfvars, new RegExp(`\\b${size}\\s*=\\s*\\{\\s*min\\s*=\\s*(\\d+)`)) ?? 0)

const readEnvironment = (tfvars: string, variables: string): Environment => {
  const [, vcpus = '0', mebibytes = '0'] = /"db-custom-(\d+)-(\d+)"/.exec(tfvars) ?? []
  const declared = found(variables, /^variable "job_seconds" \{[^}]*?default\s*=\s*(\d+)/m)
  return {
    jobSeconds: Number(found(tfvars, /^job_seconds\s*=\s*(\d+)/m) ?? declared),
    minimum: { few: minimumOf(tfvars, 'few'), many: minimumOf(tfvars, 'many') },
    vcpus: Number(vcpus),
    gibibytes: Number(mebibytes) / 1024,
    diskGb: Number(found(tfvars, /^sql_disk_gb\s*=\s*(\d+)/m) ?? 10),
    copies: found(tfvars, /^environment\s*=\s*"(\w+)"/m) === 'prod' ? 2 : 1,
    hasDomain: /^api_domain\s*=\s*"[^"]/m.test(tfvars),
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
const inWords = (amount: number): string => Math.round(amount).toLocaleString('en')

/** Of a job that runs every minute, once an hour or once a day. */
const callsADay = (schedule: string | null): number =>
  schedule === '* * * * *' ? 1440 : /^\d+ \* /.test(schedule ?? '') ? 24 : 1

/** The rows of one environment, in the order of {@link ROWS}. */
const amountsOf = (
  { catalogue }: Catalogue,
  { smallCpu, armorRules }: Common,
  environment: Environment,
): readonly number[] => {
  const cpuOf = ({ concurrency }: Deployed): number => (concurrency > 1 ? 1 : smallCpu)
  const functions = Object.values(catalogue)
  const jobs = functions.filter(({ room }) => room === 'jobs')
  const calls = jobs.map((job) => ({
    ...job,
    calls: DAYS * callsADay(job.schedule),
  }))
  const warm = functions
    .filter(({ room }) => room !== 'jobs')
    .map((each) => ({ ...each, instances: environment.minimum[each.size] }))
  const { jobSeconds, vcpus, gibibytes, diskGb, copies, hasDomain } = environment
  return [
    sum(calls.map((job) => job.calls)),
    sum(calls.map((job) => job.calls * jobSeconds * cpuOf(job))),
    sum(calls.map((job) => (job.calls * jobSeconds * job.memory_mib) / 1024)),
    sum(warm.map((each) => each.instances * SECONDS * cpuOf(each))),
    sum(warm.map((each) => (each.instances * SECONDS * each.memory_mib) / 1024)),
    vcpus * copies * HOURS,
    gibibytes * copies * HOURS,
    diskGb * copies,
    jobs.length,
    hasDomain ? HOURS : 0,
    hasDomain ? 1 : 0,
    hasDomain ? armorRules : 0,
  ]
}

const ROWS = [
  'Calls of jobs',
  'CPU of jobs, at most (vCPU-seconds)',
  'Memory of jobs, at most (GiB-seconds)',
  'CPU kept warm (idle vCPU-seconds)',
  'Memory kept warm (idle GiB-seconds)',
  'Postgres: vCPU-hours',
  'Postgres: GiB-hours of memory',
  'Postgres: GB-months of SSD, to begin with',
  'Scheduler jobs',
  'Load balancer: hours of its first five rules',
  'Cloud Armor: policies',
  'Cloud Armor: rules',
]

/** The files that say what an environment uses, as text. */
export interface Sources {
  readonly variables: string
  readonly functionModule: string
  readonly edge: string
  readonly dev: string
  readonly prod: string
}

const amountsIn = (catalogue: Catalogue, sources: Sources): readonly (readonly number[])[] => {
  const common = {
    smallCpu: Number(found(sources.functionModule, /available_cpu\s*=.*: "([\d.]+)"/)),
    // The last one, which lets everything else in, is not paid for.
    armorRules: [...sources.edge.matchAll(/^ {2}rule \{/gm)].length - 1,
  }
  return [sources.dev, sources.prod].map((tfvars) =>
    amountsOf(catalogue, common, readEnvironment(tfvars, sources.variables)),
  )
}

/** The table of docs/costs.md: what each environment uses at rest. */
export const restTable = (catalogue: Catalogue, sources: Sources): string => {
  const amounts = amountsIn(catalogue, sources)
  return toTable(
    ['In 30 days at rest', 'dev', 'prod'],
    ROWS.map((row, i) => [row, ...amounts.map((column) => inWords(column[i] ?? 0))]),
  )
}

const inDollars = (amount: number): string => amount.toFixed(2)

/** Of each environment what its rest costs, by {@link ROWS}. */
export const dollarsOf = (catalogue: Catalogue, sources: Sources): readonly (readonly number[])[] =>
  amountsIn(catalogue, sources).map((column) =>
    ROWS.map((row, i) => {
      const price = PRICES.find(({ rows }) => rows.includes(row))
      return (column[i] ?? 0) * (price?.usd ?? 0)
    }),
  )

/** The table of docs/costs.md: the same in money, as far as it costs anything. */
export const moneyTable = (catalogue: Catalogue, sources: Sources): string => {
  const dollars = dollarsOf(catalogue, sources)
  const rows = ROWS.map((row, i) => [row, ...dollars.map((column) => inDollars(column[i] ?? 0))])
  const priced = rows.filter(([row = '']) => PRICES.some(({ rows: those }) => those.includes(row)))
  const total = ['**Together**', ...dollars.map((column) => `**${inDollars(sum(column))}**`)]
  return toTable(['USD in 30 days at rest', 'dev', 'prod'], [...priced, total])
}

/** The table of docs/costs.md: what was read, where and when. */
export const priceTable = (): string =>
  toTable(
    ['What', 'USD', 'Per', 'Google tells it at', 'It was read in'],
    PRICES.map(({ what, usd, per, page, readIn }) => [
      what,
      usd.toLocaleString('en', { maximumFractionDigits: 7 }),
      per,
      `<${page}>`,
      readIn,
    ]),
  )
