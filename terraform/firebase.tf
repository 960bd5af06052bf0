# Sign-in, the web app and its hosting, App Check. Some of it exists in the beta provider alone.
#
# For a while after a project or an app of Firebase was made, the other services answer 404 for it. Nothing says when that is
# over, so each waits for something slow that is made meanwhile: the app for the network's peering (a minute or two), what knows
# of the app for Postgres (ten minutes). Where those stand already, the app does too.
resource "google_firebase_project" "this" {
  provider = google-beta
}

resource "google_firebase_web_app" "web" {
  provider        = google-beta
  display_name    = "Availability Checker"
  deletion_policy = "DELETE"
  depends_on      = [google_firebase_project.this, google_service_networking_connection.sql]
}

resource "google_firebase_hosting_site" "web" {
  provider = google-beta
  site_id  = var.project_id
  app_id   = google_firebase_web_app.web.app_id

  depends_on = [google_sql_database_instance.postgres]
}

locals {
  hosted_domains = ["${var.project_id}.web.app", "${var.project_id}.firebaseapp.com"]
  web_hosts      = concat(local.hosted_domains, var.web_domains)
  web_origins    = [for domain in local.web_hosts : "https://${domain}"]
}

# A singleton of the project: it cannot be deleted, only changed.
resource "google_identity_platform_config" "auth" {
  autodelete_anonymous_users = true
  authorized_domains         = concat(local.web_hosts, local.is_prod ? [] : ["localhost"])
  sign_in {
    allow_duplicate_emails = false
    email {
      enabled           = true
      password_required = true
    }
    anonymous {
      enabled = var.anonymous_reads
    }
  }
  depends_on = [google_firebase_project.this, google_service_networking_connection.sql]
}

resource "google_recaptcha_enterprise_key" "web" {
  display_name = "Web app"
  web_settings {
    integration_type  = "SCORE"
    allow_all_domains = false
    allowed_domains   = concat(local.web_hosts, local.is_prod ? [] : ["localhost"])
  }
}

resource "google_firebase_app_check_recaptcha_enterprise_config" "web" {
  app_id    = google_firebase_web_app.web.app_id
  site_key  = google_recaptcha_enterprise_key.web.name
  token_ttl = "3600s"

  depends_on = [google_sql_database_instance.postgres]
}

# Functions verify tokens themselves (APP_CHECK); Firestore is told here.
resource "google_firebase_app_check_service_config" "firestore" {
  service_id       = "firestore.googleapis.com"
  enforcement_mode = var.app_check == "enforced" ? "ENFORCED" : "UNENFORCED"
  depends_on       = [google_firebase_project.this, google_sql_database_instance.postgres]
}
