# Optional: a global load balancer in front of the API functions, with Cloud Armor. One serverless group finds the function by
# its name in the path. The certificate waits for the DNS record of `api_domain`: the one step that no command here does.
locals {
  has_edge = var.api_domain != ""
  # Where functions are called, without their name.
  functions_url = local.has_edge ? "https://${var.api_domain}" : "https://${var.region}-${var.project_id}.cloudfunctions.net"
  edge          = local.has_edge ? toset(["api"]) : toset([])
}

resource "google_compute_global_address" "api" {
  for_each = local.edge
  name     = "api"
}

resource "google_compute_region_network_endpoint_group" "api" {
  for_each              = local.edge
  name                  = "api"
  region                = var.region
  network_endpoint_type = "SERVERLESS"
  cloud_run {
    url_mask = "${var.api_domain}/<service>"
  }
}

resource "google_compute_security_policy" "api" {
  for_each = local.edge
  name     = "api"

  adaptive_protection_config {
    layer_7_ddos_defense_config {
      enable = true
    }
  }
  # Free text (notes) may look like an attack: these only say so in the log, until somebody has read it and turns preview off.
  rule {
    action      = "deny(403)"
    priority    = 900
    preview     = true
    description = "SQL injection and scripts, in preview"
    match {
      expr {
        expression = "evaluatePreconfiguredWaf('sqli-v33-stable', {'sensitivity': 1}) || evaluatePreconfiguredWaf('xss-v33-stable', {'sensitivity': 1})"
      }
    }
  }
  rule {
    action      = "rate_based_ban"
    priority    = 1000
    description = "Requests of one address"
    match {
      versioned_expr = "SRC_IPS_V1"
      config {
        src_ip_ranges = ["*"]
      }
    }
    rate_limit_options {
      conform_action   = "allow"
      exceed_action    = "deny(429)"
      enforce_on_key   = "IP"
      ban_duration_sec = 300
      rate_limit_threshold {
        count        = var.requests_per_minute
        interval_sec = 60
      }
    }
  }
  rule {
    action      = "allow"
    priority    = 2147483647
    description = "Everything else"
    match {
      versioned_expr = "SRC_IPS_V1"
      config {
        src_ip_ranges = ["*"]
      }
    }
  }
}

resource "google_compute_backend_service" "api" {
  for_each              = local.edge
  name                  = "api"
  load_balancing_scheme = "EXTERNAL_MANAGED"
  protocol              = "HTTPS"
  security_policy       = google_compute_security_policy.api[each.key].id
  backend {
    group = google_compute_region_network_endpoint_group.api[each.key].id
  }
  log_config {
    enable      = true
    sample_rate = 0.1
  }
}

resource "google_compute_url_map" "api" {
  for_each        = local.edge
  name            = "api"
  default_service = google_compute_backend_service.api[each.key].id
}

resource "google_compute_managed_ssl_certificate" "api" {
  for_each = local.edge
  name     = "api"
  managed {
    domains = [var.api_domain]
  }
}

resource "google_compute_target_https_proxy" "api" {
  for_each         = local.edge
  name             = "api"
  url_map          = google_compute_url_map.api[each.key].id
  ssl_certificates = [google_compute_managed_ssl_certificate.api[each.key].id]
}

resource "google_compute_global_forwarding_rule" "api" {
  for_each              = local.edge
  name                  = "api"
  target                = google_compute_target_https_proxy.api[each.key].id
  ip_address            = google_compute_global_address.api[each.key].address
  port_range            = "443"
  load_balancing_scheme = "EXTERNAL_MANAGED"
}

resource "google_compute_url_map" "redirect" {
  for_each = local.edge
  name     = "api-redirect"
  default_url_redirect {
    https_redirect         = true
    redirect_response_code = "PERMANENT_REDIRECT"
    strip_query            = false
  }
}

resource "google_compute_target_http_proxy" "redirect" {
  for_each = local.edge
  name     = "api-redirect"
  url_map  = google_compute_url_map.redirect[each.key].id
}

resource "google_compute_global_forwarding_rule" "redirect" {
  for_each              = local.edge
  name                  = "api-redirect"
  target                = google_compute_target_http_proxy.redirect[each.key].id
  ip_address            = google_compute_global_address.api[each.key].address
  port_range            = "80"
  load_balancing_scheme = "EXTERNAL_MANAGED"
}
