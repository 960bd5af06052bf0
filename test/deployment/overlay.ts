// The schemas as tfcheck takes them: with its own corrections, whose module TFCHECK_OVERLAY names, and with what we use of the
// pinned provider that the older schemas lack. Each was read in the documents of 7.45.

interface Attribute {
  readonly type: unknown
  readonly optional?: boolean
  readonly computed?: boolean
}

interface Block {
  readonly attributes: Record<string, Attribute>
  readonly block_types: Record<string, unknown>
}

type Types = Record<string, { readonly block: Block; readonly version: number } | undefined>

interface Schema {
  readonly resource_schemas: Types
  readonly data_source_schemas: Types
}

type Overlay = (provider: string, schema: Schema) => void

const theirs = process.env['TFCHECK_OVERLAY']
const general: Overlay =
  theirs === undefined
    ? () => {}
    : ((await import(theirs)) as { readonly applyOverlay: Overlay }).applyOverlay

const asked: Attribute = { type: 'string', optional: true }
const told: Attribute = { type: 'string', computed: true }

/** Corrects the schemas of one provider. */
export const applyOverlay: Overlay = (provider, schema) => {
  general(provider, schema)
  const user = schema.resource_schemas['google_sql_user']
  if (user) user.block.attributes['database_roles'] = { type: ['list', 'string'], optional: true }
  if (provider === 'google') {
    schema.data_source_schemas['google_storage_project_service_account'] = {
      version: 0,
      block: {
        attributes: {
          project: { ...asked, computed: true },
          user_project: asked,
          id: told,
          email_address: told,
          member: told,
        },
        block_types: {},
      },
    }
  }
}
