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
  description = "Region of everything. Cloud Build may be closed to a new project in all but six (cloud.google.com/build/docs/locations)."
  type        = string
  nullable    = false
  validation {
    condition     = var.any_region || contains(["asia-east1", "australia-southeast1", "europe-west1", "southamerica-east1", "us-central1", "us-west2"], var.region)
    error_message = "region must be asia-east1, australia-southeast1, europe-west1, southamerica-east1, us-central1 or us-west2, where Cloud Build is open to every project; or say any_region = true where yours may build elsewhere."
  }
}

variable "any_region" {
  description = "Whether this project may use Cloud Build in other regions than those six."
  type        = bool
  nullable    = false
  default     = false
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

variable "billing_account" {
  description = "Billing account of the budget; empty for none. Who applies this needs rights on it."
  type        = string
  nullable    = false
  default     = ""
  validation {
    condition     = var.billing_account == "" || can(regex("^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$", var.billing_account))
    error_message = "billing_account looks like 012345-6789AB-CDEF01."
  }
}

variable "monthly_budget" {
  description = "Budget of a month, and its currency, which must be the billing account's."
  type        = object({ amount = number, currency = string })
  nullable    = false
  default     = { amount = 200, currency = "EUR" }
}

variable "budget_emails" {
  description = "Addresses that the budget writes to, beside the billing account's administrators."
  type        = list(string)
  nullable    = false
  default     = []
}
