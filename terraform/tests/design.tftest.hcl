# The design's promises, each planned with the committed catalogue. The provider is a mock: nothing is asked of Google.
mock_provider "google" {}

mock_provider "google-beta" {}

variables {
  project_id  = "availability-test"
  environment = "prod"
  sizes = {
    few  = { min = 0, max = 4, pool = 2 }
    many = { min = 1, max = 20, pool = 4 }
  }
  sql_tier            = "db-custom-4-16384"
  sql_max_connections = 800
  alert_emails        = ["oncall@example.com"]
  metric_wait_seconds = 0
}

# All that holds in production, without any option.
run "prod" {
  command = plan

  # Protection
  assert {
    condition     = google_sql_database_instance.postgres.deletion_protection && google_sql_database_instance.postgres.settings[0].deletion_protection_enabled
    error_message = "Both guards of the database are up."
  }
  assert {
    condition     = google_sql_database_instance.postgres.settings[0].availability_type == "REGIONAL" && google_sql_database_instance.postgres.settings[0].backup_configuration[0].point_in_time_recovery_enabled
    error_message = "The database stands in two zones and can be restored to any second."
  }
  assert {
    condition     = google_firestore_database.default.delete_protection_state == "DELETE_PROTECTION_ENABLED" && google_firestore_database.default.point_in_time_recovery_enablement == "POINT_IN_TIME_RECOVERY_ENABLED"
    error_message = "Firestore is protected, and keeps its past."
  }
  assert {
    condition     = length(google_firestore_backup_schedule.weekly) == 1
    error_message = "Firestore is backed up weekly too."
  }

  # Postgres
  assert {
    condition     = !google_sql_database_instance.postgres.settings[0].ip_configuration[0].ipv4_enabled && google_sql_database_instance.postgres.settings[0].ip_configuration[0].ssl_mode == "ENCRYPTED_ONLY"
    error_message = "No public address, and encrypted."
  }
  assert {
    condition     = alltrue([for user in concat(values(google_sql_user.function), [google_sql_user.migrate]) : user.type == "CLOUD_IAM_SERVICE_ACCOUNT" && user.password == null])
    error_message = "Every login is a service account without a password."
  }

  # Messages and time
  assert {
    condition     = [for name, f in local.subscribers : name if f.ordered] == ["fan-out-availability"]
    error_message = "The fan-out alone is ordered."
  }
  assert {
    condition     = google_pubsub_subscription.dead_letters.expiration_policy[0].ttl == ""
    error_message = "Dead letters are kept however idle they are."
  }
  assert {
    condition     = toset(keys(google_cloud_scheduler_job.job)) == toset([for name, f in var.catalogue : name if f.room == "jobs"])
    error_message = "Each job of the manifest has its Scheduler job."
  }
  assert {
    condition     = google_cloud_scheduler_job.job["relay-changes"].schedule == "* * * * *"
    error_message = "The relay runs every minute."
  }
  assert {
    condition     = alltrue([for job in google_cloud_scheduler_job.job : job.paused])
    error_message = "Jobs are made paused: the pipeline resumes them after the migrations."
  }

  # Alerts
  assert {
    condition     = strcontains(google_monitoring_alert_policy.threshold["sql-down"].documentation[0].content, "gcloud sql operations list")
    error_message = "An alert carries its section of the runbook."
  }
  assert {
    condition     = { for c in google_monitoring_alert_policy.full_house["full_house"].conditions : c.display_name => c.condition_threshold[0].threshold_value } == { "Nearly all 4 instances are in use" = 3.2, "Nearly all 20 instances are in use" = 16 }
    error_message = "Instances are measured against each function's own maximum."
  }

  # Firestore
  assert {
    condition     = length(google_firestore_index.index) == length(jsondecode(file("../firestore.indexes.json")).indexes)
    error_message = "Every index of firestore.indexes.json is made."
  }
  assert {
    condition     = length([for field in google_firestore_field.field : field if length(field.ttl_config) == 1]) == length([for field in jsondecode(file("../firestore.indexes.json")).fieldOverrides : field if field.ttl])
    error_message = "Every TTL of firestore.indexes.json is set."
  }
  assert {
    condition     = strcontains(google_firebaserules_ruleset.firestore.source[0].files[0].content, "return false; // ANONYMOUS_READS") && local.environment.ANONYMOUS_READS == "false" && !google_identity_platform_config.auth.sign_in[0].anonymous[0].enabled
    error_message = "Rules, functions and sign-in refuse anonymous accounts."
  }

  # Options that are not taken
  assert {
    condition     = length(google_compute_global_forwarding_rule.api) == 0 && output.api_base_url == "https://europe-west1-availability-test.cloudfunctions.net"
    error_message = "Without api_domain nothing of the edge exists."
  }
  assert {
    condition     = length(google_kms_crypto_key_iam_member.agent) == 0 && length(google_kms_crypto_key_iam_member.storage_agent) == 0
    error_message = "Without a key there are no grants on it."
  }
}

