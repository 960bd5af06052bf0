// What an environment uses in a month of 30 days when nobody calls it, in the units that are billed: from the catalogue and
// terraform/envs. Prices are not ours to know; docs/costs.md says where they stand.
import type { Catalogue, Deployed } from './catalogue.ts'
import { toTable } from './table.ts'

const DAYS = 30
const SECONDS = DAYS * 86_400
const HOURS = DAYS * 24
/** What the Terraform of all environments says. */
interface Common {
  /** How long a job looks for work, at most. */
  readonly jobSeconds: number
  /** vCPUs of a function that takes one request at a time; others have one. */
  readonly smallCpu: number
}

interface Environment {
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

const readEnvironment = (tfvars: string): Environment => {
  const [, vcpus = '0', mebibytes = '0'] = /"db-custom-(\d+)-(\d+)"/.exec(tfvars) ?? []
  return {
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
  { jobSeconds, smallCpu }: Common,
  environment: Environment,
): readonly string[] => {
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
  const { vcpus, gibibytes, diskGb, copies, hasDomain } = environment
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
    hasDomain ? 2 : 0,
  ].map(inWords)
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
  'Load balancer: forwarding rules',
]

/** The table of docs/costs.md: what each environment uses at rest. */
export const restTable = (
  catalogue: Catalogue,
  sources: {
    readonly environment: string
    readonly functionModule: string
    readonly dev: string
    readonly prod: string
  },
): string => {
  const common = {
    jobSeconds: Number(found(sources.environment, /JOB_SECONDS\s*=\s*"(\d+)"/)),
    smallCpu: Number(found(sources.functionModule, /available_cpu\s*=.*: "([\d.]+)"/)),
  }
  const amounts = [sources.dev, sources.prod].map((tfvars) =>
    amountsOf(catalogue, common, readEnvironment(tfvars)),
  )
  return toTable(
    ['In 30 days at rest', 'dev', 'prod'],
    ROWS.map((row, i) => [row, ...amounts.map((column) => column[i] ?? '')]),
  )
}
