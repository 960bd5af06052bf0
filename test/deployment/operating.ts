// What makes a deployment one that people can live with: alerts that say what to do, people who may look into the database, jobs
// that begin after the migrations and end before they are called again, archives that go when nobody needs them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { at, listAt, numberAt, textAt } from './plan.ts'
import type { Planned, Rule } from './rule.ts'

const root = join(import.meta.dirname, '../..')

/** Monitoring takes this much of a text, and replaces `${…}` in it. */
const DOCUMENTATION_CHARACTERS = 8192

const runbook = (): string => readFileSync(join(root, 'docs/runbook.md'), 'utf8')

/** What stands below a title, up to the next one. */
const sectionOf = (title: string): string =>
  (runbook().split(`\n### ${title}\n`)[1] ?? '').split(/\n##+ /)[0]?.trim() ?? ''

const somebodyIsTold: Rule = ({ of }) =>
  of('google_monitoring_alert_policy').flatMap(({ address, values }) => {
    const title = textAt(values, 'display_name')
    const content = textAt(values, 'documentation', 0, 'content')
    return [
      (sectionOf(title) === '' || !content.includes(sectionOf(title))) &&
        `${address}: does not carry its section of the runbook`,
      content.length > DOCUMENTATION_CHARACTERS && `${address}: more than an alert can carry`,
      content.includes('${') && `${address}: Monitoring would replace what stands in \${…}`,
      !['CRITICAL', 'ERROR', 'WARNING'].includes(textAt(values, 'severity')) &&
        `${address}: nobody knows whether to get up`,
      at(values, 'enabled') === false && `${address}: switched off`,
    ]
  })

/** The conditions of all alerts, as text: filters and thresholds. */
const conditionsIn = (of: Planned['of']): readonly { filter: string; threshold: number }[] =>
  of('google_monitoring_alert_policy').flatMap(({ values }) =>
    listAt(values, 'conditions').map((condition) => ({
      filter:
        textAt(condition, 'condition_threshold', 0, 'filter') +
        textAt(condition, 'condition_matched_log', 0, 'filter'),
      threshold: numberAt(condition, 'condition_threshold', 0, 'threshold_value'),
    })),
  )

const everyFunctionIsWatchedByItsOwnMeasure: Rule = ({ functions, of }) => {
  const watched = conditionsIn(of).filter(({ filter }) => filter.includes('/instance_count'))
  return functions.map(({ resource: { address, values }, entry }) => {
    const most = numberAt(values, 'service_config', 0, 'max_instance_count')
    if (entry.room === 'jobs' || most === 1) return false
    const own = watched.filter(({ filter }) => filter.includes(`"${textAt(values, 'name')}"`))
    return (
      !(own.length === 1 && Math.abs((own[0]?.threshold ?? 0) / most - 0.8) < 1e-9) &&
      `${address}: not watched by 80 % of its own ${most} instances`
    )
  })
}

const whatFailsAtNightIsTold: Rule = ({ of }) => {
  const filters = conditionsIn(of).map(({ filter }) => filter)
  const wanted = {
    deployment: /resource\.type="build"/,
    migration: /resource\.type="cloud_run_job".*"migrate"/,
    backup: /automatedBackup/,
  }
  return Object.entries(wanted).map(
    ([what, pattern]) =>
      !filters.some((filter) => pattern.test(filter)) && `a ${what} that failed is told to nobody`,
  )
}

/** The pipeline resumes them after the migrations. */
const jobsWaitForTheMigrations: Rule = ({ of }) =>
  of('google_cloud_scheduler_job').map(
    ({ address, values }) =>
      at(values, 'paused') !== true && `${address}: called before its tables are there`,
  )

/** What a job needs beside looking for work: to start, and to answer. */
const SPARE_SECONDS = 10

const jobsEndInTime: Rule = ({ functions }) =>
  functions.map(({ resource: { address, values }, entry }) => {
    const told = numberAt(values, 'service_config', 0, 'environment_variables', 'JOB_SECONDS')
    return (
      entry.room === 'jobs' &&
      !(told + SPARE_SECONDS <= entry.timeout_seconds) &&
      `${address}: looks for work until it is called off`
    )
  })

const listOf = (planned: Planned, variable: string): readonly unknown[] =>
  listAt(planned.plan.variables, variable, 'value')

const PEOPLE_ROLES = [
  'roles/cloudsql.client',
  'roles/cloudsql.instanceUser',
  'roles/cloudsql.studioUser',
]

/** They log in as themselves, may come in, and the migration job knows to whom it grants their part. */
const peopleComeIntoTheDatabase: Rule = (planned) => {
  const people = listOf(planned, 'sql_people').map(String)
  const logins = planned
    .of('google_sql_user')
    .filter(({ values }) => textAt(values, 'type') === 'CLOUD_IAM_USER')
    .map(({ values }) => textAt(values, 'name'))
  const granted = planned
    .of('google_project_iam_member')
    .filter(({ values }) => textAt(values, 'member').startsWith('user:'))
    .map(({ values }) => `${textAt(values, 'member')} ${textAt(values, 'role')}`)
  const told = planned
    .of('google_cloud_run_v2_job')
    .flatMap(({ values }) => listAt(values, 'template', 0, 'template', 0, 'containers', 0, 'env'))
    .filter((variable) => textAt(variable, 'name') === 'DATABASE_PEOPLE')
    .map((variable) => textAt(variable, 'value'))
  return [
    logins.toSorted().join() !== people.toSorted().join() && 'the logins of people are not theirs',
    ...people.flatMap((person) =>
      PEOPLE_ROLES.map(
        (role) => !granted.includes(`user:${person} ${role}`) && `${person} has not ${role}`,
      ),
    ),
    granted.length > people.length * PEOPLE_ROLES.length && 'people have more than they need',
    told.join() !== people.toSorted().join() && 'the migration job does not know the people',
  ]
}

const theWebAppHasItsDomains: Rule = (planned) => {
  const hosted = planned
    .of('google_firebase_hosting_custom_domain')
    .map(({ values }) => textAt(values, 'custom_domain'))
  const wanted = listOf(planned, 'web_domains').map(String)
  return [
    hosted.toSorted().join() !== wanted.toSorted().join() &&
      'a domain of the web app is not hosted',
    ...planned
      .of('google_firebase_hosting_custom_domain')
      .map(
        ({ address, values }) =>
          at(values, 'wait_dns_verification') !== false && `${address}: waits for a person's DNS`,
      ),
  ]
}

/** A rollback needs every archive; what was only staged for a build nobody needs after a month. */
const stagedSourcesAreDeleted: Rule = ({ of }) => {
  const rulesOf = (values: unknown): readonly unknown[] =>
    listAt(values, 'lifecycle_rule').filter(
      (rule) => textAt(rule, 'action', 0, 'type') === 'Delete',
    )
  return of('google_storage_bucket')
    .filter(({ values }) => textAt(values, 'name').endsWith('-sources'))
    .flatMap(({ address, values }) => [
      !rulesOf(values).some(
        (rule) =>
          listAt(rule, 'condition', 0, 'matches_prefix').includes('staging/') &&
          numberAt(rule, 'condition', 0, 'age') === 30,
      ) && `${address}: keeps what was staged for ever`,
      ...rulesOf(values).map(
        (rule) =>
          listAt(rule, 'condition', 0, 'matches_prefix').join() !== 'staging/' &&
          `${address}: deletes what a rollback needs`,
      ),
    ])
}

export const OPERATING: readonly Rule[] = [
  somebodyIsTold,
  everyFunctionIsWatchedByItsOwnMeasure,
  whatFailsAtNightIsTold,
  jobsWaitForTheMigrations,
  jobsEndInTime,
  peopleComeIntoTheDatabase,
  theWebAppHasItsDomains,
]

/** Those over a plan of terraform/bootstrap. */
export const OPERATING_BOOTSTRAP: readonly Rule[] = [stagedSourcesAreDeleted]
