// A client of Postgres that somebody always listens to.
import pg from 'pg'

/**
 * A server may greet and end the session in one packet: the driver then tells of the error when the pool does not listen any
 * more and whoever asked for the client not yet, and an error that nobody listens to ends the process. What breaks fails the
 * statement that it breaks; there is nothing else to be done about it.
 */
export class ListeningClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config)
    this.on('error', () => {})
  }
}
