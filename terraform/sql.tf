# Postgres: no public address, no password. Whoever logs in is a service account (IAM), and has only what the migration
# job granted (dev/migration-job).
resource "google_sql_database_instance" "postgres" {
  name                = "availability"
  region              = var.region
  database_version    = var.sql_version
  encryption_key_name = local.kms_key
  # Two guards: this one stops Terraform, the one in settings stops everybody.
  deletion_protection = local.is_prod

  settings {
    tier                        = var.sql_tier
    edition                     = "ENTERPRISE"
    availability_type           = local.is_prod ? "REGIONAL" : "ZONAL"
    disk_type                   = "PD_SSD"
    disk_size                   = var.sql_disk_gb
    disk_autoresize             = true
    deletion_protection_enabled = local.is_prod
    retain_backups_on_delete    = local.is_prod
    connector_enforcement       = "REQUIRED"

    database_flags {
      name  = "cloudsql.iam_authentication"
      value = "on"
    }
    database_flags {
      name  = "max_connections"
      value = tostring(var.sql_max_connections)
    }
    ip_configuration {
      ipv4_enabled    = false
      private_network = google_compute_network.vpc.id
      ssl_mode        = "ENCRYPTED_ONLY"
    }
    backup_configuration {
      enabled                        = true
      start_time                     = "02:00"
      point_in_time_recovery_enabled = local.is_prod
      transaction_log_retention_days = local.is_prod ? 7 : null
      backup_retention_settings {
        retained_backups = local.is_prod ? 30 : 7
      }
    }
    maintenance_window {
      day  = 7
      hour = 3
    }
    # Query texts hold no values: statements are prepared. Addresses of clients are not recorded.
    insights_config {
      query_insights_enabled = true
      record_client_address  = false
    }
  }

  lifecycle {
    # It grows by itself; Terraform must not want it back as it was.
    ignore_changes = [settings[0].disk_size]
    precondition {
      condition     = local.sql_connections + local.sql_connections_spare <= var.sql_max_connections
      error_message = "The functions may open ${local.sql_connections} connections; with ${local.sql_connections_spare} to spare that is more than max_connections = ${var.sql_max_connections}."
    }
  }

  depends_on = [google_service_networking_connection.sql, google_kms_crypto_key_iam_member.agent]
}

resource "google_sql_database" "app" {
  name            = "availability"
  instance        = google_sql_database_instance.postgres.name
  deletion_policy = local.is_prod ? "ABANDON" : "DELETE"
}

# A new login may do nothing at all until the migration job has granted it a part.
resource "google_sql_user" "function" {
  for_each = local.logins
  instance = google_sql_database_instance.postgres.name
  name     = each.value
  type     = "CLOUD_IAM_SERVICE_ACCOUNT"
  # The account must be there; a reference to it would leave the name unknown to the plan, and to the rules over it.
  depends_on = [module.function]
}

# May make tables and roles, from the moment it exists: whatever breaks off the first apply, the next run finds a migrator that
# can migrate. Google's API does not tell these roles again, so Terraform never takes them for changed.
resource "google_sql_user" "migrate" {
  instance       = google_sql_database_instance.postgres.name
  name           = trimsuffix(local.migrate_account, ".gserviceaccount.com")
  type           = "CLOUD_IAM_SERVICE_ACCOUNT"
  database_roles = ["cloudsqlsuperuser"]
}
