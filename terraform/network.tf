# The way from functions into the database's private network: Direct VPC egress, no connector machines to pay for.
resource "google_compute_network" "vpc" {
  name                    = "availability"
  auto_create_subnetworks = false
}

# Instances take addresses and give them back late, so there are many more than instances.
resource "google_compute_subnetwork" "functions" {
  name                     = "functions"
  region                   = var.region
  network                  = google_compute_network.vpc.id
  ip_cidr_range            = "10.10.0.0/20"
  private_ip_google_access = true
}

resource "google_compute_global_address" "sql" {
  name          = "sql"
  purpose       = "VPC_PEERING"
  address_type  = "INTERNAL"
  prefix_length = 20
  network       = google_compute_network.vpc.id
}

resource "google_service_networking_connection" "sql" {
  network                 = google_compute_network.vpc.id
  service                 = "servicenetworking.googleapis.com"
  reserved_peering_ranges = [google_compute_global_address.sql.name]
}
