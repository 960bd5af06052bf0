// Errors that would be felt by those who run the system: at night, in the database, on the bill.
import type { Mutant } from './mutant.ts'

const PEOPLE = '\nsql_people = ["pat@example.com", "sam@example.com"]\n'

export const OPERATING_MUTANTS: readonly Mutant[] = [
  {
    what: 'an alert that only names its section of the runbook',
    file: 'slo.tf',
    from: 'content   = local.runbook[each.value.title]',
    to: 'content   = "docs/runbook.md: ${each.value.title}"',
  },
  {
    what: 'an alert that the runbook does not know',
    file: 'log-alerts.tf',
    from: '"A backup failed"',
    to: '"A backup went wrong"',
  },
  {
    what: 'an alert of no severity',
    file: 'monitoring.tf',
    from: '  severity     = local.silent_job.severity\n',
    to: '',
  },
  {
    what: 'every function watched by the measure of the largest',
    file: 'monitoring.tf',
    from: 'tonumber(conditions.key) * 0.8',
    to: 'var.sizes.many.max * 0.8',
  },
  {
    what: 'subscribers that nobody watches',
    file: 'monitoring.tf',
    from: 'merge(local.public, local.subscribers)',
    to: 'local.public',
  },
  {
    what: 'a migration that fails unheard',
    file: 'log-alerts.tf',
    from: /\n {4}migration = \{[\s\S]*?\n {4}\}/,
    to: '',
  },
  {
    what: 'a paging channel that is no channel',
    file: 'envs/prod.tfvars',
    from: /$/,
    to: '\npaging_channels = ["oncall@example.com"]\n',
  },
  {
    what: 'jobs that begin before the migrations',
    file: 'scheduler.tf',
    from: /\n {2}paused .*/,
    to: '',
  },
  {
    what: 'jobs that look for work longer than they may',
    file: 'environment.tf',
    from: 'tostring(var.job_seconds)',
    to: '"55"',
  },
  {
    what: 'people who log in with a password',
    file: 'people.tf',
    from: 'type     = "CLOUD_IAM_USER"',
    to: 'password = "secret"',
    settings: PEOPLE,
  },
  {
    what: 'people who may not come in',
    file: 'people.tf',
    from: 'setproduct(var.sql_people, local.people_roles)',
    to: 'setproduct(slice(var.sql_people, 0, 1), local.people_roles)',
    settings: PEOPLE,
  },
  {
    what: 'people who could do anything to Cloud SQL',
    file: 'people.tf',
    from: '"roles/cloudsql.studioUser"',
    to: '"roles/cloudsql.admin"',
    settings: PEOPLE,
  },
  {
    what: 'people of whom the migration job is not told',
    file: 'migrate.tf',
    from: 'for person in google_sql_user.person : person.name',
    to: 'for person in google_sql_user.person : person.name if false',
    settings: PEOPLE,
  },
  {
    what: 'a web app without its domain',
    file: 'hosting.tf',
    from: 'toset(var.web_domains)',
    to: 'toset([])',
  },
  {
    what: "a deployment that waits for a person's DNS",
    file: 'hosting.tf',
    from: 'wait_dns_verification = false',
    to: 'wait_dns_verification = true',
  },
  {
    what: 'archives of a rollback that are deleted after a month',
    file: 'bootstrap/main.tf',
    from: /\n {6}matches_prefix .*/,
    to: '',
  },
  {
    what: 'staged sources that are kept for ever',
    file: 'bootstrap/main.tf',
    from: /\n {2}lifecycle_rule \{\n {4}action \{\n.*\n {4}\}\n {4}condition \{\n {6}age[\s\S]*?\n {2}\}/,
    to: '',
  },
]
