// What an environment costs at rest, from small files.
import { describe, expect, it } from 'vitest'
import { manifest } from '../../functions/manifest.ts'
import { toCatalogue } from './catalogue.ts'
import { dollarsOf, moneyTable, restTable } from './costs.ts'

const { topics } = toCatalogue(manifest)
const job = {
  room: 'jobs',
  does: 'sweeps',
  timeout_seconds: 60,
  memory_mib: 512,
  concurrency: 1,
  size: 'few',
  sql: true,
  ordered: false,
  topics: [],
  reaches: [],
  secrets: [],
  schedule: '* * * * *',
} as const
const catalogue = { topics, catalogue: { sweep: job } }

const tfvars = (more = ''): string =>
  `environment = "dev"\nsizes = {\n  few = { min = 0, max = 1, pool = 2 }\n}\nsql_tier = "db-custom-1-1024"\n${more}`
const sources = {
  variables: 'variable "job_seconds" {\n  type = number\n  default = 50\n}\n',
  functionModule: 'available_cpu = var.concurrency > 1 ? "1" : "0.5"',
  edge: '  rule {\n  rule {\n  rule {\n',
  dev: tfvars('job_seconds = 5\n'),
  prod: tfvars('api_domain = "api.example.com"\n'),
}

describe('the rest of an environment', () => {
  it('counts what a job uses by the seconds of that environment, or else by those that all have', () => {
    // 43,200 calls of half a CPU.
    expect(restTable(catalogue, sources)).toContain(
      '| CPU of jobs, at most (vCPU-seconds) | 108,000 | 1,080,000 |',
    )
  })

  it('is priced row by row, and added up', () => {
    const table = moneyTable(catalogue, sources)
    expect(table).toContain('| CPU of jobs, at most (vCPU-seconds) | 2.59 | 25.92 |')
    expect(table).toContain('| Postgres: vCPU-hours | 29.74 | 29.74 |')
    expect(table).toContain('| Cloud Armor: rules | 0.00 | 2.00 |')
    const [dev = 0] = dollarsOf(catalogue, sources).map((column) =>
      column.reduce((total, one) => total + one, 0),
    )
    expect(table).toContain(`| **Together** | **${dev.toFixed(2)}** |`)
  })
})
