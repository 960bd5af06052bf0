// What a lock leaves out, told from what it says.
import { expect, it } from 'vitest'
import { missingFrom } from './missing.ts'

const tool = { dev: true, optionalDependencies: { '@tool/linux-arm64-musl': '1.2.3' } }

it('describes an optional package that has no entry by what its name tells', () => {
  expect(missingFrom({ packages: { '': {}, 'node_modules/tool': tool } })).toEqual({
    'node_modules/@tool/linux-arm64-musl': {
      version: '1.2.3',
      cpu: ['arm64'],
      dev: true,
      libc: ['musl'],
      optional: true,
      os: ['linux'],
    },
  })
})

it.each(['', 'node_modules/a/', 'node_modules/a/node_modules/tool/'])(
  'finds the entry that stands in "%s" where Node would look',
  (above) => {
    const packages = {
      'node_modules/a/node_modules/tool': tool,
      [`${above}node_modules/@tool/linux-arm64-musl`]: {},
    }
    expect(missingFrom({ packages })).toEqual({})
  },
)

it('does not take an entry that only another package sees', () => {
  const packages = {
    'node_modules/tool': tool,
    'node_modules/b/node_modules/@tool/linux-arm64-musl': {},
  }
  expect(Object.keys(missingFrom({ packages }))).toEqual(['node_modules/@tool/linux-arm64-musl'])
})
