// Where a statement of an SQL text ends.
import { expect, it } from 'vitest'
import { statementsOf } from './statements.ts'

it.each([
  ['two statements', 'select 1; select 2', ['select 1', 'select 2']],
  ['a last semicolon, and nothing behind it', 'select 1;\n-- end\n', ['select 1']],
  ['a semicolon in a text', `select 'a;b''c;'; select 2`, [`select 'a;b''c;'`, 'select 2']],
  [
    'a backslash in a text that has them',
    String.raw`select E'\';'; select 2`,
    [String.raw`select E'\';'`, 'select 2'],
  ],
  [
    'a backslash in a text that is plain',
    String.raw`select '\'; select 2`,
    [String.raw`select '\'`, 'select 2'],
  ],
  ['a name in quotes', 'select 1 as "a;b"; select 2', ['select 1 as "a;b"', 'select 2']],
  [
    'a comment',
    'select 1 -- one; two\n; /* a; */ select 2',
    ['select 1 -- one; two', '/* a; */ select 2'],
  ],
  [
    'an apostrophe in a comment',
    `-- who's;\nselect 1; select 2`,
    [`-- who's;\nselect 1`, 'select 2'],
  ],
  ['a body', 'do $$ begin a; b; end $$; select 2', ['do $$ begin a; b; end $$', 'select 2']],
  [
    'a body with a name, in which there is another',
    'do $f$ a; $$b;$$ $f$; select 2',
    ['do $f$ a; $$b;$$ $f$', 'select 2'],
  ],
  ['parameters', 'select $1; select $2', ['select $1', 'select $2']],
])('knows %s', (_, text, statements) => {
  expect(statementsOf(text)).toEqual(statements)
})
