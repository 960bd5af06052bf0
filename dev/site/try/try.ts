// The API page: the reference, and one tap to call the local stack as one of the demo's people.

interface Person {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly role: string
}

/** What /config.json says; all of it is missing where no stack runs. */
interface Config {
  readonly functionsUrl?: string
  readonly authUrl?: string
  readonly people?: readonly Person[]
}

interface Reference {
  updateConfiguration(configuration: object): void
}
declare const Scalar: { createApiReference(at: string, configuration: object): Reference }

/** A token of Firebase's is valid for an hour; it is asked for anew before. */
const RENEWED_MILLIS = 50 * 60_000
const KEPT = 'try-as'
const SCHEME = 'vitepress-theme-appearance'

const root = document.documentElement
const isDark = () => root.classList.contains('dark')

const element = (id: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`#${id}`)
  if (!found) throw new Error(`the page has no #${id}`)
  return found
}
const say = (sentence: string): void => {
  element('said').textContent = sentence
}

/** Signs in at the Auth emulator, which takes any key. */
async function signIn(authUrl: string, { email, password }: Person): Promise<string> {
  const response = await fetch(
    `${authUrl}/identitytoolkit.googleapis.com/v1/accounts:signInWithPassword?key=local`,
    {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, password, returnSecureToken: true }),
    },
  )
  if (!response.ok) throw new Error(`the Auth emulator answers ${response.status}`)
  const { idToken } = (await response.json()) as { readonly idToken: string } // Firebase's own
  return idToken
}

/** The description as people read it: without the twins that answer the same to `HEAD`. */
async function readDescription(): Promise<object> {
  const response = await fetch('/openapi.json')
  // Our own, of which no more is read here.
  const description = (await response.json()) as { readonly paths: Record<string, object> }
  const paths = Object.entries(description.paths).map(([path, operations]) => {
    const others = Object.entries(operations).filter(([method]) => method !== 'head')
    return [path, Object.fromEntries(others)]
  })
  return { ...description, paths: Object.fromEntries(paths) as object }
}

const configurationOf = (description: object, functionsUrl: string | undefined, token: string) => ({
  content: description,
  ...(functionsUrl && { servers: [{ url: functionsUrl, description: 'the local stack' }] }),
  authentication: {
    preferredSecurityScheme: 'firebase',
    securitySchemes: { firebase: { token } },
  },
  proxyUrl: '',
  telemetry: false,
  withDefaultFonts: false,
  agent: { disabled: true, hideAddApi: true },
  mcp: { disabled: true },
  showDeveloperTools: 'never',
  hideClientButton: true,
  hideDarkModeToggle: true,
  forceDarkModeState: isDark() ? 'dark' : 'light',
  hideModels: false,
  operationTitleSource: 'path',
  defaultOpenAllTags: true,
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
  customCss: `
    @media (min-width: 1000px) { :root { --scalar-custom-header-height: 113px !important; } }
    :root { --scalar-custom-header-height: 56px; --scalar-font: system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
    .light-mode { --scalar-color-accent: #3a4bc8; --scalar-color-3: #646b76; }
    .dark-mode { --scalar-color-accent: #9aa8ff; --scalar-color-3: #9aa4b2; --scalar-background-1: #0d1117; --scalar-background-2: #161c25; --scalar-background-3: #232b37; }
  `,
})

async function begin(): Promise<void> {
  const [response, description] = await Promise.all([fetch('/config.json'), readDescription()])
  const { functionsUrl, authUrl, people = [] } = (await response.json()) as Config // our own server's
  let token = ''
  const reference = Scalar.createApiReference(
    '#reference',
    configurationOf(description, functionsUrl, token),
  )
  const show = () =>
    reference.updateConfiguration(configurationOf(description, functionsUrl, token))
  element('scheme').addEventListener('click', () => {
    root.classList.toggle('dark')
    localStorage.setItem(SCHEME, isDark() ? 'dark' : 'light')
    show()
  })
  if (functionsUrl === undefined || authUrl === undefined) {
    say('No local stack runs: npm run dev starts one, and what is tried here calls it.')
    return
  }
  const buttons = new Map<Person, HTMLButtonElement>()
  let renewing: ReturnType<typeof setInterval> | undefined
  const callAs = async (person: Person): Promise<void> => {
    clearInterval(renewing)
    try {
      token = await signIn(authUrl, person)
      sessionStorage.setItem(KEPT, person.email)
      for (const [one, button] of buttons)
        button.setAttribute('aria-pressed', String(one === person))
      say('Calls go to the local stack as')
      show()
      renewing = setInterval(() => void callAs(person), RENEWED_MILLIS)
    } catch (error) {
      say(
        `${person.name} could not be signed in: ${error instanceof Error ? error.message : String(error)}`,
      )
    }
  }
  say(
    people.length > 0
      ? 'Call the local stack as'
      : 'The local stack has no demo people: paste a token of your own.',
  )
  for (const person of people) {
    const button = document.createElement('button')
    button.type = 'button'
    button.setAttribute('aria-pressed', 'false')
    const role = document.createElement('small')
    role.textContent = ` ${person.role}`
    button.append(person.name, role)
    button.addEventListener('click', () => void callAs(person))
    buttons.set(person, button)
    element('people').append(button)
  }
  const kept = people.find(({ email }) => email === sessionStorage.getItem(KEPT))
  if (kept) await callAs(kept)
}

begin().catch((error: unknown) => say(`This page cannot be shown: ${String(error)}`))
