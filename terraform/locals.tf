locals {
  is_prod = var.environment == "prod"
  labels  = { app = "availability-checker", env = var.environment, managed-by = "terraform" }

  # Made by terraform/bootstrap, whose names these are.
  source_bucket    = "${var.project_id}-sources"
  deployer_account = "deployer@${var.project_id}.iam.gserviceaccount.com"
  build_account    = "projects/${var.project_id}/serviceAccounts/function-build@${var.project_id}.iam.gserviceaccount.com"
  migrate_account  = "job-migrate@${var.project_id}.iam.gserviceaccount.com"

  # Without a build (checks, drafts) archives have a name that no bucket holds: an apply would be refused.
  archives = { for name in keys(var.catalogue) : name => lookup(var.sources, name, "${name}-0000000000000000.zip") }

  public      = { for name, f in var.catalogue : name => f if contains(["commands", "queries"], f.room) }
  subscribers = { for name, f in var.catalogue : name => f if f.room == "subscribers" }
  jobs        = { for name, f in var.catalogue : name => f if f.room == "jobs" }
  sql         = { for name, f in var.catalogue : name => f if f.sql }

  # A job is called once a minute and works for less: a second instance only covers the seam.
  scale = { for name, f in var.catalogue : name => f.room == "jobs" ? { min = 0, max = 2, pool = var.sizes.few.pool } : f.size == "many" ? var.sizes.many : var.sizes.few }

  # Known before the function is: a reference to the account would make a circle through its environment.
  accounts = { for name in keys(var.catalogue) : name => "fn-${name}@${var.project_id}.iam.gserviceaccount.com" }
  logins   = { for name in keys(local.sql) : name => trimsuffix(local.accounts[name], ".gserviceaccount.com") }

  # Every pool full at once, and the migration job; Postgres keeps some for itself, people want some.
  sql_connections       = sum(concat([1], [for name in keys(local.sql) : local.scale[name].max * local.scale[name].pool]))
  sql_connections_spare = 20

  # Roles on the project, for what cannot be granted more narrowly.
  reach_roles = {
    mirror           = ["roles/datastore.user"]
    accounts         = ["roles/firebaseauth.viewer"]
    account-deletion = ["roles/firebaseauth.admin", "roles/datastore.user"]
    devices          = ["roles/firebasecloudmessaging.admin"]
  }
  trace_roles = ["roles/cloudtrace.agent", "roles/telemetry.tracesWriter"]
  sql_roles   = ["roles/cloudsql.client", "roles/cloudsql.instanceUser"]
  roles = { for name, f in var.catalogue : name => toset(concat(
    local.trace_roles,
    f.sql ? local.sql_roles : [],
    flatten([for reach in f.reaches : lookup(local.reach_roles, reach, [])]),
  )) }
}
