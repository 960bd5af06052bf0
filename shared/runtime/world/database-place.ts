// Where Postgres is, as the environment tells: by an address of its own, or as an instance of Cloud SQL.
import type { FieldError } from '../../contract/faults/issues.ts'
import type { CloudSqlPlace } from './cloud-sql.ts'
import type { Environment } from './settings.ts'

/** The database by an address of its own, or in Cloud SQL: one of the two. */
export type DatabasePlace = { readonly url: string } | CloudSqlPlace

const INSTANCE = /^([^\s:]+:)?[^\s:]+:[^\s:]+:[^\s:]+$/
const CLOUD_SQL = ['CLOUD_SQL_INSTANCE', 'DATABASE_NAME', 'DATABASE_USER'] as const

function cloudSqlErrors(environment: Environment): FieldError[] {
  const { CLOUD_SQL_INSTANCE: instance, DATABASE_USER: user } = environment
  const errors: FieldError[] = CLOUD_SQL.filter((name) => !environment[name]).map((path) => ({
    path,
    message: 'is required for Cloud SQL',
  }))
  if (instance && !INSTANCE.test(instance))
    errors.push({ path: 'CLOUD_SQL_INSTANCE', message: 'must be project:region:instance' })
  if (user?.endsWith('.gserviceaccount.com'))
    errors.push({ path: 'DATABASE_USER', message: 'must end before .gserviceaccount.com' })
  return errors
}

/** The place that an environment names, or what is wrong with it. */
export function readDatabase(
  environment: Environment,
): DatabasePlace | { readonly errors: readonly FieldError[] } {
  const { DATABASE_URL: url, CLOUD_SQL_INSTANCE, DATABASE_NAME, DATABASE_USER } = environment
  const named = CLOUD_SQL.filter((name) => environment[name])
  const problem = (message: string) => ({ errors: [{ path: 'DATABASE_URL', message }] })
  if (url)
    return named.length > 0 ? problem(`must not be set together with ${named.join(', ')}`) : { url }
  if (named.length === 0) return problem(`is required, or else ${CLOUD_SQL.join(', ')}`)
  const errors = cloudSqlErrors(environment)
  if (errors.length > 0) return { errors }
  return {
    instance: CLOUD_SQL_INSTANCE ?? '',
    database: DATABASE_NAME ?? '',
    user: DATABASE_USER ?? '',
  }
}
