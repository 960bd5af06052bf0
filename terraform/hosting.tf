# Own domains of the web app. What is served, and with which headers, comes with each release (dev/release-hosting.ts); a domain
# works once the DNS records of the output `web_dns` are set, which no command here does: nothing waits for it.
resource "google_firebase_hosting_custom_domain" "web" {
  provider              = google-beta
  for_each              = toset(var.web_domains)
  site_id               = google_firebase_hosting_site.web.site_id
  custom_domain         = each.value
  cert_preference       = "GROUPED"
  wait_dns_verification = false
}
