output "state_bucket" {
  description = "Bucket of Terraform's state."
  value       = google_storage_bucket.state.name
}

output "source_bucket" {
  description = "Bucket of archives and releases."
  value       = google_storage_bucket.sources.name
}

output "deployer" {
  description = "Account that runs the pipeline."
  value       = google_service_account.deployer.email
}
