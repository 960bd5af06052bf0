// Statements by name.
import { expect, it } from 'vitest'
import { nameStatement } from './statement-name.ts'

it('takes the name that the statement gives itself', () => {
  expect(nameStatement('\n    /* load-calendar */ with t as (select 1) select 2')).toBe(
    'load-calendar',
  )
})

it('else takes verb and table, and no value', () => {
  expect(nameStatement(`select "professional_id" from "calendars"`)).toBe('select calendars')
  expect(nameStatement('insert into accounts (uid) values ($1)')).toBe('insert accounts')
  expect(nameStatement('update services set name = $1')).toBe('update services')
  expect(nameStatement('begin')).toBe('begin')
  expect(nameStatement('')).toBe('statement')
})
