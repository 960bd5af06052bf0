// `node dev/schema.ts`: migrates a scratch database and rewrites what is derived from it: migrations/schema.sql and
// shared/database/tables.ts. The tests compare both with the live schema.
