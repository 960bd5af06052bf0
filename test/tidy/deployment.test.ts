// The deployment follows the code: its files are those of the manifest, its names those that the code reads, its alerts
// those of the runbook.
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { toCatalogue } from '../../dev/catalogue/catalogue.ts'
import { generate } from '../../dev/catalogue/generated.ts'
import { manifest } from '../../functions/manifest.ts'
import { files, production } from './files.ts'
import { importsOf } from './imports.ts'

const textOf = (path: string): string => files.find((file) => file.path === path)?.text ?? ''
const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found).toSorted()
const { catalogue } = toCatalogue(manifest)

describe('what is made from the manifest', () => {
  it.each(Object.entries(generate(join(import.meta.dirname, '../..'))))(
    '%s is up to date (npm run catalogue)',
    (path, text) => {
      expect(textOf(path)).toBe(text)
    },
  )
})

describe('the environment of functions', () => {
  /** What only the local stack and the tests set. */
  const LOCAL = /_EMULATOR_HOST$|^DATABASE_URL$/
  /**
   * Set by Cloud Run; a collector of traces of one's own, where Google's is not wanted; and a way of saving, where the one that is
   * taken otherwise is not; and what Cloud SQL is not.
   */
  const LEFT_OUT = ['K_SERVICE', 'OTEL_EXPORTER_OTLP_ENDPOINT', 'SAVES_BY', 'DATABASE_DISTRIBUTED']

  const set = matches(textOf('terraform/environment.tf'), /^ {4}([A-Z_]+)\s*=/gm)
  const read = matches(
    ['config', 'settings', 'database-place', 'mail-place']
      .map((name) => textOf(`shared/runtime/world/${name}.ts`))
      .join('\n'),
    /(?:^ {2,}|')([A-Z][A-Z_]+)(?:'|:)/gm,
  )
  const secrets = Object.values(catalogue).flatMap((deployed) => deployed.secrets)

  it('has nothing that the code does not read', () => {
    expect(set.filter((name) => !read.includes(name))).toEqual([])
  })

  it('has everything that the code reads, save what the local stack alone sets', () => {
    const wanted = read.filter(
      (name) => !LOCAL.test(name) && !LEFT_OUT.includes(name) && !secrets.includes(name),
    )
    expect(wanted.filter((name) => !set.includes(name))).toEqual([])
  })
})

describe('the runbook', () => {
  const monitoring = ['monitoring', 'log-alerts', 'slo'].map((name) =>
    textOf(`terraform/${name}.tf`),
  )
  const titles = matches(monitoring.join('\n'), /\btitle\s*= "([^"]+)"/g)
  const sections = matches(textOf('docs/runbook.md'), /^### (.+)$/gm)

  it('has a section for every alert, and no other', () => {
    expect(sections).toEqual(titles)
  })

  it('says of each what it means, what to look at and what to do', () => {
    const parts = textOf('docs/runbook.md').split(/^### /m).slice(1)
    const incomplete = parts.filter(
      (part) => !['**Means.**', '**Look at.**', '**Do.**'].every((word) => part.includes(word)),
    )
    expect(incomplete.map((part) => part.split('\n')[0])).toEqual([])
  })
})

describe('an alarm that the code raises', () => {
  it('is told of in the runbook', () => {
    const raised = production.flatMap(({ text }) => matches(text, /\balarm: '([^']+)'/g))
    const runbook = textOf('docs/runbook.md')
    expect(raised.filter((name) => !runbook.includes(`\`${name}\``))).toEqual([])
    expect(raised.length).toBeGreaterThan(0)
  })
})

describe('a field of the log that a metric reads', () => {
  it('is logged', () => {
    const wanted = matches(textOf('terraform/monitoring.tf'), /jsonPayload\.(\w+)[>:]/g)
    const logged = production.map(({ text }) => text).join('\n')
    const missing = wanted.filter((name) => !new RegExp(`\\b${name}\\b`).test(logged))
    expect(missing).toEqual([])
  })

  it('is each one that tells how long something has waited', () => {
    const told = matches(textOf('docs/guides/observability.md'), /^\|.*`(\w+Millis)`.* \| /gm)
    const measured = matches(textOf('terraform/monitoring.tf'), /jsonPayload\.(\w+)>=0/g)
    expect(new Set(measured)).toEqual(new Set(told))
    expect(told).toContain('outboxMillis')
  })

  it('is looked at by an alert', () => {
    const monitoring = textOf('terraform/monitoring.tf')
    const metrics = matches(monitoring, /resource "google_logging_metric" "(\w+)"/g)
    const watched = matches(monitoring, /user\/\$\{google_logging_metric\.(\w+)\.name\}/g)
    expect(watched).toEqual(metrics)
  })
})

describe('the rights of functions', () => {
  const byPath = new Map(files.map((file) => [file.path, file]))

  const reachableFrom = (path: string, seen = new Set<string>()): ReadonlySet<string> => {
    if (seen.has(path)) return seen
    seen.add(path)
    const file = byPath.get(path)
    for (const { to, isLocal } of file ? importsOf(file) : []) if (isLocal) reachableFrom(to, seen)
    return seen
  }

  it('include the mirror exactly where its writer is imported', () => {
    const wrong = Object.entries(catalogue).filter(([name, { room, reaches }]) => {
      const imports = reachableFrom(`functions/${room}/${name}.ts`)
      const writes = [...imports].some((path) => path.startsWith('shared/realtime/'))
      const mayWrite = reaches.includes('mirror') || reaches.includes('account-deletion')
      return writes !== mayWrite
    })
    expect(wrong.map(([name]) => name)).toEqual([])
  })

  it('are known to Terraform', () => {
    const known = textOf('terraform/variables.tf')
    const reaches = Object.values(catalogue).flatMap((deployed) => deployed.reaches)
    expect(reaches.filter((reach) => !known.includes(`"${reach}"`))).toEqual([])
  })
})
