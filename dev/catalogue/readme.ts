// The tables of terraform/README.md, made from what they tell of.
import type { Catalogue } from './catalogue.ts'
import { toTable } from './table.ts'

/** One `variable` or `output` block of Terraform. */
interface Declared {
  readonly name: string
  readonly description: string
  readonly isRequired: boolean
}

const BLOCK = /^(variable|output) "(\w+)" \{\n([\s\S]*?)^\}/gm

/** The variables or outputs that a text of Terraform declares, in its order. */
const declaredIn = (text: string, kind: 'variable' | 'output'): readonly Declared[] =>
  [...text.matchAll(BLOCK)]
    .filter(([, found]) => found === kind)
    .map(([, , name = '', body = '']) => ({
      name,
      description: (/^ {2}description\s*=\s*"(.*)"$/m.exec(body)?.[1] ?? '').replaceAll('\\"', '"'),
      isRequired: !/^ {2}default\s*=/m.test(body),
    }))

const variablesTable = (text: string): string =>
  toTable(
    ['Variable', 'Must be given', 'What it is'],
    declaredIn(text, 'variable').map(({ name, description, isRequired }) => [
      `\`${name}\``,
      isRequired ? 'yes' : '',
      description,
    ]),
  )

const outputsTable = (text: string): string =>
  toTable(
    ['Output', 'What it is'],
    declaredIn(text, 'output').map(({ name, description }) => [`\`${name}\``, description]),
  )

const CALLERS = {
  commands: 'apps',
  queries: 'apps',
  subscribers: 'Pub/Sub',
  jobs: 'Scheduler',
} as const

const functionsTable = ({ catalogue }: Catalogue): string =>
  toTable(
    ['Function', 'Called by', 'Size', 'At once', 'Memory', 'Timeout', 'Reaches'],
    Object.entries(catalogue).map(([name, deployed]) => [
      `\`${name}\``,
      CALLERS[deployed.room],
      deployed.size,
      String(deployed.concurrency),
      `${deployed.memory_mib} MiB`,
      `${deployed.timeout_seconds} s`,
      [...(deployed.sql ? ['postgres'] : []), ...deployed.reaches, ...deployed.secrets].join(', '),
    ]),
  )

/** The tables of terraform/README.md. */
export const readmeTables = (sources: {
  readonly catalogue: Catalogue
  readonly variables: string
  readonly bootstrapVariables: string
  readonly outputs: string
}): Readonly<Record<string, string>> => ({
  functions: functionsTable(sources.catalogue),
  variables: variablesTable(sources.variables),
  'bootstrap variables': variablesTable(sources.bootstrapVariables),
  outputs: outputsTable(sources.outputs),
})
