// The HTTPS functions as OpenAPI 3.1: paths from the manifest, schemas from the contract; once as plain HTTP, once as the
// Firebase SDKs call them.
import { ALL } from '../../shared/contract/described/all.ts'
import { Problem } from '../../shared/contract/faults/problem.ts'
import { CALLABLE, toCallablePath } from './callable.ts'
import { type DescribedFunction, findFunctions } from './described-functions.ts'
import { readExamples } from './examples.ts'
import { HEADERS, PARAMETERS } from './headers.ts'
import { CONTACT, LICENSE } from './info.ts'
import { type Makers, toPath } from './operations.ts'
import { type Form, PLAIN, openProblems } from './problems.ts'
import { type Json, openSchemas } from './schemas.ts'

const COMMON = `Live availability and booking for people whose time is booked.

- Instants are RFC 3339. Answers have them in \`Z\` and whole seconds; requests may use any offset and fractions.
- A date is \`YYYY-MM-DD\`, a wall time \`HH:MM\`, a time zone an IANA name. Fields that end in \`Minutes\` are minutes. Weekdays are ISO: 1 = Monday … 7 = Sunday.
- Every interval is half-open, \`[start, end)\`: touching is not overlapping.
- All wall-clock arithmetic is in the professional’s time zone. A viewer’s zone changes what is displayed, never what is offered.
- A field that may be absent is absent when it is unset, never null, unless null is said. Answers may gain fields: ignore what you do not know. Requests with an unknown field are refused.
- Lists are answered in pages: \`pageSize\`, \`pageToken\`, and \`nextPageToken\` unless it was the last.`

const PLAIN_TEXT = `${COMMON}

Queries are \`GET\` with a query string (\`+\` is \`%2B\`, booleans \`true\` and \`false\`, a list is a repeated parameter); \`HEAD\` is answered alike, without the body. Commands are \`POST\` of \`application/json\`, at most 64 KiB. Success is 200; everything else is \`application/problem+json\`, whose \`reason\` is for programs.

Every function also speaks the Firebase callable protocol, described in \`openapi-callable.json\`.

Locally, the same functions are at \`http://127.0.0.1:8700/<name>\`.`

const CALLABLE_TEXT = `${COMMON}

This is the callable form: what \`httpsCallable(functions, '<name>')\` of the Firebase SDKs for iOS, Android, Flutter and the web sends and is answered. \`data\` is what the function takes, or null for nothing; \`result\` what it answers. 64-bit integers of the SDKs (\`{"@type": "type.googleapis.com/google.protobuf.Int64Value", "value": "1"}\`) are unwrapped. With \`Accept: text/event-stream\` the answer is one \`data:\` line. The plain form is described in \`openapi.json\`.`

const TAGS: readonly Json[] = [
  { name: 'commands', description: 'They change something. Each takes an idempotency key.' },
  { name: 'queries', description: 'They read, and change nothing.' },
]

const SECURITY_SCHEMES = {
  firebase: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'Firebase ID token',
    description:
      'The ID token of a Firebase account. Anonymous accounts never command; they query only where the deployment allows it. On commands, a revoked token or a disabled account is refused within 60 seconds.',
  },
  appCheck: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Firebase-AppCheck',
    description: 'The App Check token of the app, where the deployment asks for it.',
  },
}

const SERVERS: readonly Json[] = [
  {
    url: 'https://{region}-{project}.cloudfunctions.net',
    description: 'A deployment. Behind a load balancer: the address of its domain.',
    variables: {
      region: { default: 'europe-west1', description: 'Where the functions run.' },
      project: { default: 'my-project', description: 'The Firebase project.' },
    },
  },
  { url: 'http://127.0.0.1:8700', description: 'The local stack.' },
]

const PREFIX = '#/components/schemas/'

/** Leaves out what nothing refers to. */
function usedOf(components: Json, document: string, kind: string): Json {
  return Object.fromEntries(
    Object.entries(components).filter(([name]) =>
      document.includes(`"#/components/${kind}/${name}"`),
    ),
  )
}

async function describe(
  form: Form,
  text: string,
  toOne: (one: DescribedFunction, makers: Makers) => Json,
): Promise<Json> {
  const recorded = readExamples()
  const makers: Makers = {
    schemas: openSchemas(ALL),
    problems: openProblems(form, recorded),
    recorded,
  }
  const functions = await findFunctions()
  makers.schemas.toSchema(Problem, 'output')
  const found = functions.map((one) => [`/${one.name}`, toOne(one, makers)] as const)
  const raw = { paths: Object.fromEntries(found), responses: makers.problems.components() }
  const { description, named } = makers.schemas.finish(raw, PREFIX)
  const { paths, responses } = description as { readonly paths: Json; readonly responses: Json }
  const written = JSON.stringify([paths, responses])
  return {
    openapi: '3.1.0',
    info: {
      title: 'Availability Checker',
      version: '1',
      description: text,
      contact: CONTACT,
      license: LICENSE,
    },
    servers: SERVERS,
    security: [{ firebase: [] }, { firebase: [], appCheck: [] }],
    tags: TAGS,
    paths,
    components: {
      schemas: named,
      parameters: usedOf(PARAMETERS, written, 'parameters'),
      headers: usedOf(HEADERS, written, 'headers'),
      responses,
      securitySchemes: SECURITY_SCHEMES,
    },
  }
}

/** The description of the plain form. */
export const describeApi = (): Promise<Json> => describe(PLAIN, PLAIN_TEXT, toPath)

/** The description of the callable form. */
export const describeCallable = (): Promise<Json> =>
  describe(CALLABLE, CALLABLE_TEXT, toCallablePath)
