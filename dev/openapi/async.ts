// The change messages as AsyncAPI 3: a message for each type of change, on the one topic that others may subscribe to.
import { ALL } from '../../shared/contract/described/all.ts'
import { CHANGE_WORDS } from '../../shared/contract/described/changes.ts'
import { ChangesPage } from '../../shared/contract/list-changes.ts'
import {
  CHANGES_TOPIC,
  CHANGE_TYPES,
  type ChangeType,
  SCHEMA_VERSION,
} from '../../shared/contract/messages/change.ts'
import { AT_ATTRIBUTE } from '../../shared/messaging/change-hint.ts'
import { TRACE_ATTRIBUTE } from '../../shared/messaging/trace-attribute.ts'
import { CONTACT, LICENSE } from './info.ts'
import { type Json, openSchemas } from './schemas.ts'

const TEXT = `What happened to professionals’ calendars, one message a change, on the Pub/Sub topic \`${CHANGES_TOPIC}\`.

- The ordering key is \`professionalId\`. Arrival order need not be revision order: compare revisions.
- At least once: the same change may arrive again. No personal data is in it.
- A message is a hint: read the present state, by the functions or from the documents, and acknowledge types and fields that you do not know.
- Who cannot subscribe asks \`list-changes\`.`

const HEADERS: Json = {
  type: 'object',
  description: 'The message’s attributes, all text.',
  required: ['type', 'professionalId', 'changeId', 'schemaVersion', AT_ATTRIBUTE],
  properties: {
    type: { type: 'string', description: 'The type of the change: filter by it.' },
    professionalId: {
      type: 'string',
      format: 'uuid',
      description: 'The calendar to which it happened.',
    },
    changeId: { type: 'string', format: 'uuid', description: 'The change.' },
    schemaVersion: {
      type: 'string',
      description: `The version of the data’s schema, now \`${SCHEMA_VERSION}\`. A field that is added does not raise it.`,
    },
    [AT_ATTRIBUTE]: {
      type: 'string',
      format: 'date-time',
      description: 'When it happened, to the millisecond.',
    },
    [TRACE_ATTRIBUTE]: {
      type: 'string',
      description: 'The trace in which it was published (W3C). Absent where nothing is traced.',
    },
  },
}

const messageName = (type: ChangeType): string =>
  type.replaceAll(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase())

const toMessage = (type: ChangeType): Json => ({
  name: type,
  title: type,
  summary: CHANGE_WORDS[type],
  description: CHANGE_WORDS[type],
  contentType: 'application/json',
  headers: { $ref: '#/components/schemas/Attributes' },
  payload: {
    allOf: [
      { $ref: '#/components/schemas/Change' },
      { type: 'object', properties: { type: { const: type, description: 'What happened.' } } },
    ],
  },
  bindings: { googlepubsub: { orderingKey: 'professionalId', bindingVersion: '0.2.0' } },
})

/** The description of the messages. */
export function describeMessages(): Promise<Json> {
  const schemas = openSchemas(ALL)
  schemas.toSchema(ChangesPage.shape.changes.unwrap().element, 'output')
  const { named } = schemas.finish({}, '#/components/schemas/')
  const names = CHANGE_TYPES.map(messageName)
  return Promise.resolve({
    asyncapi: '3.1.0',
    info: {
      title: 'Availability Checker: changes',
      version: '1',
      description: TEXT,
      contact: CONTACT,
      license: LICENSE,
      tags: [{ name: 'changes', description: 'What happened to calendars.' }],
    },
    defaultContentType: 'application/json',
    servers: {
      pubsub: {
        host: 'pubsub.googleapis.com',
        protocol: 'googlepubsub',
        description: 'Pub/Sub of the deployment’s project.',
      },
    },
    channels: {
      calendarChanges: {
        address: CHANGES_TOPIC,
        title: 'Changes of calendars',
        description: 'Every change of every calendar.',
        servers: [{ $ref: '#/servers/pubsub' }],
        messages: Object.fromEntries(
          names.map((name) => [name, { $ref: `#/components/messages/${name}` }]),
        ),
      },
    },
    operations: {
      receiveChange: {
        action: 'receive',
        title: 'Receive changes',
        summary: 'Hears of what happens to calendars, by a subscription of one’s own.',
        description:
          'Answer quickly and read the present state; what is not acknowledged is delivered again.',
        channel: { $ref: '#/channels/calendarChanges' },
        messages: names.map((name) => ({ $ref: `#/channels/calendarChanges/messages/${name}` })),
      },
    },
    components: {
      messages: Object.fromEntries(
        CHANGE_TYPES.map((type) => [messageName(type), toMessage(type)]),
      ),
      schemas: { ...named, Attributes: HEADERS },
    },
  })
}
