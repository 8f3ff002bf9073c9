import pg from 'pg';

/**
 * A connection of a pool that may break at any moment. pg's pool hands out a new one while nobody hears its errors, and
 * whoever takes it begins to listen a moment later: what Postgres says in that moment ("terminating connection") would end the
 * whole process. Here it is always heard; that the connection is gone is seen by whoever asks it something.
 */
export class PooledClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
