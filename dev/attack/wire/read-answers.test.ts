// The answers that come over one connection are told apart, however they say where they end.
import { expect, it } from 'vitest'
import { readAnswers } from './read-answers.ts'

const read = (text: string) =>
  readAnswers(Buffer.from(text)).map(({ status, text: body }) => [status, body])

it('by their length, by chunks, by having no body, and by the end of the connection', () => {
  const answers = [
    'HTTP/1.1 100 Continue\r\n\r\n',
    'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}',
    'HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n',
    'HTTP/1.1 204 No Content\r\n\r\n',
    'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\nall the rest',
  ]
  expect(read(answers.join(''))).toEqual([
    [200, '{}'],
    [404, 'abc'],
    [204, ''],
    [400, 'all the rest'],
  ])
})

it('and what is no answer is told as it is', () => {
  expect(read('')).toEqual([])
  expect(read('HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxSSH-2.0')).toEqual([
    [200, 'x'],
    [0, 'SSH-2.0'],
  ])
})
