# Versions are pinned exactly: a provider's minor release may change defaults of what runs in production.
terraform {
  required_version = ">= 1.11.0, < 2.0.0"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "7.45.0"
    }
    google-beta = {
      source  = "hashicorp/google-beta"
      version = "7.45.0"
    }
  }

  # Bucket and prefix come from -backend-config: one state for each project.
  backend "gcs" {}
}
