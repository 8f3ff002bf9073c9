import { Transform, type TransformCallback } from 'node:stream';

/** PostgreSQL, "Message Formats": each message of the server is a letter, its length without the letter, and what it says. */
const NOTIFICATION = 'A'.charCodeAt(0);
const HEAD = 5;

/** What Postgres says, without its notifications while they are swallowed. Of connections without TLS. */
export class Swallowing extends Transform {
  private rest = Buffer.alloc(0);

  constructor(private readonly swallows: () => boolean) {
    super();
  }

  override _transform(piece: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.rest = Buffer.concat([this.rest, piece]);
    while (this.rest.length >= HEAD) {
      const length = 1 + this.rest.readInt32BE(1);
      if (this.rest.length < length) break;
      if (this.rest[0] !== NOTIFICATION || !this.swallows()) this.push(this.rest.subarray(0, length));
      this.rest = this.rest.subarray(length);
    }
    done();
  }
}
