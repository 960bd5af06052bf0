// Which of test/integration do not run on a cluster, files and single tests, each with the reason.

const STAND_INS = 'asks no database: servers of its own stand in'
const OWN_SCHEMA = 'changes the schema, in statements that a cluster wants one by one'
const OWN_ROWS = 'writes rows by itself, in statements that no one shard answers'
const OWN_DATABASE = 'makes, cuts or drops databases of its own'
const PLANS = 'reads plans or types of one Postgres'
const MORE_BACKENDS = 'opens backends with the same ids in turn, which share the one database there'
const OTHER_PROCESSES = 'starts processes that are not told of a cluster'

/** By the name of the file, why. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  bench: OTHER_PROCESSES,
  bill: 'counts the statements of one Postgres',
  'bounded-work': PLANS,
  bundles: OTHER_PROCESSES,
  'claims-apart': OWN_ROWS,
  'cloud-sql': STAND_INS,
  connection: 'breaks connections of one Postgres',
  examples: MORE_BACKENDS,
  'filling-ahead': OWN_DATABASE,
  folding: 'asks for a collation of Postgres 18',
  grams: PLANS,
  grants: 'makes roles, which a cluster has for all its databases',
  'migration-account': OWN_DATABASE,
  'migration-phases': OWN_DATABASE,
  'one-shard': OWN_DATABASE,
  'own-changes': OWN_SCHEMA,
  'plans-kept': OWN_SCHEMA,
  'raw-statements': PLANS,
  restore: OWN_DATABASE,
  'round-trips': STAND_INS,
  'save-decision': 'compares with the ways of saving that only one Postgres has',
  schema: OWN_DATABASE,
  'search-cost': OWN_ROWS,
  standings: OWN_SCHEMA,
  tracing: 'looks for the statements of one Postgres in traces',
}

/** Of files that run there, single tests by the end of their names. */
export const TESTS_LEFT_OUT: Readonly<Record<string, string>> = {
  'everybody who was made here is found as on one Postgres, in the same order':
    'asks in the way of one Postgres too, to compare with it',
  'follows what was saved since it was sent':
    'takes away what leads to nothing, as only a database needs that is not cut yet',
}
