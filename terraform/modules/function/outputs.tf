output "uri" {
  description = "Address of the function's Cloud Run service."
  value       = google_cloudfunctions2_function.this.service_config[0].uri
}

output "service" {
  description = "Name of the function's Cloud Run service."
  value       = google_cloudfunctions2_function.this.name
}

output "account_email" {
  description = "The function's own service account."
  value       = google_service_account.this.email
}

output "account_member" {
  description = "The function's own service account, as a member of IAM policies."
  value       = google_service_account.this.member
}
