# People who may log in to Postgres, with their own Google account and no password: they look, end a session and vacuum
# (dev/migration-job/people.ts). The database has no public address: the way in is Cloud SQL Studio, or the proxy inside the network.
locals {
  people_roles = concat(local.sql_roles, ["roles/cloudsql.studioUser"])
}

resource "google_sql_user" "person" {
  for_each = toset(var.sql_people)
  instance = google_sql_database_instance.postgres.name
  name     = each.value
  type     = "CLOUD_IAM_USER"
}

resource "google_project_iam_member" "person" {
  for_each = { for pair in setproduct(var.sql_people, local.people_roles) : "${pair[0]} ${pair[1]}" => { person = pair[0], role = pair[1] } }
  project  = var.project_id
  role     = each.value.role
  member   = "user:${each.value.person}"
}
