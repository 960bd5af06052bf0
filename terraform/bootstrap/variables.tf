variable "project_id" {
  description = "Project that is prepared."
  type        = string
  nullable    = false
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project_id))
    error_message = "project_id must be a valid Google Cloud project id."
  }
}

variable "environment" {
  description = "dev or prod: prod's trigger waits for an approval."
  type        = string
  nullable    = false
  validation {
    condition     = contains(["dev", "prod"], var.environment)
    error_message = "environment must be dev or prod."
  }
}

variable "region" {
  description = "Region of the buckets and triggers."
  type        = string
  nullable    = false
  default     = "europe-west1"
}

variable "repository" {
  description = "Connected repository, as projects/…/connections/…/repositories/…; empty for no trigger."
  type        = string
  nullable    = false
  default     = ""
}

variable "branch" {
  description = "Branch that the trigger follows, as a regular expression."
  type        = string
  nullable    = false
  default     = "^main$"
}
