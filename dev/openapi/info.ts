// Who is behind a description, as its formats ask for.

/** A deployment's own people: whoever publishes the description puts their address here. */
export const CONTACT = {
  name: 'Whoever runs the deployment',
  url: 'https://example.com',
  email: 'support@example.com',
} as const

export const LICENSE = {
  name: 'Apache-2.0',
  url: 'https://www.apache.org/licenses/LICENSE-2.0',
} as const