# Every option taken.
run "with_everything" {
  command = plan
  variables {
    anonymous_reads = true
    api_domain      = "api.example.com"
    kms_key         = "projects/keys/locations/europe-west1/keyRings/ring/cryptoKeys/key"
    sql_people      = ["pat@example.com", "sam@example.com"]
  }
  assert {
    condition     = alltrue([for user in values(google_sql_user.person) : user.type == "CLOUD_IAM_USER" && user.password == null]) && length(google_sql_user.person) == 2
    error_message = "People log in as themselves, without a password."
  }
  assert {
    condition     = strcontains(google_firebaserules_ruleset.firestore.source[0].files[0].content, "return true; // ANONYMOUS_READS") && local.environment.ANONYMOUS_READS == "true" && google_identity_platform_config.auth.sign_in[0].anonymous[0].enabled
    error_message = "Rules, functions and sign-in all allow anonymous accounts."
  }
  assert {
    condition     = length(google_compute_global_forwarding_rule.api) == 1 && length(google_compute_security_policy.api) == 1 && output.api_base_url == "https://api.example.com"
    error_message = "With api_domain the load balancer stands in front."
  }
  assert {
    condition     = google_sql_database_instance.postgres.encryption_key_name == var.kms_key && google_pubsub_topic.changes.kms_key_name == var.kms_key && google_firestore_database.default.cmek_config[0].kms_key_name == var.kms_key
    error_message = "Postgres, Pub/Sub and Firestore are encrypted with the key."
  }
  assert {
    condition     = length(google_kms_crypto_key_iam_member.agent) == 8 && length(google_kms_crypto_key_iam_member.storage_agent) == 1
    error_message = "Each service's agent may use the key."
  }
}

run "dev_applies_whole_on_mocks" {
  command = apply
  variables {
    environment     = "dev"
    paging_channels = ["projects/availability-test/notificationChannels/1"]
    sql_people      = ["pat@example.com", "sam@example.com"]
  }
  assert {
    condition     = strcontains(jsonencode(google_cloud_run_v2_job.migrate.template[0].template[0].containers[0].env), "pat@example.com,sam@example.com")
    error_message = "The migration job knows the people."
  }
  assert {
    condition     = alltrue([for alert in values(google_monitoring_alert_policy.threshold) : contains(alert.notification_channels, var.paging_channels[0]) == (alert.severity == "CRITICAL") && length(alert.notification_channels) >= 1])
    error_message = "Paging channels get what is critical, and that alone; the addresses get everything."
  }
  assert {
    condition     = !google_sql_database_instance.postgres.deletion_protection && google_firestore_database.default.delete_protection_state == "DELETE_PROTECTION_DISABLED"
    error_message = "Dev is thrown away without asking."
  }
  assert {
    condition     = length(output.function_uris) == length(var.catalogue)
    error_message = "Every function of the catalogue is deployed."
  }
}
