output "function_uris" {
  description = "Address of each function's service; apps use those of the API functions."
  value       = { for name, f in module.function : name => f.uri }
}

output "api_base_url" {
  description = "What an app puts before a function's name."
  value       = local.functions_url
}

output "api_address" {
  description = "Address for the DNS record (A) of api_domain; null without one."
  value       = local.has_edge ? google_compute_global_address.api["api"].address : null
}

output "sql_connection_name" {
  description = "project:region:instance, for the connector and the proxy."
  value       = google_sql_database_instance.postgres.connection_name
}

output "sql_connections" {
  description = "Connections that may be open at once, of max_connections."
  value       = "${local.sql_connections} of ${var.sql_max_connections}"
}

output "web_app_id" {
  description = "Id of the Firebase web app, for the web app's configuration."
  value       = google_firebase_web_app.web.app_id
}

output "app_check_site_key" {
  description = "reCAPTCHA Enterprise key of the web app, for App Check."
  value       = google_recaptcha_enterprise_key.web.name
}

output "web" {
  description = "What the web app is told of this project: the pipeline writes it into the hosted /config.json."
  value = {
    project_id         = var.project_id
    site_id            = google_firebase_hosting_site.web.site_id
    app_id             = google_firebase_web_app.web.app_id
    api_base_url       = local.has_edge ? "https://${var.api_domain}" : "https://${var.region}-${var.project_id}.cloudfunctions.net"
    app_check_site_key = google_recaptcha_enterprise_key.web.name
    anonymous_reads    = var.anonymous_reads
    push_key           = var.web_push_key
    mail_domain        = var.mail_from == "" ? "" : trimsuffix(split("@", var.mail_from)[1], ">")
  }
}

output "web_dns" {
  description = "DNS records that Hosting wants for each of web_domains, as it tells them."
  value       = { for domain, custom in google_firebase_hosting_custom_domain.web : domain => custom.required_dns_updates }
}

output "hosting_url" {
  description = "Where the web app is hosted."
  value       = google_firebase_hosting_site.web.default_url
}

output "unchecked_services" {
  description = "Services whose IAM check the pipeline switches off, a line each; empty where a binding lets everybody in."
  value       = var.public_access == "no-iam-check" ? join("\n", [for name in keys(local.public) : module.function[name].service]) : ""
}

output "anonymous_reads" {
  description = "Whether the Firestore rules let anonymous accounts read; the pipeline releases them so."
  value       = var.anonymous_reads
}
