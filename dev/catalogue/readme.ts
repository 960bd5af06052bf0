// The tables of terraform/README.md, made from what they tell of: each stands between two markers.
import type { Catalogue } from './catalogue.ts'

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
      description: /^ {2}description\s*=\s*"(.*)"$/m.exec(body)?.[1] ?? '',
      isRequired: !/^ {2}default\s*=/m.test(body),
    }))

const toTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

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

/** A README with each of its tables made anew. Throws where a marker is missing. */
export const withTables = (
  readme: string,
  sources: {
    readonly catalogue: Catalogue
    readonly variables: string
    readonly bootstrapVariables: string
    readonly outputs: string
  },
): string => {
  const tables = {
    functions: functionsTable(sources.catalogue),
    variables: variablesTable(sources.variables),
    'bootstrap variables': variablesTable(sources.bootstrapVariables),
    outputs: outputsTable(sources.outputs),
  }
  let text = readme
  for (const [name, table] of Object.entries(tables)) {
    const [start, end] = [`<!-- table: ${name} -->\n`, '\n<!-- end -->']
    const from = text.indexOf(start)
    const to = text.indexOf(end, from)
    if (from < 0 || to < 0) throw new Error(`The README has no place for the table of ${name}.`)
    text = text.slice(0, from + start.length) + table + text.slice(to)
  }
  return text
}
